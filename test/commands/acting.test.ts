import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { startStage } from '../helpers/stage.ts';
import { assertEveryMode } from './every-mode.ts';

describe('commands that act', { concurrency: 4 }, () => {
  it('get-number', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'get-number --pid 0257 --country th', {
      env: { SMSCTL_MAX_HELD: '20' },
      en: [/ID +NUMBER +COUNTRY +PROJECT +LEFT/, /n\w{9} +\+66\d+ +Thailand +0257 +4/, 'smsctl wait-code'],
      zh: [/号码 +国家 +项目 +剩余/, '泰国'],
      pipe: /^\+66\d+\n$/,
      json: (document) => {
        const [lease] = document.numbers as Record<string, unknown>[];
        assert.deepEqual([lease?.project, lease?.country, lease?.state], ['0257', 'TH', 'held']);
        assert.equal(lease?.number, lease?.platformNumber);
        assert.ok(Date.parse(String(lease?.expiresAt)) > Date.parse(String(lease?.acquiredAt)));
      },
    });
    assert.equal((await stage.requests('getMobileCode')).length, 4);
  });

  it('get-number prints several numbers, one a line', async () => {
    await using stage = await startStage();
    const { stdout, stderr } = await stage.run('get-number --pid 123 --count 3');
    assert.match(stdout, /^(?:\+\d+\n){3}$/);
    assert.equal(stderr, '');
  });

  it('wait-code', async () => {
    await using stage = await startStage();
    const line = async () => `wait-code ${(await stage.rent('123')).id} --interval 0.2`;
    await assertEveryMode(stage, line, {
      en: [/^\+\d+: code received\n\n\d{4,8}\n$/],
      zh: [/^\+\d+：已收到验证码\n\n\d{4,8}\n$/],
      pipe: /^\d{4,8}\n$/,
      json: ({ status, code, after, error }) => {
        assert.deepEqual([status, after, error], ['received', 'released', null]);
        assert.match(String(code), /^\d{4,8}$/);
      },
    });
  });

  for (const [line, en, zh, done] of [
    ['release', 'released', '已释放', 'released'],
    ['blacklist', 'blacklisted', '已加黑', 'blacklisted'],
  ] as const) {
    it(line, async () => {
      await using stage = await startStage();
      const next = async () => `${line} ${(await stage.rent('9001')).id}`;
      await assertEveryMode(stage, next, {
        en: [/NUMBER +PROJECT +RESULT/, new RegExp(`\\+\\d+ +9001 +${en}`)],
        zh: [/号码 +项目 +结果/, zh],
        pipe: new RegExp(`^\\+\\d+\\t${done}\\n$`),
        json: (document) => {
          const [row] = document.results as Record<string, unknown>[];
          assert.deepEqual([row?.status, row?.error], [done, null]);
        },
      });
    });
  }

  it('release --all: every open number, the oldest first, and then there is nothing to do', async () => {
    await using stage = await startStage();
    const leases = [await stage.rent('9001'), await stage.rent('123'), await stage.rent('9001')];
    const ended = await stage.run('release --all', { mode: 'json' });
    assert.equal(ended.exitCode, 0);
    assert.deepEqual(
      rowsOf(ended)
        .map((row) => row.id)
        .sort(),
      leases.map((lease) => lease.id).sort(),
    );
    const again = await stage.run('release --all', { mode: 'json' });
    assert.deepEqual([again.exitCode, rowsOf(again)], [0, []]);
    assert.equal((await stage.run('release')).exitCode, 2);
  });

  it('reconcile: what the platform has freed is closed, what it holds stays', async () => {
    await using stage = await startStage();
    const kept = await stage.rent('9001');
    const taken = await stage.rent('9012');
    const wouldBe = await stage.run('reconcile --dry-run', { mode: 'json' });
    const told = rowsOf(wouldBe).map((row) => [row.id, row.from, row.to, row.reason]);
    const expected = [
      [kept.id, 'held', 'held', 'held'],
      [taken.id, 'held', 'gone', 'free'],
    ];
    assert.deepEqual(told.sort(), expected.sort());
    assert.ok((await stage.leases()).every((lease) => lease.state === 'held'));
    const done = await stage.run('reconcile', { mode: 'pipe' });
    assert.match(done.stdout, new RegExp(`^${taken.id}\t\\+\\d+\theld\tgone$`, 'm'));
    assert.equal((await stage.leases()).find((lease) => lease.id === taken.id)?.state, 'gone');
    assert.equal((await stage.leases()).find((lease) => lease.id === kept.id)?.state, 'held');
  });

  it('config set', async () => {
    await using stage = await startStage();
    const env = { SMSCTL_DURIAN_NAME: '' };
    const piped = await stage.run('config set durian.name alice', { env });
    assert.deepEqual([piped.stdout, piped.stderr], ['', 'durian.default.name is set.\n']);
    const chinese = await stage.run('config set durian.name alice', { env, mode: 'terminal', lang: 'zh-CN' });
    assert.deepEqual([chinese.stdout, chinese.stderr], ['', '已保存 durian.default.name。\n']);
    const { documents } = await stage.run('config set durian.name alice', { env, mode: 'json' });
    assert.deepEqual(documents, [{ key: 'durian.default.name', value: 'alice', path: `${stage.home}/settings.json` }]);
  });
});
