import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

const late = { code: 200, msg: 'Success', data: '482913' };

/** A number without a code in time, given up; from now on the platform has its code. */
async function giveUp(stage: Stage, how: string) {
  const lease = await stage.rent('9001');
  const ended = await stage.run(`wait-code ${lease.id} --timeout 0.2 --interval 0.1 --on-timeout ${how}`);
  assert.equal(ended.exitCode, 7);
  await stage.fault({ kind: 'custom', body: JSON.stringify(late), call: 'getMsg' });
  return lease;
}

describe('a code that comes after its number was given up', { concurrency: 4 }, () => {
  for (const [how, state] of [
    ['blacklist', 'blacklisted'],
    ['release', 'released'],
  ] as const) {
    it(`is found by reconcile and kept: ${state}`, async () => {
      await using stage = await startStage();
      const { id, number } = await giveUp(stage, how);
      const ended = await stage.run('reconcile', { mode: 'json' });
      assert.equal(ended.exitCode, 0, ended.stderr);
      const [row] = rowsOf(ended);
      assert.deepEqual(
        [row?.id, row?.number, row?.from, row?.to, row?.reason, row?.code],
        [id, number, state, state, 'lateCode', '482913'],
      );
      const [lease] = rowsOf(await stage.run('numbers', { mode: 'json' }));
      assert.deepEqual([lease?.state, lease?.code, lease?.late], [state, '482913', true]);
      assert.deepEqual(rowsOf(await stage.run('reconcile', { mode: 'json' })), [], 'it is told once');
    });
  }

  it('is found by status, with the number named or as the only one there is', async () => {
    for (const named of [true, false]) {
      await using stage = await startStage();
      const { id } = await giveUp(stage, 'blacklist');
      const ended = await stage.run(named ? `status ${id}` : 'status', { mode: 'json' });
      assert.equal(ended.exitCode, 0, ended.stderr);
      const [row] = rowsOf(ended);
      assert.deepEqual([row?.id, row?.code, row?.late], [id, '482913', true]);
    }
  });

  it('is told beside the status of another number', async () => {
    await using stage = await startStage();
    const { number } = await giveUp(stage, 'blacklist');
    const held = await stage.rent('9001');
    const { exitCode, stdout, stderr } = await stage.run('status', { mode: 'terminal' });
    assert.equal(exitCode, 0);
    assert.ok(stdout.includes(held.number) && stdout.includes(number), stdout);
    assert.match(stderr, /a code came after it was given up: 482913/);
  });

  it('is found by status where the platform has no such question', async () => {
    await using stage = await startStage({}, ['zhima']);
    const lease = await stage.rent('9001');
    await stage.run(`wait-code ${lease.id} --timeout 0.2 --interval 0.1`);
    assert.equal((await stage.run(`status ${lease.id}`)).exitCode, 0, 'looked at, nothing there');
    const body = JSON.stringify({ sm: '验证码 482913', status: '2' });
    await stage.fault({ kind: 'custom', body, call: 'sms/get' });
    const ended = await stage.run(`status ${lease.id}`, { mode: 'json' });
    const [row] = rowsOf(ended);
    assert.deepEqual([ended.exitCode, row?.code, row?.late, row?.platform], [0, '482913', true, null]);
  });

  it('is no success of a later wait-code, which shows it', async () => {
    await using stage = await startStage();
    const { id } = await giveUp(stage, 'blacklist');
    await stage.run('reconcile');
    const ended = await stage.run(`wait-code ${id}`, { mode: 'json' });
    assert.equal(ended.exitCode, 11);
    const [line] = ended.documents;
    assert.deepEqual([line?.status, line?.code], ['gone', null]);
    assert.match(ended.error?.message ?? '', /482913/);
    const told = await stage.run(`wait-code ${id}`);
    assert.deepEqual([told.exitCode, told.stdout], [11, '']);
  });

  it('is not looked for by a dry run', async () => {
    await using stage = await startStage();
    await giveUp(stage, 'blacklist');
    const looks = (await stage.requests('getMsg')).length;
    await stage.run('reconcile --dry-run');
    assert.equal((await stage.requests('getMsg')).length, looks);
  });

  it('is not found where the platform fails, which costs no other result', async () => {
    await using stage = await startStage();
    await giveUp(stage, 'blacklist');
    await stage.simulator.control('DELETE /fault');
    const held = await stage.rent('9001');
    await stage.fault({ kind: 'html', call: 'getMsg', times: 9 });
    const ended = await stage.run('reconcile');
    assert.deepEqual([ended.exitCode, ended.stdout], [0, `${held.id}\t${held.number}\theld\theld\n`]);
  });
});

describe('what reconcile knows of a lost answer', { concurrency: 4 }, () => {
  it('is the balance before and after, and when the platform frees the number', async () => {
    await using stage = await startStage();
    await stage.run('balance');
    await stage.run('get-number --pid 9010');
    const { exitCode, error, stdout } = await stage.run('reconcile', { mode: 'json' });
    assert.deepEqual([exitCode, stdout], [9, '']);
    assert.match(
      error?.notes?.join('\n') ?? '',
      /frees it by itself within 4 min 5\d s; balance 100 before it, 99 after/,
    );
    assert.match(error?.notes?.join('\n') ?? '', /0 other numbers rented in between/);
  });

  it('is said of a balance that was never read, and of one that cannot be read', async () => {
    await using stage = await startStage();
    await stage.run('get-number --pid 9010');
    await stage.fault({ kind: 'html', call: 'getUserInfo', times: 9 });
    const { stderr } = await stage.run('reconcile');
    assert.match(stderr, /the balance is not known/);
    await stage.simulator.control('DELETE /fault');
    assert.match((await stage.run('reconcile')).stderr, /balance not known before it, 99 after it/);
  });

  it('is in the document where something else was settled', async () => {
    await using stage = await startStage();
    const held = await stage.rent('9001');
    await stage.run('balance');
    await stage.run('get-number --pid 9010 --count 2');
    const ended = await stage.run('reconcile', { mode: 'json' });
    assert.equal(ended.exitCode, 9);
    const rows = rowsOf(ended);
    assert.deepEqual(
      rows.map((row) => [row.to, (row.balance as Record<string, unknown> | null)?.before]),
      [
        ['unknown', '99'],
        ['unknown', '99'],
        ['held', undefined],
      ],
    );
    assert.equal(rows[2]?.id, held.id);
  });

  it('is said to prove nothing where the balance pays for messages', async () => {
    await using stage = await startStage({}, ['taoma']);
    await stage.run('balance');
    await stage.run('get-number --pid 9010');
    assert.match((await stage.run('reconcile')).stderr, /pays for messages there and does not tell/);
  });
});
