import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { account, apiKey, startStage } from '../helpers/stage.ts';

const number = '+59173841704';
const pn = 'pn=%2B59173841704';
const bolivia = (...numbers: string[]) => ({
  platforms: { durian: { accounts: [account], stock: { '*': 0, bo: numbers } } },
});

/** Requests a command line makes, credentials left out. */
const table: readonly (readonly [line: string, requests: readonly string[]])[] = [
  ['balance', ['getUserInfo?']],
  ['get-number --pid 0257', ['getMobileCode?pid=0257&num=1&noblack=0&serial=2']],
  [
    'get-number --pid 123 --country BO --prefix 591738 --count 2 --multi --exclude all',
    ['getMobileCode?cuy=bo&pex=591738&pid=123&num=2&noblack=1&serial=1'],
  ],
  [
    'get-number --project 9007 --secret-key sandbox-key --vip sandbox-vip',
    ['getMobileCode?pid=9007&num=1&noblack=0&serial=2&secret_key=sandbox-key&vip=sandbox-vip'],
  ],
  ['get-number --pid 123 --dry-run', []],
  ['countries', ['getCountryPhoneNum?']],
  ['countries --pid 9007 --vip sandbox-vip', ['getCountryPhoneNum?pid=9007&vip=sandbox-vip']],
  [`wait-code ${number} --pid 9001 --once`, [`getMsg?${pn}&pid=9001&serial=2`]],
  [`wait-code ${number} --pid 9001 --once --multi`, [`getMsg?${pn}&pid=9001&serial=1`]],
  [`release ${number} --pid 9001`, [`passMobile?${pn}&pid=9001&serial=2`]],
  [`blacklist ${number} --pid 9001`, [`addBlack?${pn}&pid=9001`]],
  [`blacklist --check ${number} --pid 9001`, [`getBlack?${pn}&pid=9001`]],
  [`status ${number} --pid 9001`, [`getStatus?${pn}&pid=9001`]],
  ['numbers', []],
  ['reconcile', []],
  ['providers', []],
  ['config list', []],
  ['config path', []],
];

describe('the requests that the platform sees', () => {
  for (const [line, requests] of table) {
    it(`smsctl ${line}: ${requests.length === 0 ? 'none' : requests.join(' ')}`, async () => {
      await using stage = await startStage(bolivia(number, '+59173841705'));
      await stage.run(line, { mode: 'json' });
      assert.deepEqual(await stage.requests(), requests);
    });
  }

  it('carry the name and the key first, percent-encoded, in a GET', async () => {
    await using stage = await startStage();
    await stage.run('balance');
    const [entry] = await stage.simulator.journal();
    assert.equal(entry?.method, 'GET');
    assert.equal(entry?.url, '/durian/out/ext_api/getUserInfo?name=stage-user&ApiKey=U3RhZ2U%2BL2tleQ%2F%2B%3D%3D');
  });

  it('rent by getMobile where the user set it', async () => {
    await using stage = await startStage();
    const { stdout } = await stage.run('get-number --pid 123', { env: { SMSCTL_DURIAN_RENT_CALL: 'getMobile' } });
    assert.match(stdout, /^\+\d+\n$/);
    assert.deepEqual(await stage.requests(), ['getMobile?pid=123&num=1&noblack=0&serial=2']);
  });

  it('say serial=1 for ever about a number that was rented for several messages', async () => {
    await using stage = await startStage(bolivia(number));
    const { id } = await stage.rent('9001', '--multi');
    await stage.run(`wait-code ${id} --once`);
    await stage.run(`release ${id}`);
    assert.deepEqual((await stage.requests()).slice(1), [
      `getMsg?${pn}&pid=9001&serial=1`,
      `passMobile?${pn}&pid=9001&serial=1`,
    ]);
  });

  it('give a number back in the platform’s own spelling, however the user wrote it', async () => {
    await using stage = await startStage(bolivia(number));
    await stage.rent('9001');
    const spellings = ['+59173841704', '59173841704', '0059173841704', '+591 7384-1704', '(591) 73841704', '73841704'];
    for (const spelling of spellings) {
      const { exitCode, stderr } = await stage.run(['status', spelling]);
      assert.equal(exitCode, 0, `${spelling}: ${stderr}`);
    }
    assert.deepEqual(
      await stage.requests('getStatus'),
      spellings.map(() => `getStatus?${pn}&pid=9001`),
    );
  });

  it('ask a host that wants digits alone once more without the plus', async () => {
    await using stage = await startStage();
    await stage.fault({
      kind: 'custom',
      call: 'getStatus',
      body: '{"code":905,"msg":"Invalid mobile number","data":""}',
    });
    await stage.run(`status ${number} --pid 9001`);
    assert.deepEqual(await stage.requests(), [`getStatus?${pn}&pid=9001`, 'getStatus?pn=59173841704&pid=9001']);
  });

  it('are shown by --verbose with every credential masked, and are the same ones', async () => {
    await using stage = await startStage();
    const line = 'get-number --pid 9007 --secret-key sandbox-key --vip sandbox-vip --verbose';
    const { stderr } = await stage.run(line, {
      secrets: [apiKey, 'sandbox-key', 'sandbox-vip', 'stage-user'],
    });
    assert.match(
      stderr,
      /GET http:\S+\/getMobileCode\?name=\*\*\*&ApiKey=\*\*\*&pid=9007&num=1&noblack=0&serial=2&secret_key=\*\*\*&vip=\*\*\* → 200/,
    );
    assert.equal((await stage.requests()).length, 1);
  });

  it('would be shown by --dry-run, and nothing is written down either', async () => {
    await using stage = await startStage();
    const line = 'get-number --pid 9007 --secret-key sandbox-key --dry-run';
    const { stdout, exitCode } = await stage.run(line, { secrets: [apiKey, 'sandbox-key'] });
    assert.equal(exitCode, 0);
    assert.match(stdout, /^GET http:\S+\/getMobileCode\?name=\*\*\*&ApiKey=\*\*\*&pid=9007&.*secret_key=\*\*\*\n$/);
    assert.deepEqual(await stage.leases(), []);
    assert.deepEqual(await stage.requests(), []);
  });
});
