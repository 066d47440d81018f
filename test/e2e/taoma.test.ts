import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { modes } from '../helpers/run-cli.ts';
import { password, passwordDigest, platformOf, type Stage, startStage } from '../helpers/stage.ts';

/** Written by the platform as its last eleven digits. */
const number = '+8613812345678';

const open = (more: Readonly<Record<string, unknown>> = {}) =>
  startStage({ platforms: platformOf('taoma', more) }, ['taoma']);

const onlyNumber = { stock: { '*': 0, cn: [number] } };

/** How many numbers each request of a call names. */
async function sizes(stage: Stage, call: string): Promise<number[]> {
  return (await stage.requests(call)).map((request) => {
    const { mobiles = '' } = Object.fromEntries(new URLSearchParams(request.split('?')[1]));
    return mobiles.split(',').length;
  });
}

const refuse = (call: string, message: string, times = 1) => ({
  kind: 'custom',
  call,
  body: JSON.stringify({ state: false, size: 0, message }),
  times,
});

const states = async (stage: Stage) => (await stage.leases()).map((lease) => lease.state).sort();

describe('Taoma', { concurrency: 16 }, () => {
  for (const [counts, requests] of [
    [[18], [18]],
    [[50], [50]],
    [
      [50, 1],
      [50, 1],
    ],
    [[9, 9], [18]],
  ] as const) {
    it(`looks at ${counts.join(' + ')} numbers with ${requests.length} request(s)`, async () => {
      await using stage = await open();
      const env = { SMSCTL_MAX_HELD: '100' };
      for (const count of counts) await stage.run(`get-number --pid 9001 --count ${count}`, { env });
      const { documents, exitCode } = await stage.run('wait-code --all --once', { mode: 'json', env });
      assert.equal(exitCode, 8);
      assert.equal(
        documents.length,
        counts.reduce<number>((sum, count) => sum + count, 0),
      );
      assert.deepEqual(await sizes(stage, 'getMessages'), requests);
    });
  }

  it('looks at 18 numbers with one request, look after look, and tells each code the moment it comes', async () => {
    await using stage = await open();
    const { documents } = await stage.run('get-number --pid 9001 --count 18', { mode: 'json' });
    const leases = documents[0]?.numbers as { id: string; number: string }[];
    for (const { number: rented } of leases.slice(0, 3)) await stage.message(rented, 'code 482913');
    const line = 'wait-code --all --timeout 2.5 --interval 1 --on-timeout keep';
    const ended = await stage.run(line, { mode: 'json' });
    assert.equal(ended.exitCode, 7);
    assert.deepEqual(
      ended.documents.slice(0, 3).map(({ id, code, after }) => [id, code, after]),
      leases.slice(0, 3).map(({ id }) => [id, '482913', 'released']),
    );
    assert.ok(ended.documents.slice(3).every(({ status, after }) => status === 'timedOut' && after === 'kept'));
    const [first, ...others] = await sizes(stage, 'getMessages');
    assert.equal(first, 18);
    assert.ok(others.length >= 1 && others.every((size) => size === 15), String(others));
  });

  it('takes the password in clear from the environment, and sends and keeps its digest alone', async () => {
    await using stage = await open();
    const { id } = await stage.rent('123');
    await stage.run(`wait-code ${id} --interval 0.2`);
    await stage.run('balance --verbose'); // run itself looks for the password and its digest; the stage into the files
    const journal = JSON.stringify(await stage.simulator.journal());
    for (const form of [password, encodeURIComponent(password), 'Passw0rd'])
      assert.equal(journal.includes(form), false);
    assert.equal(journal.split(`password=${passwordDigest}`).length - 1, 3);
  });

  it('keeps the digest alone of a password that is stored, and works with it', async () => {
    for (const [input, kept] of [
      [`${password}\n`, passwordDigest],
      [`${passwordDigest.toUpperCase()}\n`, passwordDigest],
    ] as const) {
      await using stage = await open();
      const env = { SMSCTL_TAOMA_PASSWORD: '' };
      assert.equal((await stage.run('balance', { env })).exitCode, 3);
      for (const mode of modes) {
        const { exitCode } = await stage.run('config set taoma.password -', { mode, env, input });
        assert.equal(exitCode, 0);
      }
      const text = readFileSync(join(stage.home, 'settings.json'), 'utf8');
      assert.equal(JSON.parse(text)['taoma.default.password'], kept);
      assert.equal(text.includes('Passw0rd'), false);
      assert.equal((await stage.run('config get taoma.password', { env })).stdout, '***\n');
      assert.equal((await stage.run('balance', { env })).stdout, '100\n');
      assert.equal(JSON.stringify(await stage.simulator.journal()).includes('Passw0rd'), false);
    }
  });

  it('posts, so that the digest stands in no URL', async () => {
    await using stage = await open();
    await stage.rent('0257');
    const [entry] = await stage.simulator.journal();
    assert.equal(entry?.method, 'POST');
    assert.equal(entry?.url, '/taoma/http.do?action=getMobiles');
    assert.equal(entry?.body, `userID=stage-user&password=${passwordDigest}&projectID=0257&size=1`);
  });

  it('gets where the user set it, and masks the digest wherever a request is shown', async () => {
    await using stage = await open();
    await stage.run('config set taoma.method GET');
    const { stderr } = await stage.run('get-number --pid 0257 --verbose');
    assert.match(
      stderr,
      /GET http:\S+\/http\.do\?action=getMobiles&userID=\*\*\*&password=\*\*\*&projectID=0257&size=1/,
    );
    const [entry] = await stage.simulator.journal();
    assert.deepEqual([entry?.method, entry?.body], ['GET', '']);
    const query = `action=getMobiles&userID=stage-user&password=${passwordDigest}&projectID=0257&size=1`;
    assert.equal(entry?.url, `/taoma/http.do?${query}`);
    const wrong = await stage.run('config set taoma.method PUT', { mode: 'json' });
    assert.deepEqual([wrong.exitCode, wrong.error?.code], [2, 'usage.invalidValue']);
  });

  it('names the author of the software where it reads, and nowhere else', async () => {
    await using stage = await open();
    const env = { SMSCTL_TAOMA_SOFT_AUTHOR: 'somebody' };
    const { documents } = await stage.run('get-number --pid 9001', { env, mode: 'json' });
    const [{ number: rented = '' } = {}] = (documents[0]?.numbers ?? []) as { number: string }[];
    await stage.run('wait-code --once', { env });
    await stage.message(rented, 'code 482913');
    await stage.run('wait-code --keep --interval 0.2', { env });
    await stage.run('blacklist', { env });
    const mobile = rented.slice(3);
    assert.deepEqual(await stage.requests(), [
      'getMobiles?projectID=9001&size=1',
      `getMessages?mobiles=${mobile}&softAuthor=somebody`,
      `getMessageAndHoldMobile?mobile=${mobile}&nextProjectID=9001&softAuthor=somebody`,
      `addBlackMobiles?projectID=9001&mobiles=${mobile}`,
    ]);
  });

  it('must be told its base URL, and the error says how', async () => {
    await using stage = await open();
    for (const lang of ['en', 'zh-CN']) {
      for (const mode of modes) {
        const env = { SMSCTL_TAOMA_BASE_URL: '' };
        const { exitCode, stdout, stderr } = await stage.run('get-number --pid 123', { mode, lang, env });
        assert.deepEqual([exitCode, stdout], [3, ''], mode);
        for (const told of [/provider\.unconfigured/, /config set taoma\.baseUrl URL/, /SMSCTL_TAOMA_BASE_URL/]) {
          assert.match(stderr, told);
        }
      }
    }
    await stage.run(['config', 'set', 'taoma.baseUrl', stage.simulator.baseUrls.taoma ?? '']);
    assert.equal((await stage.run('balance', { env: { SMSCTL_TAOMA_BASE_URL: '' } })).exitCode, 0);
  });

  it('blacklists many with one call, and tells those that were left out number by number', async () => {
    await using stage = await open({ options: { blacklists: 'some' } });
    const { documents } = await stage.run('get-number --pid 9001 --count 4', { mode: 'json' });
    const leases = documents[0]?.numbers as { id: string; number: string }[];
    const ended = await stage.run(['blacklist', ...leases.map((lease) => lease.id)], { mode: 'json' });
    assert.equal(ended.exitCode, 11);
    assert.deepEqual(
      rowsOf(ended).map((row) => [row.id, row.status]),
      leases.map(({ id }, index) => [id, index % 2 === 0 ? 'blacklisted' : 'failed']),
    );
    assert.deepEqual(await sizes(stage, 'addBlackMobiles'), [4]);
    assert.deepEqual(await states(stage), ['blacklistDue', 'blacklistDue', 'blacklisted', 'blacklisted']);
    const finished = await stage.run('balance');
    assert.match(finished.stderr, /blacklisted now/);
    assert.match(finished.stderr, /still to be blacklisted/);
    await stage.run('balance');
    assert.deepEqual(await states(stage), ['blacklisted', 'blacklisted', 'blacklisted', 'blacklisted']);
    assert.deepEqual(await sizes(stage, 'addBlackMobiles'), [4, 2, 1]);
  });

  it('is asked again for a blacklisting that it was too busy for', async () => {
    await using stage = await open();
    await stage.rent('9001');
    await stage.fault(refuse('addBlackMobiles', '操作频繁'));
    const { exitCode, stdout } = await stage.run('blacklist');
    assert.equal(exitCode, 0);
    assert.match(stdout, /\tblacklisted\n$/);
    assert.equal((await stage.requests('addBlackMobiles')).length, 2);
  });

  it('is asked by the commands that follow for a blacklisting that it did not do', async () => {
    await using stage = await open();
    await stage.rent('9001');
    await stage.fault(refuse('addBlackMobiles', '系统异常'));
    await stage.fault(refuse('addBlackMobiles', '操作频繁'));
    const waited = await stage.run('wait-code --timeout 0.3 --interval 0.2', { mode: 'json' });
    assert.deepEqual([waited.exitCode, waited.documents[0]?.after], [7, 'blacklistDue']);
    assert.equal(waited.error?.providerMessage, '系统异常');
    const busy = await stage.run('balance');
    assert.match(busy.stderr, /still to be blacklisted/);
    assert.deepEqual(await states(stage), ['blacklistDue']);
    const done = await stage.run('balance');
    assert.match(done.stderr, /blacklisted now/);
    assert.deepEqual(await states(stage), ['blacklisted']);
    assert.equal((await stage.requests('addBlackMobiles')).length, 3);
  });

  it('has blacklisted what it says is offline, where it is ours', async () => {
    await using stage = await open(onlyNumber);
    await stage.rent('9001');
    await stage.fault({ kind: 'reset', call: 'addBlackMobiles', when: 'after' });
    const ours = await stage.run('blacklist', { mode: 'json' });
    assert.deepEqual([ours.exitCode, rowsOf(ours)[0]?.status], [0, 'already']);
    const theirs = await stage.run(`blacklist ${number} --pid 123`, { mode: 'json' });
    assert.deepEqual([theirs.exitCode, theirs.error?.code], [11, 'number.gone']);
  });

  it('holds a number on for a further code: --keep', async () => {
    await using stage = await open();
    const { number: rented } = await stage.rent('9001');
    await stage.message(rented, 'code 482913');
    const first = await stage.run('wait-code --keep --interval 0.2', { mode: 'json' });
    assert.deepEqual([first.documents[0]?.code, first.documents[0]?.after], ['482913', 'kept']);
    assert.deepEqual(await states(stage), ['received']);
    await stage.message(rented, 'code 118204');
    const second = await stage.run('wait-code --interval 0.2 --timeout 20 --match 118204', { mode: 'json' });
    assert.deepEqual([second.documents[0]?.code, second.documents[0]?.after], ['118204', 'released']);
    assert.deepEqual(await states(stage), ['done']);
    const mobile = rented.slice(3);
    assert.deepEqual((await stage.requests()).slice(1), [
      `getMessageAndHoldMobile?mobile=${mobile}&nextProjectID=9001`,
      `getMessages?mobiles=${mobile}`,
    ]);
  });

  it('moves a number that is held on to another project: --next-pid', async () => {
    await using stage = await open();
    const { id, number: rented } = await stage.rent('9001');
    await stage.message(rented, 'code 482913');
    const first = await stage.run('wait-code --next-pid 0257 --interval 0.2', { mode: 'json' });
    assert.deepEqual([first.documents[0]?.code, first.documents[0]?.after], ['482913', 'kept']);
    const [lease] = await stage.leases();
    assert.deepEqual([lease?.id, lease?.project, lease?.state], [id, '0257', 'received']);
    await stage.run('blacklist --pid 0257');
    const mobile = rented.slice(3);
    assert.deepEqual((await stage.requests()).slice(1), [
      `getMessageAndHoldMobile?mobile=${mobile}&nextProjectID=0257`,
      // For the project it was rented for, as the document asks.
      `addBlackMobiles?projectID=9001&mobiles=${mobile}`,
    ]);
  });

  it('gives numbers up together: 18 that time out are one blacklisting', async () => {
    await using stage = await open();
    await stage.run('get-number --pid 9001 --count 18');
    const ended = await stage.run('wait-code --all --timeout 0.5 --interval 0.5', { mode: 'json' });
    assert.equal(ended.exitCode, 7);
    assert.deepEqual(await sizes(stage, 'addBlackMobiles'), [18]);
    assert.deepEqual(await states(stage), Array(18).fill('blacklisted'));
  });

  it('names the lease as it is now where a number could not be blacklisted', async () => {
    await using stage = await open();
    await stage.rent('9001');
    await stage.fault(refuse('addBlackMobiles', '参数错误'));
    const ended = await stage.run('wait-code --timeout 0.3 --interval 0.3', { mode: 'json' });
    assert.equal(ended.documents[0]?.after, 'blacklistDue');
    assert.deepEqual(
      ended.error?.leases.map((lease) => lease.state),
      ['blacklistDue'],
    );
  });

  it('rents more than fifty with a call for each fifty, and names each purchase', async () => {
    await using stage = await open();
    const env = { SMSCTL_MAX_HELD: '100' };
    const words = 'get-number --pid 9001 --count 51 --request-id big';
    const first = await stage.run(words, { env });
    assert.equal(new Set(first.stdout.trimEnd().split('\n')).size, 51);
    const again = await stage.run(words, { env });
    assert.equal(again.stdout, first.stdout, 'the same id again buys nothing');
    assert.deepEqual(
      (await stage.requests('getMobiles')).map((line) => new URLSearchParams(line.split('?')[1]).get('size')),
      ['50', '1'],
    );
  });

  it('tells what the first fifty brought where the next call is refused', async () => {
    await using stage = await open();
    const ended = await stage.run('get-number --pid 9001 --count 51', { env: { SMSCTL_MAX_HELD: '50' } });
    assert.equal(ended.exitCode, 6);
    assert.equal(ended.stdout.trimEnd().split('\n').length, 50);
    assert.match(ended.stderr, /maxHeld is 50/);
    assert.match(ended.stderr, /The number is still held\./);
    assert.equal((await stage.leases()).filter((lease) => lease.state === 'held').length, 50);
  });

  for (const message of ['暂时没有可用号码,稍候获取', '操作频繁']) {
    it(`is asked on with --retry-for where it says ${message}`, async () => {
      await using stage = await open();
      await stage.fault(refuse('getMobiles', message));
      const { exitCode, stdout } = await stage.run('get-number --pid 9001 --retry-for 1m');
      assert.equal(exitCode, 0);
      assert.match(stdout, /^\+861\d{10}\n$/);
      assert.equal((await stage.requests('getMobiles')).length, 2);
      assert.deepEqual(await states(stage), ['held']);
    });
  }

  for (const [message, exit, code] of [
    ['余额不足', 6, 'balance.insufficient'],
    ['参数错误', 11, 'provider.refused'],
    ['维护中', 9, 'outcome.unknown'],
  ] as const) {
    it(`is asked no more where it says ${message}, --retry-for or not`, async () => {
      await using stage = await open();
      await stage.fault(refuse('getMobiles', message));
      const ended = await stage.run('get-number --pid 9001 --retry-for 1m', { mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.code, ended.error?.providerMessage], [exit, code, message]);
      assert.equal((await stage.requests('getMobiles')).length, 1);
      if (message === '参数错误') assert.match(ended.error?.hint ?? '', /password.*project.*parameter/);
    });
  }

  for (const [pid, exit, code] of [
    ['9003', 5, 'numbers.none'],
    ['9004', 6, 'balance.insufficient'],
    ['9005', 14, 'rate.limited'],
    ['9006', 11, 'provider.refused'],
    ['9009', 11, 'provider.refused'],
    ['9010', 9, 'outcome.unknown'],
  ] as const) {
    it(`is asked once and the end is ${exit} ${code}: project ${pid}`, async () => {
      await using stage = await open();
      const ended = await stage.run(`get-number --pid ${pid}`, { mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.code], [exit, code]);
      assert.match(ended.error?.message ?? '', exit === 9 ? /may have been rented/ : /Nothing was rented/);
      assert.equal((await stage.requests('getMobiles')).length, 1);
    });
  }

  it('cannot release, and says that blacklisting is the only way', async () => {
    await using stage = await open();
    await stage.rent('9001');
    for (const line of ['release', 'release --all', 'release -p taoma', `release ${number} --pid 9001`]) {
      for (const mode of modes) {
        const { exitCode, stderr } = await stage.run(line, { mode });
        assert.equal(exitCode, 11, line);
        assert.match(stderr, /provider\.unsupported/);
        assert.match(stderr, /smsctl blacklist is the only way/);
      }
      const { stderr } = await stage.run(line, { lang: 'zh-CN' });
      assert.match(stderr, /只有 smsctl blacklist/);
    }
    const waited = await stage.run('wait-code --on-timeout release', { mode: 'json' });
    assert.deepEqual([waited.exitCode, waited.error?.code], [11, 'provider.unsupported']);
    assert.equal((await stage.requests()).length, 1, 'the rental alone');
    assert.deepEqual(await states(stage), ['held']);
  });

  it('is not rented from where the wait that follows cannot be had', async () => {
    await using stage = await open();
    const ended = await stage.run('get-number --pid 9001 --wait --on-timeout release', { mode: 'json' });
    assert.deepEqual([ended.exitCode, ended.error?.code], [11, 'provider.unsupported']);
    assert.deepEqual(await stage.requests(), []);
  });

  for (const [line, hint] of [
    ['countries', /web panel/],
    [`status ${number} --pid 9001`, /smsctl numbers/],
    [`blacklist --check ${number} --pid 9001`, /smsctl numbers --state blacklisted/],
    ['get-number --pid 9001 --country cn', /smsctl providers/],
    ['get-number --pid 9001 --area 021', /smsctl providers/],
  ] as const) {
    it(`cannot do ${line}, and says what to use instead`, async () => {
      await using stage = await open();
      for (const mode of modes) {
        const { exitCode, stdout, stderr } = await stage.run(line, { mode });
        assert.deepEqual([exitCode, stdout], [11, '']);
        assert.match(stderr, /Taoma 淘码 cannot (?:list|tell|let|release|rent|move)/);
        assert.match(stderr, hint);
      }
      assert.deepEqual(await stage.requests(), []);
    });
  }

  it('gets a number back as it came, however the user wrote it, in the ledger or not', async () => {
    const spellings = ['+8613812345678', '8613812345678', '008613812345678', '138 1234-5678', '13812345678'];
    await using stage = await open(onlyNumber);
    for (const spelling of spellings) {
      const ended = await stage.run(['blacklist', spelling, '--pid', '9001'], { mode: 'json' });
      assert.deepEqual([rowsOf(ended)[0]?.id, rowsOf(ended)[0]?.number], [null, number], spelling);
    }
    const { id } = await stage.rent('9001');
    for (const spelling of spellings) {
      await stage.fault(refuse('addBlackMobiles', '系统异常'));
      const ended = await stage.run(['blacklist', spelling], { mode: 'json' });
      assert.deepEqual([rowsOf(ended)[0]?.id, rowsOf(ended)[0]?.number], [id, number], spelling);
    }
    const asked = new Set(await stage.requests('addBlackMobiles'));
    assert.deepEqual([...asked], ['addBlackMobiles?projectID=9001&mobiles=13812345678']);
  });

  it('waits on, whatever the sentence, and shows it at the end', async () => {
    await using stage = await open({ options: { waiting: '还没有收到短信，请稍候' } });
    await stage.rent('9001');
    const { stderr, exitCode } = await stage.run('wait-code --timeout 2.5 --interval 1', { mode: 'terminal' });
    assert.equal(exitCode, 7);
    assert.match(stderr, /还没有收到短信，请稍候/);
  });

  for (const options of [
    { values: 'strings' },
    { message: 'flat' },
    { failedRead: 'false' },
    { waiting: '暂时没有短信' },
    { notHeld: 'waits' },
  ]) {
    it(`goes to the code and on, where it answers with ${JSON.stringify(options)}`, async () => {
      await using stage = await open({ options });
      const [first, second] = [await stage.rent('9001'), await stage.rent('9001')];
      assert.equal((await stage.run('wait-code --all --once')).exitCode, 8);
      await stage.message(first.number, '【Acme】验证码482913，5分钟内有效');
      assert.equal((await stage.run(`wait-code ${first.id} --interval 0.2`)).stdout, '482913\n');
      assert.equal((await stage.run(`blacklist ${second.id}`)).exitCode, 0);
      assert.deepEqual(await states(stage), ['blacklisted', 'done']);
      assert.equal((await stage.run('balance')).stdout, '99\n');
    });
  }
});
