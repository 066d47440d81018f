import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformSimulator } from '../../../src/library/offer.ts';
import { openProvider } from '../../../src/library/provider.ts';
import { startSimulator } from '../../../src/library/simulator.ts';
import type { WorldState } from '../../../src/simulator/state.ts';
import { leasesIn, mostHeld } from '../../../test/helpers/leases.ts';
import { runnerProject } from '../../../test/helpers/runner-project.ts';
import { randomFrom } from '../rig/random.ts';
import type { Breach, Outcome, Section, Wish } from '../section.ts';
import { code, config, drawKinds, endOf, spec } from './cases.ts';
import { type Ended, endsIn } from './report.ts';

const platform = 'durian';

/** Hit what the tests ask for, spread over the run. The rent whose answer is lost is the one that costs a test. */
const faults = (count: number): readonly Readonly<Record<string, unknown>>[] => [
  ...spread(count, 12).map((skip) => ({ kind: 'reset', call: 'getMsg', skip: skip * 4, times: 2 })),
  ...spread(count, 8).map((skip) => ({ kind: 'status', call: 'getMsg', skip: skip * 4 + 2, times: 1 })),
  ...spread(count, 6).map((skip) => ({ kind: 'reset', call: 'passMobile', skip: Math.floor(skip / 8), times: 1 })),
  ...spread(count, 2).map((skip) => ({ kind: 'reset', call: 'getMobileCode', when: 'after', skip, times: 1 })),
];

const spread = (count: number, times: number): number[] =>
  Array.from({ length: times }, (_, index) => Math.floor((count * (index + 1)) / (times + 1)));

export const suite: Section = {
  name: 'suite',
  title: 'a suite of Playwright, four workers, on a platform that is busy, cuts connections and is late; so many tests',
  count: 200,
  async run({ count, seed }: Wish): Promise<Outcome> {
    const drawn = drawKinds(count, randomFrom(seed));
    await using simulator = await startSimulator({ scenario: { seed, rate: { burst: 25, perSecond: 20 } } });
    using project = runnerProject({ 'playwright.config.ts': config, 'suite.spec.ts': spec(drawn) }, 'commonjs');
    for (const fault of faults(count)) await simulator.fault({ platform, ...fault });
    const { output } = await project.run(['playwright', 'test'], { SIMULATOR: simulator.url, CI: '1' }, 1_200_000);
    const report = join(project.folder, 'report.json');
    const ends = existsSync(report) ? endsIn(readFileSync(report, 'utf8')) : [];

    // As the clean-up step of a job does, whatever became of the tests.
    const env = { SMSCTL_HOME: join(project.home, 'sandbox') };
    await (await openProvider(platform, { simulator, env, ledger: 'shared' })).close();

    const leases = leasesIn(project.home);
    const held = leases.filter(({ state }) => ['held', 'received', 'blacklistDue'].includes(state));
    const lost = leases.filter(({ state }) => state === 'unknown');
    const most = mostHeld(leases.filter(({ state }) => state !== 'unknown'));
    const still = await heldThere(simulator);
    const asked = await simulator.journal();
    const wrong = ends.filter((one) => !isAsItShould(one));
    const swapped = ends.filter(({ message }) => message.includes('SWAPPED'));
    const leaks = leaksIn(project.folder, output);
    const ended = (kind: string) => ends.filter(({ status }) => status === kind).length;
    const breaches: Breach[] = wrong.map(({ title, status, message }) => ({
      round: 'all',
      what: `${title}: ${status}: ${message.slice(0, 300)}`,
    }));
    if (ends.length === 0) breaches.push({ round: 'all', what: output.slice(-500) });
    return {
      breaches,
      figures: [
        { what: 'tests that ran', value: ends.length, wanted: count },
        { what: 'passed; failed; timed out', value: `${ended('passed')}; ${ended('failed')}; ${ended('timedOut')}` },
        { what: 'numbers rented', value: leases.length },
        {
          what: 'answers "too fast" or cut, of the last thousand',
          value: asked.filter(({ status, answer }) => status !== 200 || /"code":"?409/.test(answer)).length,
        },
        { what: 'rents whose answer was lost', value: lost.length },
        { what: 'most numbers held at once', value: most },
        { what: 'numbers held beyond the 6 that are allowed', value: Math.max(0, most - 6), wanted: 0 },
        { what: 'tests that ended as nothing explains', value: wrong.length, wanted: 0 },
        { what: 'codes that came to another test', value: swapped.length, wanted: 0 },
        { what: 'numbers left held in the ledger', value: held.length, wanted: 0 },
        { what: 'numbers held at the platform, those of lost answers left out', value: still - lost.length, wanted: 0 },
        { what: 'codes or keys in the report, its attachments and the output', value: leaks, wanted: 0 },
      ],
    };
  },
};

/** A rent whose answer was lost fails its test, and says so; all else is as the test was made. */
function isAsItShould({ title, status, message }: Ended): boolean {
  const kind = title.split(' ')[1] ?? '';
  if (status === Object.entries(endOf).find(([name]) => name === kind)?.[1]) return true;
  return status === 'failed' && message.includes('(outcome.unknown)');
}

async function heldThere({ url }: PlatformSimulator): Promise<number> {
  const state = (await (await fetch(`${url}/_control/state`)).json()) as WorldState;
  const now = Date.now();
  return Object.values(state.platforms).flatMap(({ holds }) => holds.filter(({ endsAt }) => endsAt > now)).length;
}

function leaksIn(folder: string, output: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('node_modules') && !name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
  const texts = [output, ...files.map((file) => readFileSync(file, 'utf8'))];
  const bodies = texts.flatMap((text) => [...text.matchAll(/"body": "([\w+/=]+)"/g)]);
  const said = [...texts, ...bodies.map(([, body = '']) => Buffer.from(body, 'base64').toString())];
  return said.filter((text) => code.test(text) || text.includes('c2FuZGJveA')).length;
}
