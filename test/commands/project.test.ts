import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modes } from '../helpers/run-cli.ts';
import { startStage } from '../helpers/stage.ts';
import { assertEveryMode } from './every-mode.ts';

const projects = {
  '0257': { name: '示例商城', type: '5' },
  '4711': { name: 'Acme', state: 'expired', type: '1', prices: 'ask us' },
};

const open = () => startStage({ projects }, ['zhima']);

describe('project', { concurrency: 4 }, () => {
  it('tells name, state, kind and prices', async () => {
    await using stage = await open();
    const tiers = '0.1 (1–10000), 0.01 (10001–30000), 0.08 (30001–…)';
    await assertEveryMode(stage, 'project --pid 0257', {
      en: [
        /^Project: +0257$/m,
        /^Name: +示例商城$/m,
        /^State: +1-正常$/m,
        /^Kind: +5-可收发多条$/m,
        `Price:   ${tiers}\n`,
      ],
      zh: ['0257', '示例商城', '1-正常', '5-可收发多条', tiers],
      pipe: '0257\t示例商城\t1-正常\t5-可收发多条\t0.1\n',
      json: (document) =>
        assert.deepEqual(document, {
          provider: 'zhima',
          project: '0257',
          name: '示例商城',
          status: '1-正常',
          kind: '5-可收发多条',
          prices: [
            { from: 1, to: 10000, price: '0.1' },
            { from: 10001, to: 30000, price: '0.01' },
            { from: 30001, to: null, price: '0.08' },
          ],
          raw: { name: '示例商城', status: '1', price: '0.1(10000), 0.01(10001-30000), 0.08(+)', type: '5' },
        }),
    });
  });

  it('tells of one that is over, and keeps a price that nobody understands', async () => {
    await using stage = await open();
    await assertEveryMode(stage, 'project --pid 4711', {
      en: [/^State: +2-已过期$/m, /^Kind: +1-每次请求只能获取一条$/m],
      zh: ['2-已过期'],
      pipe: '4711\tAcme\t2-已过期\t1-每次请求只能获取一条\t\n',
      json: ({ prices, raw }) => {
        assert.deepEqual(prices, []);
        assert.equal((raw as Record<string, string>).price, 'ask us');
      },
    });
  });

  it('asks about one project with one call, and rents nothing', async () => {
    await using stage = await open();
    await stage.run('project --pid 0257');
    await stage.run('project --project 0257');
    assert.deepEqual(await stage.requests('items/details'), Array(2).fill('items/details?itemId=0257'));
    assert.deepEqual(await stage.leases(), []);
  });

  it('is asked again where the answer was lost', async () => {
    await using stage = await open();
    await stage.fault({ kind: 'html', call: 'items/details' });
    assert.equal((await stage.run('project --pid 0257')).exitCode, 0);
    assert.equal((await stage.requests('items/details')).length, 2);
  });

  for (const [line, exit, code] of [
    ['project', 2, 'usage.missingOption'],
    ['project --pid 9006', 11, 'project.unknown'],
    ['project --pid 0257 4711', 2, 'usage.excessArguments'],
  ] as const) {
    it(`ends with ${exit} ${code} in every mode, and nothing on stdout: ${line}`, async () => {
      await using stage = await open();
      for (const mode of modes) {
        const { exitCode, stdout, stderr } = await stage.run(line, { mode });
        assert.deepEqual([exitCode, stdout], [exit, ''], mode);
        assert.ok(stderr.includes(code), stderr);
      }
    });
  }

  for (const id of ['durian', 'taoma'] as const) {
    it(`is nothing that can be asked at ${id}, and says where to look`, async () => {
      await using stage = await startStage({}, [id]);
      for (const mode of modes) {
        const { exitCode, stdout, stderr } = await stage.run('project --pid 123', { mode });
        assert.deepEqual([exitCode, stdout], [11, ''], mode);
        assert.match(stderr, /web panel/);
      }
      assert.deepEqual(await stage.requests(), []);
    });
  }
});
