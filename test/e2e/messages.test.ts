import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { startCli, until } from '../helpers/run-cli.ts';
import { startStage } from '../helpers/stage.ts';

interface Message {
  readonly text: string;
  readonly code: string | null;
}

function messagesOf(row: Readonly<Record<string, unknown>> | undefined): readonly Message[] {
  return (row?.messages ?? []) as readonly Message[];
}

describe('messages', { concurrency: 8 }, () => {
  it('does not take for the code what the user knows to be old: --not', async () => {
    await using stage = await startStage();
    const { number } = await stage.rent('9001', '--multi');
    await stage.message(number, 'code 1111');
    const line = 'wait-code --not 1111 --not 9999 --interval 0.2 --timeout 20';
    const wait = startCli(line.split(' '), stage.with({}));
    await until(async () => (await stage.requests('getMsg')).length > 2);
    await stage.message(number, 'code 2222');
    const { exitCode, stdout } = await wait.finished;
    assert.deepEqual([exitCode, stdout], [0, '2222\n']);
  });

  it('ends with 7 where a number good for one code has brought an old one: --not', async () => {
    await using stage = await startStage();
    const { number } = await stage.rent('9001');
    await stage.message(number, 'code 1111');
    const { exitCode, error } = await stage.run('wait-code --not 1111 --interval 0.2', { mode: 'json' });
    assert.deepEqual([exitCode, error?.code], [7, 'code.unrecognized']);
  });

  it('tells a code again that came since then, and none of before: --since', async () => {
    await using stage = await startStage();
    const { id, number } = await stage.rent('9001');
    await stage.message(number, 'code 1111');
    await stage.run('wait-code --interval 0.2');
    const later = new Date(Date.now() + 1).toISOString();
    const old = await stage.run(`wait-code ${id} --since ${later}`, { mode: 'json' });
    assert.deepEqual([old.exitCode, old.documents[0]?.code, old.error?.code], [7, null, 'code.stale']);
    assert.deepEqual(messagesOf(old.documents[0]), []);
    assert.equal((await stage.run(`wait-code ${id} --since 1h`)).stdout, '1111\n');

    const other = await stage.rent('9001', '--multi');
    await stage.message(other.number, 'code 2222');
    await stage.run(`wait-code ${other.id} --interval 0.2`);
    const looks = (await stage.requests('getMsg')).length;
    const again = await stage.run(`wait-code ${other.id} --since 60`, { mode: 'json' });
    assert.deepEqual(
      again.documents.map(({ code, status, after }) => [code, status, after]),
      [['2222', 'received', 'kept']],
    );
    assert.equal((await stage.requests('getMsg')).length, looks);
    const since = new Date(Date.now() + 1).toISOString().replace('Z', '+00:00');
    assert.equal((await stage.run(`wait-code ${other.id} --once --since ${since}`)).exitCode, 8);
    const rows = async (moment: string) =>
      rowsOf(await stage.run(`numbers --since ${moment}`, { mode: 'json' })).length;
    assert.deepEqual([await rows(since), await rows('2026-01-01T00:00:00+02:00')], [0, 2]);
  });

  for (const typed of ['yesterday', '2026-13-01T00:00:00Z', '2026-01-01']) {
    it(`does not guess what is meant by --since ${typed}`, async () => {
      await using stage = await startStage();
      const { exitCode, stderr } = await stage.run(`wait-code --since ${typed}`);
      assert.equal(exitCode, 2);
      assert.match(stderr, /--since.*a duration such as 30s/);
    });
  }

  it('hands out several messages, each once: --multi', async () => {
    await using stage = await startStage({
      projects: { '77': { kind: 'several', delay: 0, every: 0, texts: ['code 111111', 'code 222222'] } },
    });
    const { number } = await stage.rent('77', '--multi');
    const first = await stage.run('wait-code --interval 0.2', { mode: 'json' });
    assert.deepEqual(
      first.documents.map(({ code, after }) => [code, after]),
      [['222222', 'kept']],
    );
    const codesOf = ([line]: typeof first.documents) => messagesOf(line).map(({ code }) => code);
    assert.deepEqual(codesOf(first.documents), ['111111', '222222']);

    const nothing = await stage.run('wait-code --once', { mode: 'json' });
    assert.equal(nothing.exitCode, 8);
    await stage.message(number, 'code 333333', '77');
    const second = await stage.run('wait-code --interval 0.2', { mode: 'json' });
    assert.deepEqual(codesOf(second.documents), ['333333']);
    const [lease] = rowsOf(await stage.run('numbers', { mode: 'json' }));
    assert.equal(lease?.state, 'received');
    assert.equal(messagesOf(lease).length, 3);
  });

  it('takes the code that fits the user’s own pattern: --match', async () => {
    await using stage = await startStage({
      projects: { '77': { kind: 'several', delay: 0, every: 0, texts: ['A-1111', 'B-2222'] } },
    });
    await stage.rent('77', '--multi');
    const { stdout, exitCode } = await stage.run('wait-code --interval 0.2 --match ^(1\\d+)$');
    assert.equal(exitCode, 0);
    assert.equal(stdout, '1111\n');
  });

  it('writes 637-322 as the code 637322 and keeps the text', async () => {
    await using stage = await startStage();
    const { number } = await stage.rent('9001');
    await stage.message(number, 'Your code: 637-322');
    const { documents } = await stage.run('wait-code --interval 0.2', { mode: 'json' });
    assert.equal(documents[0]?.code, '637322');
    assert.equal(messagesOf(documents[0])[0]?.text, '637-322');
  });

  it('ends with 7 where a message came but no code is in it, and keeps the text', async () => {
    await using stage = await startStage();
    const { number } = await stage.rent('9001');
    await stage.message(number, 'Welcome', '9001', 'Welcome to the shop');
    const ended = await stage.run('wait-code --interval 0.2', { mode: 'json' });
    assert.equal(ended.exitCode, 7);
    assert.equal(ended.error?.code, 'code.unrecognized');
    const [line] = ended.documents;
    assert.deepEqual([line?.status, line?.code], ['received', null]);
    assert.deepEqual(
      messagesOf(line).map(({ text }) => text),
      ['Welcome to the shop'],
    );
    const [kept] = rowsOf(await stage.run('numbers', { mode: 'json' }));
    assert.deepEqual(
      messagesOf(kept).map(({ text }) => text),
      ['Welcome to the shop'],
    );
  });

  it('lets no text from the platform reach the terminal as a command', async () => {
    const evil = '\x1b]0;owned\x07\u202e12\x9b31m';
    for (const mode of ['terminal', 'pipe', 'json'] as const) {
      await using stage = await startStage();
      await stage.rent('9001');
      const body = JSON.stringify({ code: 800, msg: `banned ${evil}`, data: '' });
      await stage.fault({ kind: 'custom', call: 'getMsg', body });
      const running = startCli(['wait-code', '--timeout', '5', '--interval', '0.2'], stage.with({ mode }));
      const { exitCode } = await running.finished;
      assert.equal(exitCode, 4);
      for (const text of [running.stdout(), running.stderr()]) {
        assert.doesNotMatch(text, /\x1b\]|\x07|\u202e|\x9b|owned(?!\\)/u);
      }
    }
  });

  it('keeps a code that cannot be printed: it is in the ledger, and told again', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('123');
    const broken = await stage.run('wait-code --interval 0.2', { mode: 'json', brokenStdout: 'ENOSPC' });
    assert.equal(broken.exitCode, 74);
    const [lease] = await stage.leases();
    assert.match(lease?.code ?? '', /^\d{4,8}$/);
    const again = await stage.run(`wait-code ${id}`);
    assert.deepEqual([again.exitCode, again.stdout], [0, `${lease?.code}\n`]);
    assert.equal((await stage.requests('getMsg')).length, 1);
  });
});
