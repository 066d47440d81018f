import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { apiKey, startStage } from '../helpers/stage.ts';

describe('a purchase', { concurrency: 4 }, () => {
  it('is made once for one request id, however often it is asked for', async () => {
    await using stage = await startStage();
    const line = 'get-number --pid 123 --count 2 --request-id order-1';
    const first = await stage.run(line, { mode: 'json' });
    const again = await stage.run(line, { mode: 'json' });
    assert.equal(again.exitCode, 0);
    assert.deepEqual(rowsOf(again), rowsOf(first));
    assert.match(again.stderr, /nothing was bought/);
    assert.equal((await stage.requests('getMobileCode')).length, 1);
    const other = await stage.run('get-number --pid 124 --request-id order-1', { mode: 'json' });
    assert.equal(other.error?.code, 'usage.requestIdReused');
    assert.equal((await stage.requests('getMobileCode')).length, 1);
  });

  it('may be tried again under its request id where the platform refused it', async () => {
    await using stage = await startStage();
    await stage.simulator.control('POST /stock', { stock: { '*': 0 } });
    const line = 'get-number --pid 123 --request-id order-1';
    assert.equal((await stage.run(line)).exitCode, 5);
    await stage.simulator.control('POST /stock', { stock: { th: 1 } });
    assert.equal((await stage.run(line)).exitCode, 0);
    assert.equal((await stage.requests('getMobileCode')).length, 2);
  });

  it('is in the ledger with its charge in the platform’s book, one each', async () => {
    await using stage = await startStage();
    const { stdout } = await stage.run('get-number --pid 123 --count 3');
    const printed = stdout.trimEnd().split('\n');
    const charged = (await stage.simulator.book()).map(({ number }) => number);
    const kept = (await stage.leases()).map(({ number }) => number);
    assert.equal(new Set(printed).size, 3);
    assert.deepEqual(printed.toSorted(), charged.toSorted());
    assert.deepEqual(printed.toSorted(), kept.toSorted());
  });

  it('of fewer numbers than were asked for is a success that says so', async () => {
    await using stage = await startStage();
    await stage.simulator.control('POST /stock', { stock: { '*': 0, th: 2 } });
    const { exitCode, stdout, stderr } = await stage.run('get-number --pid 123 --count 5');
    assert.equal(exitCode, 0);
    assert.equal(stdout.trimEnd().split('\n').length, 2);
    assert.match(stderr, /Only 2 of 5/);
  });

  it('is not made above the user’s own limits, which count what is open', async () => {
    await using stage = await startStage();
    const env = { SMSCTL_MAX_HELD: '2' };
    const { id } = await stage.rent('9001');
    assert.equal((await stage.run('get-number --pid 9001 --count 2', { env })).exitCode, 6);
    assert.equal((await stage.run('get-number --pid 9001', { env })).exitCode, 0);
    const full = await stage.run('get-number --pid 9001', { env, mode: 'json' });
    assert.equal(full.error?.code, 'limit.maxHeld');
    assert.equal(full.error?.leases.length, 2);
    await stage.run(`release ${id}`);
    assert.equal((await stage.run('get-number --pid 9001', { env })).exitCode, 0);
    assert.equal((await stage.requests('getMobileCode')).length, 3);
  });

  it('is not made above twenty open numbers unless the user says so', async () => {
    await using stage = await startStage();
    await stage.run('get-number --pid 9001 --count 10');
    await stage.run('get-number --pid 9001 --count 10');
    const full = await stage.run('get-number --pid 9001', { mode: 'json' });
    assert.equal(full.error?.code, 'limit.maxHeld');
    assert.equal((await stage.requests('getMobileCode')).length, 2);
  });

  for (const [what, env, isMade] of [
    ['no limit is set', { CI: 'true' }, false],
    ['only the balance is limited', { CI: 'true', SMSCTL_MIN_BALANCE: '1' }, false],
    ['the numbers held are limited', { CI: 'true', SMSCTL_MAX_HELD: '5' }, true],
    ['the numbers of a day are limited', { CI: '1', SMSCTL_MAX_PER_DAY: '5' }, true],
    ['CI says no', { CI: 'false' }, true],
  ] as const) {
    it(`is ${isMade ? '' : 'not '}made in CI where ${what}`, async () => {
      await using stage = await startStage();
      const { exitCode, error } = await stage.run('get-number --pid 9001', { env, mode: 'json' });
      assert.deepEqual([exitCode, error?.code], isMade ? [0, undefined] : [3, 'limits.missing']);
      assert.equal((await stage.requests('getMobileCode')).length, isMade ? 1 : 0);
    });
  }

  it('is made in CI where a limit is stored for the profile, or in the sandbox', async () => {
    await using stage = await startStage();
    const env = { CI: '1' };
    assert.equal((await stage.run('get-number --pid 9001 --sandbox', { env })).exitCode, 0);
    assert.equal((await stage.run('get-number --pid 9001 --dry-run', { env })).exitCode, 0);
    await stage.run('config set durian.maxPerDay 5');
    assert.equal((await stage.run('get-number --pid 9001', { env })).exitCode, 0);
  });

  it('is not made more often in a day than the user wants, whatever became of the numbers', async () => {
    await using stage = await startStage();
    const env = { SMSCTL_MAX_PER_DAY: '1' };
    await stage.rent('9001');
    await stage.run('release');
    const ended = await stage.run('get-number --pid 123', { env, mode: 'json' });
    assert.equal(ended.error?.code, 'limit.maxPerDay');
    assert.equal((await stage.requests('getMobileCode')).length, 1);
  });

  it('is not made below the balance that the user wants to keep; asking is all that happens', async () => {
    await using stage = await startStage();
    const ended = await stage.run('get-number --pid 123', { env: { SMSCTL_MIN_BALANCE: '100.01' }, mode: 'json' });
    assert.equal(ended.error?.code, 'limit.minBalance');
    assert.deepEqual(await stage.requests(), ['getUserInfo?']);
    assert.equal((await stage.run('get-number --pid 123', { env: { SMSCTL_MIN_BALANCE: '100' } })).exitCode, 0);
  });

  it('is not made where a limit of the user’s cannot be understood', async () => {
    await using stage = await startStage();
    for (const name of ['SMSCTL_MAX_HELD', 'SMSCTL_MAX_PER_DAY', 'SMSCTL_MIN_BALANCE']) {
      const ended = await stage.run('get-number --pid 123', { env: { [name]: 'a few' }, mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.code], [3, 'settings.invalid'], name);
    }
    assert.deepEqual(await stage.requests(), []);
  });

  it('made elsewhere can be given back: a number and its project are enough', async () => {
    await using stage = await startStage();
    const query = new URLSearchParams({
      name: 'stage-user',
      ApiKey: apiKey,
      pid: '9001',
      num: '1',
      noblack: '0',
      serial: '2',
    });
    const answer = await fetch(`${stage.simulator.baseUrls.durian}/getMobile?${query}`);
    const { data } = (await answer.json()) as { data: string };
    const ended = await stage.run(`release ${data} --pid 9001`, { mode: 'json' });
    assert.equal(ended.exitCode, 0, ended.stderr);
    assert.deepEqual(rowsOf(ended), [{ id: null, number: data, status: 'released', error: null }]);
    assert.deepEqual(await stage.leases(), []);
  });

  it('goes on being asked for while there are no numbers, where the user wishes: --retry-for', async () => {
    await using stage = await startStage();
    const options = { env: { SMSCTL_SANDBOX: '1' } };
    const { exitCode, stdout, stderr } = await stage.run('get-number --pid 9014 --retry-for 5m', options);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^\+\d+\n$/);
    assert.equal(stderr.match(/Asking again in/g)?.length, 2);
    assert.deepEqual(await stage.requests(), [], 'the sandbox is a platform of its own');
  });
});

describe('a ledger that cannot be used', () => {
  const damages: Readonly<Record<string, (path: string) => void>> = {
    'is of a later version': (path) => {
      const db = new DatabaseSync(path);
      db.exec('PRAGMA user_version = 999');
      db.close();
    },
    'is another program’s database': (path) => {
      const db = new DatabaseSync(path);
      db.exec('PRAGMA application_id = 12345');
      db.close();
    },
    'is no database': (path) => writeFileSync(path, 'not a database\n'.repeat(1000)),
    'has lost a table': (path) => {
      const db = new DatabaseSync(path);
      db.exec('DROP TABLE leases');
      db.close();
    },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`stops a purchase before the request leaves and stays as it is: it ${what}`, async () => {
      await using stage = await startStage();
      await stage.rent('9001');
      const path = join(stage.home, 'ledger.sqlite');
      damage(path);
      const before = readFileSync(path);
      for (const line of ['get-number --pid 123', 'numbers', 'wait-code', 'release --all']) {
        const { exitCode, error } = await stage.run(line, { mode: 'json' });
        assert.deepEqual([exitCode, error?.code], [12, 'ledger.unusable'], line);
      }
      assert.equal((await stage.requests()).length, 1);
      assert.deepEqual(readFileSync(path), before);
    });
  }
});
