import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { account, pkey, platformOf, type Stage, sessionsOf, startStage } from '../helpers/stage.ts';

/** Written by the platform as its last eleven digits. */
const number = '+8613812345678';
const phoneNo = 'phoneNo=13812345678';

const open = (more: Readonly<Record<string, unknown>> = {}, projects = {}) =>
  startStage(
    {
      projects: { '123': { delay: 0 }, '0257': { delay: 0 }, ...projects },
      platforms: platformOf('zhima', more),
    },
    ['zhima'],
  );

const onlyNumber = { stock: { '*': 0, cn: [number] } };

/** Names of the calls in their order. */
const calls = async (stage: Stage) => (await stage.requests()).map((request) => request.split('?')[0]);

const verifications = async (stage: Stage) => (await stage.requests('pkey/verification')).length;

async function holds(stage: Stage): Promise<readonly unknown[]> {
  const { json } = await stage.simulator.control('GET /state');
  return (json.platforms as Record<string, { holds: unknown[] }>).zhima?.holds ?? [];
}

const say = (call: string, msg: string, times = 1) => ({ kind: 'custom', call, body: JSON.stringify({ msg }), times });

describe('Zhima', { concurrency: 8 }, () => {
  describe('Zhima’s session', { concurrency: 8 }, () => {
    it('is kept between commands', async () => {
      await using stage = await open();
      const { id } = await stage.rent('9001');
      await stage.run(`wait-code ${id} --once`);
      await stage.run('project --pid 9001');
      await stage.run(`release ${id}`);
      assert.deepEqual(await calls(stage), [
        'pkey/verification',
        'phoneNos/get',
        'sms/get',
        'items/details',
        'sms/release',
      ]);
    });

    it('stands with the ledger and nowhere else', async () => {
      await using stage = await open();
      await stage.run('project --pid 123');
      const { json } = await stage.simulator.control('GET /state');
      const { sessions } = (json.platforms as Record<string, { sessions: object }>).zhima ?? { sessions: {} };
      const [session = ''] = Object.keys(sessions);
      assert.notEqual(session, '');
      const holding = readdirSync(stage.home).filter((file) => readFileSync(join(stage.home, file)).includes(session));
      assert.deepEqual(holding, ['ledger.sqlite']);
      rmSync(join(stage.home, 'ledger.sqlite'));
      await stage.run('project --pid 123');
      assert.equal(await verifications(stage), 2);
    });

    it('is shared by processes that run at once', async () => {
      await using stage = await open();
      await stage.bin('project --pid 123');
      const ended = await Promise.all([
        stage.bin('get-number --pid 123'),
        stage.bin('project --pid 123'),
        stage.bin('get-number --pid 9001'),
      ]);
      assert.deepEqual(
        ended.map(({ exitCode }) => exitCode),
        [0, 0, 0],
      );
      assert.equal(await verifications(stage), 1);
    });

    it('is not lent to another key', async () => {
      await using stage = await open();
      await stage.run('project --pid 123');
      const ended = await stage.run('project --pid 123', { mode: 'json', env: { SMSCTL_ZHIMA_PKEY: 'another-key' } });
      assert.deepEqual([ended.exitCode, ended.error?.code], [4, 'credentials.rejected']);
      assert.equal(await verifications(stage), 2);
    });

    for (const options of [
      { session: 'msg' },
      { session: 'valid' },
      { cookie: 'kept' },
      { cookieName: 'ZSMSESSION' },
    ]) {
      it(`is begun again where it was lost, and one number is rented: ${JSON.stringify(options)}`, async () => {
        await using stage = await open({ options: { ...options, charged: 'number' } });
        await stage.run('project --pid 123');
        await stage.simulator.advance(15 * 60 + 1);
        const { exitCode, stdout, stderr } = await stage.run('get-number --pid 9001');
        assert.equal(exitCode, 0, stderr);
        assert.match(stdout, /^\+861\d{10}\n$/);
        assert.deepEqual((await calls(stage)).slice(2), ['phoneNos/get', 'pkey/verification', 'phoneNos/get']);
        assert.equal((await stage.simulator.book()).length, 1);
        assert.equal((await holds(stage)).length, 1);
        assert.deepEqual(
          (await stage.leases()).map((lease) => lease.state),
          ['held'],
        );
      });
    }

    it('is lost twice in a row at most: then nothing was rented, and the next command begins another', async () => {
      await using stage = await open();
      await stage.fault(say('phoneNos/get', 'SESSION已失效，请重新验证密钥', 2));
      const ended = await stage.run('get-number --pid 9001', { mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.code], [11, 'provider.refused']);
      assert.match(ended.error?.message ?? '', /Nothing was rented/);
      assert.deepEqual(await calls(stage), ['pkey/verification', 'phoneNos/get', 'pkey/verification', 'phoneNos/get']);
      assert.deepEqual(await holds(stage), []);
      await stage.rent('9001');
      assert.equal(await verifications(stage), 3);
    });

    it('cannot begin: nothing was rented, whatever became of the verification', async () => {
      await using stage = await open();
      for (const kind of ['reset', 'html', 'empty']) {
        await stage.fault({ kind, call: 'pkey/verification' });
        const ended = await stage.run('get-number --pid 9001', { mode: 'json' });
        assert.equal(ended.exitCode, 10, kind);
        assert.match(ended.error?.message ?? '', /Nothing was rented/);
      }
      assert.deepEqual(await stage.requests('phoneNos/get'), []);
    });

    it('and the key are masked by --verbose', async () => {
      await using stage = await open();
      // run itself looks for the session and the key
      const { stderr } = await stage.run('get-number --pid 123 --verbose', { secrets: [pkey, account.name] });
      assert.match(stderr, /pkey\/verification\.php\?account=\*\*\*&pkey=\*\*\* → 200/);
      assert.match(stderr, /phoneNos\/get\.php\?itemId=123&quantity=1 → 200/);
    });
  });

  const table: readonly (readonly [line: string, request: string])[] = [
    ['get-number --pid 0257 --count 2', 'phoneNos/get?itemId=0257&quantity=2'],
    ['get-number --pid 123 --area 021 --operator unicom', 'phoneNos/get?itemId=123&quantity=1&areaCode=021&type=2'],
    ['get-number --pid 123 --international', 'phoneNos/get?itemId=123&quantity=1&international=Y'],
    ['get-number --pid 123 --number +86-138-1234-5678', `phoneNos/get?itemId=123&quantity=1&${phoneNo}`],
    [`wait-code ${number} --pid 9001 --once`, `sms/get?itemId=9001&${phoneNo}`],
    [`release ${number} --pid 9001`, `sms/release?${phoneNo}&itemId=9001`],
    [`blacklist ${number} --pid 9001`, `sms/block?itemId=9001&${phoneNo}`],
    ['project --pid 0257', 'items/details?itemId=0257'],
    [`send-sms ${number} --pid 123 --text YES`, `sms/send?itemId=123&${phoneNo}&smcontent=YES&querys=N`],
    [`send-sms ${number} --pid 123 --check`, `sms/send?itemId=123&${phoneNo}&querys=Y`],
  ];

  describe('the requests that Zhima sees', { concurrency: 8 }, () => {
    for (const [line, request] of table) {
      it(`smsctl ${line}: ${request}`, async () => {
        await using stage = await open(onlyNumber);
        await stage.run(line, { mode: 'json' });
        const [verification, ...others] = await stage.simulator.journal();
        assert.equal(verification?.call, 'pkey/verification');
        assert.deepEqual((await stage.requests()).slice(1), [request]);
        assert.ok(others.every(({ url, method }) => method === 'GET' && !url.includes(encodeURIComponent(pkey))));
      });
    }

    it('balance verifies, and asks nothing else', async () => {
      await using stage = await open();
      const { documents } = await stage.run('balance', { mode: 'json' });
      assert.deepEqual([documents[0]?.balance, documents[0]?.unit], ['100', 'messages']);
      assert.deepEqual(await calls(stage), ['pkey/verification']);
    });

    it('give a mainland number back as it came, however the user wrote it', async () => {
      await using stage = await open(onlyNumber);
      const lease = await stage.rent('9001');
      assert.equal(lease.number, number);
      assert.equal((lease as unknown as { platformNumber: string }).platformNumber, '13812345678');
      const spellings = ['+8613812345678', '8613812345678', '008613812345678', '+86 138-1234-5678', '138 1234 5678'];
      for (const spelling of [...spellings, '13812345678', '＋８６１３８１２３４５６７８']) {
        const { exitCode, stderr } = await stage.run(['send-sms', spelling, '--text', `to ${spelling}`]);
        assert.equal(exitCode, 0, `${spelling}: ${stderr}`);
      }
      const sent = await stage.requests('sms/send');
      assert.equal(sent.length, 7);
      assert.ok(sent.every((request) => request.includes(`?itemId=9001&${phoneNo}&`)));
    });

    it('write a number that the ledger does not know as the platform would, however the user wrote it', async () => {
      await using stage = await open(onlyNumber);
      for (const spelling of ['+8613812345678', '8613812345678', '008613812345678', '138-1234-5678', '13812345678']) {
        const ended = await stage.run(['blacklist', spelling, '--pid', '9001'], { mode: 'json' });
        assert.deepEqual(
          rowsOf(ended).map((row) => [row.id, row.number]),
          [[null, number]],
          spelling,
        );
      }
      const requests = await stage.requests('sms/block');
      assert.deepEqual(requests, Array(5).fill(`sms/block?itemId=9001&${phoneNo}`));
    });

    it('give a number from abroad back as it came', async () => {
      for (const [foreign, spelled] of [
        ['plus', '%2B66812345678'],
        ['digits', '66812345678'],
      ] as const) {
        await using stage = await open({ stock: { '*': 0, th: ['+66812345678'] }, options: { foreign } });
        const lease = await stage.rent('9001', '--international');
        assert.equal(lease.number, '+66812345678');
        await stage.run('release 0066812345678');
        assert.deepEqual(await stage.requests('sms/release'), [`sms/release?phoneNo=${spelled}&itemId=9001`]);
      }
    });
  });

  describe('a code at Zhima', { concurrency: 8 }, () => {
    it('is followed by the release of its number', async () => {
      await using stage = await open();
      const { id } = await stage.rent('123');
      const { documents, exitCode } = await stage.run('wait-code --interval 0.2', { mode: 'json' });
      assert.equal(exitCode, 0);
      assert.deepEqual([documents[0]?.status, documents[0]?.after], ['received', 'released']);
      assert.deepEqual((await calls(stage)).slice(-2), ['sms/get', 'sms/release']);
      const [lease] = await stage.leases();
      assert.deepEqual([lease?.id, lease?.state, lease?.code], [id, 'done', documents[0]?.code]);
    });

    it('is told even where the release fails, and the number stays in the ledger', async () => {
      await using stage = await open();
      await stage.rent('123');
      await stage.fault(say('sms/release', '系统异常', 4));
      const { documents, exitCode } = await stage.run('wait-code --interval 0.2', { mode: 'json' });
      assert.equal(exitCode, 0);
      assert.deepEqual([documents[0]?.status, documents[0]?.after], ['received', 'kept']);
      assert.deepEqual(
        (await stage.leases()).map((lease) => lease.state),
        ['received'],
      );
    });

    it('leaves the number held with --keep, and a further one is told alone', async () => {
      await using stage = await open();
      const lease = await stage.rent('9001');
      await stage.message(lease.number, 'code 482913');
      const first = await stage.run('wait-code --keep --interval 0.2', { mode: 'json' });
      assert.deepEqual([first.documents[0]?.code, first.documents[0]?.after], ['482913', 'kept']);
      assert.deepEqual(
        (await stage.leases()).map((one) => one.state),
        ['received'],
      );
      const nothing = await stage.run('wait-code --once', { mode: 'json' });
      assert.equal(nothing.exitCode, 8, 'what was told before is not new');
      await stage.message(lease.number, 'code 118204');
      const second = await stage.run('wait-code --interval 0.2', { mode: 'json' });
      assert.deepEqual([second.documents[0]?.code, second.documents[0]?.after], ['118204', 'released']);
      assert.equal((await stage.requests('sms/release')).length, 1);
    });

    it('will not come, says the platform: the wait ends at once and the number is blacklisted', async () => {
      await using stage = await open();
      await stage.rent('9012');
      const { documents, exitCode, error } = await stage.run('wait-code --timeout 1h --interval 0.2', { mode: 'json' });
      assert.equal(exitCode, 7);
      assert.deepEqual(
        documents.map(({ status, looks, after }) => [status, looks, after]),
        [['timedOut', 1, 'blacklisted']],
      );
      assert.equal(error?.providerMessage, '消息丢失');
      assert.deepEqual((await calls(stage)).slice(-2), ['sms/get', 'sms/block']);
    });

    it('cannot be moved to another project: --next-pid', async () => {
      await using stage = await open();
      await stage.rent('9001');
      const ended = await stage.run('wait-code --next-pid 123', { mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.code], [11, 'provider.unsupported']);
      assert.deepEqual(await stage.requests('sms/get'), []);
    });
  });

  describe('giving back at Zhima', { concurrency: 8 }, () => {
    it('is one call for everything: release --all', async () => {
      await using stage = await open();
      for (const pid of ['9001', '9001', '123']) await stage.rent(pid);
      const ended = await stage.run('release --all', { mode: 'json' });
      assert.equal(ended.exitCode, 0);
      assert.deepEqual(
        rowsOf(ended).map((row) => row.status),
        ['released', 'released', 'released'],
      );
      assert.deepEqual((await stage.requests()).slice(4), ['sms/releaseAll?']);
      assert.ok((await stage.leases()).every((lease) => lease.state === 'released'));
    });

    it('shows no session that the platform quotes', async () => {
      await using stage = await open();
      await stage.rent('9001');
      const [session = ''] = sessionsOf(stage.simulator);
      assert.notEqual(session, '');
      await stage.fault({ ...say('sms/release', `号码 ${session} 异常`), times: 9 });
      const ended = await stage.run('release', { mode: 'json' });
      assert.equal(ended.exitCode, 11);
      assert.ok(ended.error?.providerMessage?.includes('***'));
      assert.ok(!`${ended.stdout}${ended.stderr}`.includes(session));
    });

    it('shows no session that the platform quotes when it will hear no more of it', async () => {
      await using stage = await open();
      await stage.rent('9001');
      const [session = ''] = sessionsOf(stage.simulator);
      await stage.fault({ ...say('sms/release', `SESSION已失效 ${session}`), times: 9 });
      const ended = await stage.run('release', { mode: 'json' });
      assert.equal(ended.error?.providerMessage, 'SESSION已失效 ***');
    });

    it('that fails after a code is told, with how to try again', async () => {
      await using stage = await open();
      const { id } = await stage.rent('123');
      await stage.fault({ ...say('sms/release', '系统异常'), times: 9 });
      const ended = await stage.run('wait-code --interval 0.2');
      assert.equal(ended.exitCode, 0);
      assert.match(ended.stdout, /^\w{4,8}\n$/);
      assert.match(ended.stderr, new RegExp(`could not be released. Try again: smsctl release ${id}`));
      await stage.run('release');
    });

    it('is asked for number by number where the platform refuses the one call for all', async () => {
      await using stage = await open();
      await stage.rent('9001');
      await stage.fault(say('sms/releaseAll', '系统异常'));
      const ended = await stage.run('release --all', { mode: 'json' });
      assert.equal(ended.exitCode, 0);
      assert.deepEqual((await stage.requests()).map((line) => line.split('?')[0]).slice(-2), [
        'sms/releaseAll',
        'sms/release',
      ]);
      assert.deepEqual(
        (await stage.leases()).map((lease) => lease.state),
        ['released'],
      );
    });

    it('is no call at all where nothing is held', async () => {
      await using stage = await open();
      const ended = await stage.run('release --all -p zhima', { mode: 'json' });
      assert.deepEqual([ended.exitCode, rowsOf(ended)], [0, []]);
      assert.deepEqual(await stage.requests(), []);
    });

    it('leaves other projects alone: release --all --pid', async () => {
      await using stage = await open();
      const [first, second, other] = [await stage.rent('9001'), await stage.rent('9001'), await stage.rent('123')];
      await stage.run('release --all --pid 9001');
      const spelled = [first, second].map((lease) => lease.number.slice(3)).join('%2C');
      assert.deepEqual((await stage.requests()).slice(4), [`sms/release?phoneNo=${spelled}&itemId=9001`]);
      const states = new Map((await stage.leases()).map((lease) => [lease.id, lease.state]));
      assert.deepEqual(
        [states.get(first.id), states.get(second.id), states.get(other.id)],
        ['released', 'released', 'held'],
      );
    });

    it('is one call a project: many numbers of two', async () => {
      await using stage = await open();
      const { documents } = await stage.run('get-number --pid 9001 --count 5', { mode: 'json' });
      const five = documents[0]?.numbers as { id: string }[];
      const two = [await stage.rent('123'), await stage.rent('123')];
      const ended = await stage.run(['release', ...[...five, ...two].map((lease) => lease.id)], { mode: 'json' });
      assert.equal(ended.exitCode, 0);
      assert.equal(rowsOf(ended).length, 7);
      const counts = (await stage.requests('sms/release')).map((request) => [
        request.split('itemId=')[1],
        decodeURIComponent(request).split(',').length,
      ]);
      assert.deepEqual(counts, [
        ['9001', 5],
        ['123', 2],
      ]);
    });

    it('blacklists one number a call', async () => {
      await using stage = await open();
      const leases = [await stage.rent('9001'), await stage.rent('9001')];
      const ended = await stage.run(['blacklist', ...leases.map((lease) => lease.id)], { mode: 'json' });
      assert.equal(ended.exitCode, 0);
      assert.deepEqual(
        await stage.requests('sms/block'),
        leases.map((lease) => `sms/block?itemId=9001&phoneNo=${lease.number.slice(3)}`),
      );
    });

    it('is done where the platform says that it is already, and fails for a stranger’s number', async () => {
      await using stage = await open(onlyNumber);
      await stage.rent('9001');
      await stage.fault({ kind: 'reset', call: 'sms/release', when: 'after' });
      const ours = await stage.run('release', { mode: 'json' });
      assert.deepEqual([ours.exitCode, rowsOf(ours)[0]?.status], [0, 'already']);
      const theirs = await stage.run(`release ${number} --pid 123`, { mode: 'json' });
      assert.deepEqual([theirs.exitCode, theirs.error?.code, rowsOf(theirs)[0]?.status], [11, 'number.gone', 'failed']);
    });
  });

  const sendings = async (stage: Stage) =>
    (await stage.requests('sms/send')).filter((request) => request.endsWith('querys=N')).length;

  describe('send-sms', { concurrency: 8 }, () => {
    it('sends a text once, however often it is asked to', async () => {
      await using stage = await open();
      const { id } = await stage.rent('9001');
      const line = ['send-sms', id, '--text', '回复 YES & 1+1=2'];
      for (const state of ['sent', 'already', 'already']) {
        const { documents, exitCode } = await stage.run(line, { mode: 'json' });
        assert.deepEqual([exitCode, documents[0]?.state], [0, state]);
      }
      assert.equal(await sendings(stage), 1);
      const [request] = await stage.requests('sms/send');
      const { smcontent } = Object.fromEntries(new URLSearchParams(request?.split('?')[1]));
      assert.equal(smcontent, '回复 YES & 1+1=2');
    });

    it('sends by two processes at once a single message', async () => {
      await using stage = await open();
      const { id } = await stage.rent('9001');
      const both = await Promise.all([1, 2].map(() => stage.bin(`send-sms ${id} --text YES`, { mode: 'json' })));
      assert.equal(await sendings(stage), 1);
      assert.ok(both.some(({ documents }) => documents[0]?.state === 'sent'));
    });

    it('sends the same text again under another name, and never twice under one', async () => {
      await using stage = await open();
      const { id } = await stage.rent('9001');
      for (const [name, state] of [
        ['a', 'sent'],
        ['b', 'sent'],
        ['a', 'already'],
      ]) {
        const { documents } = await stage.run(`send-sms ${id} --text YES --request-id ${name}`, { mode: 'json' });
        assert.equal(documents[0]?.state, state, name);
      }
      assert.equal(await sendings(stage), 2);
    });

    for (const fault of [{ kind: 'reset', when: 'after' }, { kind: 'reset' }, { kind: 'html' }, { kind: 'status' }]) {
      it(`does not send again what may have gone: ${JSON.stringify(fault)}`, async () => {
        await using stage = await open();
        const { id } = await stage.rent('9001');
        await stage.fault({ ...fault, call: 'sms/send' });
        for (const _ of [1, 2]) {
          const ended = await stage.run(`send-sms ${id} --text YES`, { mode: 'json' });
          assert.deepEqual([ended.exitCode, ended.error?.code], [9, 'send.unknown']);
          assert.match(ended.error?.hint ?? '', /send-sms \+\d+ --check/);
        }
        assert.equal(await sendings(stage), 1);
      });
    }

    it('may be tried again after a refusal', async () => {
      await using stage = await open();
      const { id } = await stage.rent('9001');
      await stage.fault(say('sms/send', '短信余量不足'));
      const refused = await stage.run(`send-sms ${id} --text YES`, { mode: 'json' });
      assert.deepEqual([refused.exitCode, refused.error?.code], [6, 'balance.insufficient']);
      const { documents } = await stage.run(`send-sms ${id} --text YES`, { mode: 'json' });
      assert.equal(documents[0]?.state, 'sent');
    });

    it('goes through where the session was lost, once', async () => {
      await using stage = await open();
      const { id } = await stage.rent('9001');
      await stage.simulator.advance(15 * 60 + 1);
      const { documents } = await stage.run(`send-sms ${id} --text YES`, { mode: 'json' });
      assert.equal(documents[0]?.state, 'sent');
      const { json } = await stage.simulator.control('GET /state');
      assert.equal((json.platforms as Record<string, { sent: unknown[] }>).zhima?.sent.length, 1);
    });

    it('follows what became of it: --check', async () => {
      await using stage = await open();
      const { id } = await stage.rent('9001');
      await stage.run(`send-sms ${id} --text YES`);
      const early = await stage.run(`send-sms ${id} --check`, { mode: 'json' });
      assert.deepEqual([early.documents[0]?.state, early.documents[0]?.note], ['sending', '发送中']);
      await stage.simulator.advance(4);
      const late = await stage.run(`send-sms ${id} --check`, { mode: 'json' });
      assert.deepEqual([late.documents[0]?.state, late.documents[0]?.note], ['sent', null]);
      assert.equal(await sendings(stage), 1);
    });

    it('tells by the exit code that a message could not be sent', async () => {
      await using stage = await open({ options: { sending: 'fails' } });
      const { id } = await stage.rent('9001');
      await stage.run(`send-sms ${id} --text YES`);
      await stage.simulator.advance(4);
      const ended = await stage.run(`send-sms ${id} --check`, { mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.providerMessage], [11, '发送失败']);
    });

    for (const [line, exit, code] of [
      ['send-sms', 2, 'usage.missingOption'],
      ['send-sms --text YES --check', 2, 'usage.conflict'],
      ['send-sms --text YES', 2, 'usage.noOpenLease'],
      ['send-sms 13812345678 --text YES', 2, 'usage.noSuchLease'],
      ['send-sms 13812345678 13812345679 --text YES', 2, 'usage.excessArguments'],
    ] as const) {
      it(`sends nothing where it is not clear what: ${line}`, async () => {
        await using stage = await open();
        const ended = await stage.run(line, { mode: 'json' });
        assert.deepEqual([ended.exitCode, ended.error?.code], [exit, code]);
        assert.deepEqual(await stage.requests(), []);
      });
    }
  });

  describe('Zhima cannot', { concurrency: 8 }, () => {
    for (const [line, en, zh] of [
      ['countries', /web panel/, /网页后台/],
      [`status ${number} --pid 9001`, /smsctl numbers/, /smsctl numbers/],
      [
        `blacklist --check ${number} --pid 9001`,
        /smsctl numbers --state blacklisted/,
        /smsctl numbers --state blacklisted/,
      ],
      ['get-number --pid 9001 --country th', /smsctl providers/, /smsctl providers/],
    ] as const) {
      it(`do ${line}, and says what to use instead`, async () => {
        await using stage = await open();
        for (const [lang, hint] of [
          ['en', en],
          ['zh-CN', zh],
        ] as const) {
          const { exitCode, stdout, stderr } = await stage.run(line, { lang });
          assert.deepEqual([exitCode, stdout], [11, '']);
          assert.match(stderr, /Zhima 智码/);
          assert.match(stderr, hint);
          const { error } = await stage.run(line, { lang, mode: 'json' });
          assert.equal(error?.code, 'provider.unsupported');
          assert.match(error?.hint ?? '', hint);
        }
        assert.deepEqual(await stage.requests(), []);
      });
    }
  });

  describe('plain HTTP', () => {
    const away = { SMSCTL_ZHIMA_BASE_URL: 'http://192.0.2.1/zsmcode' };

    for (const line of ['get-number --pid 123', 'balance', 'project --pid 123', 'get-number --pid 123 --dry-run']) {
      it(`wants a yes before anything is sent or rented: ${line}`, async () => {
        await using stage = await open();
        for (const mode of ['pipe', 'json'] as const) {
          const { exitCode, stdout, stderr } = await stage.run(line, { mode, env: away });
          assert.deepEqual([exitCode, stdout], [13, '']);
          assert.match(stderr, /config set zhima\.default\.allowPlaintext yes/);
        }
        assert.deepEqual(await stage.leases(), []);
      });
    }

    it('is what the platform’s own address is reached by', async () => {
      await using stage = await open();
      // A dry run: it never sends anything.
      const ended = await stage.run('get-number --pid 123 --dry-run', { env: { SMSCTL_ZHIMA_BASE_URL: '' } });
      assert.equal(ended.exitCode, 13);
      assert.match(ended.stderr, /120\.78\.198\.87/);
    });

    it('is allowed once and for all, in either spelling of the setting', async () => {
      for (const key of ['zhima.allowPlaintext', 'zhima.default.allowPlaintext']) {
        await using stage = await open();
        assert.equal((await stage.run(`config set ${key} yes`)).exitCode, 0);
        const { exitCode, stdout } = await stage.run('get-number --pid 123 --dry-run', { env: away });
        assert.equal(exitCode, 0);
        assert.match(stdout, /^GET http:\/\/192\.0\.2\.1\/zsmcode\/phoneNos\/get\.php\?itemId=123&quantity=1\n$/);
        await stage.run(`config set ${key} no`);
        assert.equal((await stage.run('get-number --pid 123 --dry-run', { env: away })).exitCode, 13);
      }
    });

    it('is allowed for each profile by itself, and by a yes alone', async () => {
      await using stage = await open();
      await stage.run('config set zhima.work.allowPlaintext yes');
      assert.equal((await stage.run('get-number --pid 123 --dry-run', { env: away })).exitCode, 13);
      const ended = await stage.run('config set zhima.allowPlaintext perhaps', { mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.code], [2, 'usage.invalidValue']);
    });
  });

  describe('renting at Zhima', { concurrency: 8 }, () => {
    for (const [pid, exit, code, held] of [
      ['9003', 5, 'numbers.none', 0],
      ['9004', 6, 'balance.insufficient', 0],
      ['9005', 14, 'rate.limited', 0],
      ['9006', 11, 'project.unknown', 0],
      ['9008', 14, 'quota.exceeded', 0],
      ['9009', 14, 'quota.exceeded', 0],
      ['9010', 9, 'outcome.unknown', 1],
      ['9013', 9, 'outcome.unknown', 0],
    ] as const) {
      it(`asks once and ends with ${exit} ${code}: project ${pid}`, async () => {
        await using stage = await open();
        const ended = await stage.run(`get-number --pid ${pid}`, { mode: 'json' });
        assert.deepEqual([ended.exitCode, ended.error?.code], [exit, code]);
        assert.match(ended.error?.message ?? '', exit === 9 ? /may have been rented/ : /Nothing was rented/);
        assert.equal((await stage.requests('phoneNos/get')).length, 1);
        assert.equal((await holds(stage)).length, held);
      });
    }

    it('takes fewer numbers than were asked for, and says so', async () => {
      await using stage = await open({ stock: { '*': 0, cn: 2 } });
      const { stdout, stderr, exitCode } = await stage.run('get-number --pid 9001 --count 5');
      assert.equal(exitCode, 0);
      assert.match(stdout, /^(?:\+861\d{10}\n){2}$/);
      assert.match(stderr, /2.*5/);
      assert.equal((await stage.leases()).filter((lease) => lease.state === 'held').length, 2);
    });

    for (const options of [
      { values: 'numbers' },
      { wrapping: 'bare' },
      { wrapping: 'quoted' },
      { contentType: 'text/html', bom: 'yes' },
      { absent: 'empty' },
      { waiting: 'noStatus' },
      { waiting: 'withMsg' },
      { again: 'waiting' },
    ]) {
      it(`to the code and back, where the platform writes its answers with ${JSON.stringify(options)}`, async () => {
        await using stage = await open({ options });
        const lease = await stage.rent('9001');
        assert.equal((await stage.run('wait-code --once')).exitCode, 8);
        await stage.message(lease.number, '【Acme】验证码482913，5分钟内有效');
        assert.equal((await stage.run('wait-code --interval 0.2')).stdout, '482913\n');
        assert.equal((await stage.leases())[0]?.state, 'done');
        assert.equal((await stage.run('balance')).stdout, '99\n');
      });
    }
  });
});
