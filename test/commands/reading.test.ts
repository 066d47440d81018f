import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { account, startStage } from '../helpers/stage.ts';
import { assertEveryMode } from './every-mode.ts';

const number = '+59173841704';
const unused = { rented: 0, received: 0, share: null };
const bolivia = { platforms: { durian: { accounts: [account], stock: { '*': 0, bo: [number], th: 2 } } } };

describe('commands that only look', { concurrency: 4 }, () => {
  it('balance', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'balance', {
      en: ['Account', 'stage-user (Durian RCS)', 'Balance', '100 points'],
      zh: ['账号', '余额', '100 积分'],
      pipe: '100\n',
      json: (document) => {
        assert.equal(document.balance, '100');
        assert.equal(document.unit, 'points');
        assert.equal(document.maxNumbers, null);
      },
    });
  });

  it('countries: most first, a key that is no country kept as it came', async () => {
    await using stage = await startStage(bolivia);
    await assertEveryMode(stage, 'countries', {
      en: [/COUNTRY +NAME +AVAILABLE/, /TH +Thailand +2/, /BO +Bolivia +1/],
      zh: [/国家 +名称 +可用/, /TH +泰国 +2/],
      pipe: 'TH\t2\nBO\t1\n\t1\n',
      json: (document) =>
        assert.deepEqual(document.countries, [
          { country: 'TH', name: 'Thailand', available: 2, ...unused },
          { country: 'BO', name: 'Bolivia', available: 1, ...unused },
          { country: '', name: null, available: 1, ...unused },
        ]),
    });
  });

  it('countries: beside the stock, what our own numbers have brought, of the project that is named', async () => {
    await using stage = await startStage({ platforms: { durian: { accounts: [account], stock: { '*': 0, th: 9 } } } });
    await stage.rent('123', '--country th');
    await stage.run('wait-code --interval 0.2');
    const lost = await stage.rent('9001', '--country th');
    await stage.run(`blacklist ${lost.id}`);
    await stage.rent('9001', '--country th');
    const asked = await stage.requests();
    await assertEveryMode(stage, 'countries', {
      en: [/COUNTRY +NAME +AVAILABLE +YOUR CODES\n/, /TH +Thailand +\d+ +50 % \(1 of 3\)\n/],
      zh: [/你的收码率\n/, /50%（1\/3）\n/],
      pipe: /^TH\t\d\n(?:\t1\n)?$/,
      json: (document) => {
        const [{ rented, received, share }] = document.countries as [Record<string, unknown>];
        assert.deepEqual([rented, received, share], [3, 1, 0.5]);
      },
    });
    assert.equal((await stage.requests()).length, asked.length + 4, 'one request a command');
    const ofOne = await stage.run('countries --pid 123', { mode: 'json' });
    const [thailand] = (ofOne.documents[0]?.countries ?? []) as Record<string, unknown>[];
    assert.deepEqual([thailand?.rented, thailand?.received, thailand?.share], [1, 1, 1]);
  });

  it('countries --country and --sort', async () => {
    await using stage = await startStage(bolivia);
    assert.equal((await stage.run('countries --country th')).stdout, 'TH\t2\n');
    assert.equal((await stage.run('countries --sort country')).stdout, '\t1\nBO\t1\nTH\t2\n');
    const none = await stage.run('countries --pid 9003', { mode: 'json' });
    assert.deepEqual([none.exitCode, none.documents[0]?.countries], [0, []]);
  });

  it('status: what the platform and the ledger say', async () => {
    await using stage = await startStage(bolivia);
    const lease = await stage.rent('9001', '--country bo');
    await assertEveryMode(stage, 'status', {
      en: [/NUMBER +PROJECT +PLATFORM +LEDGER/, /\+59173841704 +9001 +held +held/],
      zh: [/号码 +项目/, '占用中'],
      pipe: `${number}\theld\theld\n`,
      json: (document) => {
        const [row] = document.results as { id: string; platform: string; ledger: { state: string } }[];
        assert.deepEqual([row?.id, row?.platform, row?.ledger.state], [lease.id, 'held', 'held']);
      },
    });
  });

  it('status of a number that the ledger does not know', async () => {
    await using stage = await startStage(bolivia);
    await assertEveryMode(stage, `status ${number} --pid 9001`, {
      en: [/\+59173841704 +9001 +free +–/],
      zh: ['未占用'],
      pipe: `${number}\tfree\t\n`,
      json: (document) => {
        const unknown = { id: null, ledger: null, code: null, late: false };
        assert.deepEqual(document.results, [{ ...unknown, number, platform: 'free' }]);
      },
    });
  });

  it('blacklist --check', async () => {
    await using stage = await startStage(bolivia);
    await assertEveryMode(stage, `blacklist --check ${number} --pid 9001`, {
      en: [/NUMBER +BLACKLISTED/, /\+59173841704 +no/],
      zh: [/\+59173841704 +否/],
      pipe: `${number}\tfalse\n`,
      json: (document) => assert.deepEqual(document.results, [{ number, blacklisted: false }]),
    });
    await stage.run(`blacklist ${number} --pid 9001`);
    assert.equal((await stage.run(`blacklist --check ${number} --pid 9001`)).stdout, `${number}\ttrue\n`);
  });

  it('numbers: the ledger, newest first, with what to do next', async () => {
    await using stage = await startStage(bolivia);
    const lease = await stage.rent('9001', '--country bo');
    await assertEveryMode(stage, 'numbers', {
      en: [
        /ID +NUMBER +PROJECT +STATE +LEFT +AGE +CODE +NEXT\n/,
        `${number} BO`,
        / held +\d:\d\d +\d:\d\d +smsctl wait-code n\w+\n\n1 held\n$/,
      ],
      zh: ['号码', / smsctl wait-code n\w+\n\n占用中 1 个\n$/],
      pipe: `${lease.id}\t${number}\tdurian\t9001\theld\t\n`,
      json: (document) => {
        const [row] = document.leases as { id: string; next: string; closedAt: string | null }[];
        assert.deepEqual([row?.id, row?.next, row?.closedAt], [lease.id, `smsctl wait-code ${lease.id}`, null]);
      },
    });
    assert.equal((await stage.requests()).length, 1, 'the platform was not asked');
  });

  it('numbers of nothing: an empty list is a result, and what to do is said', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'numbers', {
      en: [/^No number is held, and none was rented yet\.\nRent one: smsctl get-number --pid ID\n$/],
      zh: [/^没有占用中的号码，也还没有取过号。\n取一个号码：smsctl get-number --pid ID\n$/],
      pipe: '',
      json: (document) => assert.deepEqual(document, { leases: [] }),
    });
  });

  it('numbers by state, project and age', async () => {
    await using stage = await startStage();
    const [kept, released] = [await stage.rent('9001'), await stage.rent('123')];
    await stage.run(`release ${released.id}`);
    const ids = async (line: string) =>
      (await stage.run(line)).stdout.split('\n').flatMap((row) => (row === '' ? [] : [row.split('\t')[0]]));
    assert.deepEqual(await ids('numbers'), [released.id, kept.id]);
    assert.deepEqual(await ids('numbers --state released'), [released.id]);
    assert.deepEqual(await ids('numbers --pid 9001'), [kept.id]);
    assert.deepEqual(await ids('numbers --since 1h'), [released.id, kept.id]);
    assert.deepEqual(await ids('numbers --all'), [released.id, kept.id]);
    assert.equal((await stage.run('numbers --state lost', { mode: 'json' })).exitCode, 2);
  });

  it('providers: what each can do and how it is configured', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'providers', {
      en: ['durian (Durian RCS)', 'configured', 'SMSCTL_DURIAN_API_KEY', 'set (environment)', '--country --prefix'],
      zh: ['durian (Durian RCS)', '已配置', 'SMSCTL_DURIAN_API_KEY'],
      pipe: /^durian\ttrue$/m,
      json: (document) => {
        const [durian] = document.providers as { fields: { name: string; variable: string; set: boolean }[] }[];
        const variables = durian?.fields.map((field) => [field.name, field.variable]) ?? [];
        assert.equal(
          new Map(variables.map(([name, variable]) => [name, variable])).get('maxPerDay'),
          'SMSCTL_MAX_PER_DAY',
        );
      },
    });
  });

  it('names variables that are really read', async () => {
    await using stage = await startStage();
    const [durian] = rowsOf(await stage.run('providers', { mode: 'json' }));
    const fields = (durian?.fields ?? []) as { name: string; key: string; variable: string }[];
    assert.ok(fields.length > 5);
    for (const { name, key, variable } of fields) {
      const value = { baseUrl: 'http://127.0.0.1:9', rentCall: 'getMobile' }[name] ?? '17';
      const { documents: found } = await stage.run(`config get ${key}`, { mode: 'json', env: { [variable]: value } });
      assert.deepEqual([found[0]?.source, found[0]?.origin], ['environment', variable], key);
    }
  });

  it('config list', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'config list', {
      en: [/KEY +VALUE +FROM/, /durian\.default\.apiKey +\*\*\* +SMSCTL_DURIAN_API_KEY/, '--all'],
      zh: [/设置 +值 +出处/, 'SMSCTL_DURIAN_API_KEY'],
      pipe: /^durian\.default\.name\tstage-user\tenvironment\ndurian\.default\.apiKey\t\*\*\*\tenvironment$/m,
      json: (document) => assert.ok(Array.isArray(document.settings)),
    });
  });

  it('config list --all', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'config list --all', {
      en: [/durian\.default\.maxHeld +20 +default/, /zhima\.default\.pkey +not set/],
      zh: [/durian\.default\.maxHeld +20 +默认/, /zhima\.default\.pkey +未设置/],
      pipe: /^durian\.default\.maxHeld\t20\tdefault$/m,
      json: (document) => assert.ok(Array.isArray(document.settings)),
    });
  });

  it('config get and config path', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'config get durian.name', {
      en: ['stage-user\n'],
      zh: ['stage-user\n'],
      pipe: 'stage-user\n',
      json: (document) => assert.equal(document.origin, 'SMSCTL_DURIAN_NAME'),
    });
    await assertEveryMode(stage, 'config path', {
      en: ['Settings', 'Ledger', 'Sandbox', stage.home],
      zh: ['设置文件', '账本', '沙箱'],
      pipe: `${stage.home}/settings.json\n`,
      json: (document) => assert.equal(document.ledger, `${stage.home}/ledger.sqlite`),
    });
  });

  it('help exit-codes', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'help exit-codes', {
      en: ['Exit codes', /9 +outcome unknown: a number may have been rented/],
      zh: ['退出码', /9 +结果未知：可能已取到号码/],
      pipe: /^0\tdone\n[\s\S]*\n143\tterminated \(SIGTERM\)\n$/,
      json: (document) =>
        assert.deepEqual(
          (document.exitCodes as { code: number }[]).map(({ code }) => code),
          [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 74, 126, 127, 130, 143],
        ),
    });
  });

  it('get-number --dry-run', async () => {
    await using stage = await startStage();
    const shown = /GET http:\S+\/getMobileCode\?name=\*\*\*&ApiKey=\*\*\*&pid=123&num=2&noblack=0&serial=2/;
    await assertEveryMode(stage, 'get-number --pid 123 --count 2 --dry-run', {
      en: ['Nothing was sent.', shown],
      zh: ['什么都没有发送。', shown],
      pipe: shown,
      json: (document) => assert.equal(document.dryRun, true),
    });
    assert.deepEqual(await stage.requests(), []);
  });

  it('reconcile with nothing to do', async () => {
    await using stage = await startStage();
    await assertEveryMode(stage, 'reconcile', {
      en: [],
      zh: [],
      pipe: '',
      json: (document) => assert.deepEqual(document, { dryRun: false, results: [] }),
      stderr: /^Everything is settled\.\n$/,
    });
  });
});
