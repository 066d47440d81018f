import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startStage } from '../helpers/stage.ts';
import { assertEveryMode } from './every-mode.ts';

describe('stats', { concurrency: 4 }, () => {
  it('counts by provider, project and country, from the ledger alone', async () => {
    await using stage = await startStage();
    await stage.rent('123', '--country bo');
    await stage.run('wait-code --interval 0.2');
    const lost = await stage.rent('9001', '--country th');
    await stage.run(`blacklist ${lost.id}`);
    const asked = await stage.requests();
    await assertEveryMode(stage, 'stats', {
      en: [
        /Rented: +2\nCodes: +1 \(50 %\)\nGiven up: 1\nTime: +half of the codes within \S+ s/,
        /PROVIDER +RENTED +CODES +GIVEN UP +MEDIAN +90 % +SHARE\ndurian +2 +1 +1 .* 50 % +##########\n/,
        /PROJECT .*\n(?:durian 123 +1 +1 +0 .* 100 % +#{20}\n|durian 9001 +1 +0 +1 +0 %\n){2}/,
        /COUNTRY .*\n(?:Bolivia +1 .*\n|Thailand +1 .*\n){2}/,
      ],
      zh: [/取号：2\n收码：1 \(50%\)\n放弃：1\n/, /平台 +取号 +收码 +放弃 +中位 +九成 +收码率\n/, '玻利维亚'],
      pipe: /^total\t\t\t\t2\t1\t0\t1\t0\t0\.5\t[\d.]+\t[\d.]+\nprovider\tdurian\t\t\t2\t.*\nproject\tdurian\t123\t\t1\t/,
      json: (document) => {
        const { groups, total, since } = document as {
          since: null;
          total: Record<string, number>;
          groups: { by: string; rows: Record<string, unknown>[] }[];
        };
        assert.deepEqual([since, total.rented, total.received, total.givenUp, total.share], [null, 2, 1, 1, 0.5]);
        assert.deepEqual(
          groups.map(({ by, rows }) => [by, rows.length]),
          [
            ['provider', 1],
            ['project', 2],
            ['country', 2],
          ],
        );
        const thailand = groups[2]?.rows.find(({ country }) => country === 'TH');
        assert.deepEqual([thailand?.name, thailand?.share, thailand?.medianSeconds], ['Thailand', 0, null]);
      },
    });
    assert.deepEqual(await stage.requests(), asked, 'no platform was asked');
  });

  it('counts what is asked for', async () => {
    await using stage = await startStage({}, ['durian', 'zhima']);
    await stage.rent('123', '-p durian');
    await stage.rent('123', '-p zhima');
    await stage.rent('9001', '-p zhima');
    const counted = async (line: string) => {
      const { documents } = await stage.run(`stats ${line}`, { mode: 'json' });
      const { total, groups } = documents[0] as { total: { rented: number }; groups: { by: string }[] };
      return [total.rented, ...groups.map(({ by }) => by)];
    };
    assert.deepEqual(await counted('--by project'), [3, 'project']);
    assert.deepEqual(await counted('--by country -p zhima'), [2, 'country']);
    assert.deepEqual(await counted('--by provider --pid 123'), [2, 'provider']);
    assert.deepEqual(await counted('--by provider --since 1h'), [3, 'provider']);
    assert.deepEqual(await counted('--by provider --since 0s --profile other'), [0, 'provider']);
    assert.equal((await stage.run('stats --by age', { mode: 'json' })).exitCode, 2);
  });

  it('says kindly that there is nothing to count yet', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'stats', {
      en: [/^No number was rented yet: there is nothing to count\.\nRent one: smsctl get-number --pid ID\n$/],
      zh: [/^还没有取过号，没有可统计的。\n取一个号码：smsctl get-number --pid ID\n$/],
      pipe: '',
      json: ({ total }) =>
        assert.deepEqual(total, {
          ...{ rented: 0, received: 0, late: 0, givenUp: 0, waiting: 0 },
          ...{ share: null, medianSeconds: null, p90Seconds: null },
        }),
    });
  });

  it('says where the numbers are that do not fit', async () => {
    await using stage = await startStage();
    await stage.rent('123');
    const { stdout } = await stage.run('stats --pid 9001', { mode: 'terminal' });
    assert.equal(stdout, 'No number that was rented fits.\nAll that was ever rented: smsctl stats\n');
  });
});
