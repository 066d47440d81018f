import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { systemClock } from '../../src/context/clock.ts';
import { startCannedServer } from '../helpers/canned-server.ts';
import { runCli, temporaryFolder } from '../helpers/run-cli.ts';
import { startTestSimulator, type TestSimulator } from '../helpers/simulator.ts';
import { account, apiKey, platformOf } from '../helpers/stage.ts';

const scenario = { projects: { '123': { delay: 0 } }, platforms: platformOf('durian') };

const environment = ({ baseUrls }: TestSimulator) => ({
  SMSCTL_DURIAN_NAME: account.name,
  SMSCTL_DURIAN_API_KEY: apiKey,
  SMSCTL_DURIAN_BASE_URL: baseUrls.durian ?? '',
});

it('a number that was paid for is told, though the ledger broke while its answer was under way', async () => {
  using home = temporaryFolder();
  const onRequest = () => truncateSync(join(home.path, 'ledger.sqlite'));
  await using simulator = await startTestSimulator({ clock: systemClock, scenario, onRequest });
  const options = { home: home.path, env: environment(simulator) };
  const { exitCode, stderr } = await runCli(['get-number', '--pid', '123'], options);
  const [charge] = await simulator.book();
  assert.equal(exitCode, 12, stderr);
  assert.ok(charge !== undefined && stderr.includes(`Rented, but not written down: ${charge.number}.`), stderr);
});

it('a code is told, though the ledger broke while it was under way', async () => {
  using home = temporaryFolder();
  const onRequest = ({ call }: { readonly call: string }) => {
    if (call === 'getMsg') truncateSync(join(home.path, 'ledger.sqlite'));
  };
  await using simulator = await startTestSimulator({ clock: systemClock, scenario, onRequest });
  const options = { home: home.path, env: environment(simulator) };
  await runCli(['get-number', '--pid', '123'], options);
  const { exitCode, stdout, stderr } = await runCli(['wait-code', '--interval', '0.1', '--timeout', '2'], options);
  const told = (await simulator.journal()).at(-1)?.answer ?? '';
  assert.equal(exitCode, 12, stderr);
  assert.match(stdout, /^\d+\n$/);
  assert.ok(told.includes(`"data":"${stdout.trim()}"`), told);
});

it('a platform that repeats the key of one account when it is asked for another one is not quoted', async () => {
  using home = temporaryFolder();
  await using server = await startCannedServer(JSON.stringify({ code: 802, msg: `you are no ${apiKey}` }));
  const kept = { name: 'one', apiKey, baseUrl: server.baseUrl };
  const settings = {
    ...Object.fromEntries(Object.entries(kept).map(([name, value]) => [`durian.default.${name}`, value])),
    ...Object.fromEntries(Object.entries(kept).map(([name, value]) => [`durian.work.${name}`, value])),
    'durian.work.apiKey': 'anOtherKey0123456789',
  };
  writeFileSync(join(home.path, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
  const { stdout } = await runCli(['doctor'], { home: home.path, secrets: [apiKey] });
  assert.equal(stdout.match(/you are no \*\*\*/g)?.length, 2, stdout);
});
