import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Run, rowsOf } from '../helpers/check-run.ts';
import { modes, type RunOptions, runCli } from '../helpers/run-cli.ts';
import { type Stage, type StagedLease, type StagedPlatform, startStage } from '../helpers/stage.ts';

const all = ['durian', 'zhima', 'taoma'] as const satisfies readonly StagedPlatform[];

const open = () => startStage({}, all);

type Leases = Readonly<Record<StagedPlatform, StagedLease>>;

/** One number at each, the first of them at Durian. */
async function rentEverywhere(stage: Stage, pid: string): Promise<Leases> {
  const durian = await stage.rent(pid, '-p durian');
  const zhima = await stage.rent(pid, '-p zhima');
  const taoma = await stage.rent(pid, '-p taoma');
  return { durian, zhima, taoma };
}

const statesOf = async (stage: Stage) =>
  Object.fromEntries(
    (await stage.leases()).map((lease) => [(lease as unknown as { provider: string }).provider, lease.state]),
  );

/** Calls that the platforms have seen since the rentals. */
const laterCalls = async (stage: Stage) =>
  (await stage.simulator.journal()).slice(4).map(({ platform, call }) => `${platform} ${call}`);

/** What can be wrong with one platform, and how that ends. */
const troubles = {
  'its credentials are missing': { exit: 3, code: 'credentials.missing' },
  'its server is down': { exit: 10, code: 'provider.unreachable' },
} as const;

function troubleWith(id: StagedPlatform, what: string): Record<string, string> {
  const upper = id.toUpperCase();
  const secret = { durian: 'API_KEY', zhima: 'PKEY', taoma: 'PASSWORD' }[id];
  return what === 'its server is down'
    ? { [`SMSCTL_${upper}_BASE_URL`]: 'http://127.0.0.1:9/nobody' }
    : { [`SMSCTL_${upper}_${secret}`]: '' };
}

const byNumber = (ended: Run, key: string) =>
  Object.fromEntries(
    (ended.documents[0]?.results === undefined ? ended.documents : rowsOf(ended)).map((row) => [row.number, row[key]]),
  );

describe('several platforms at once', { concurrency: 16 }, () => {
  it('numbers shows the leases of all; -p those of one; and nobody is asked', async () => {
    await using stage = await open();
    const leases = await rentEverywhere(stage, '9001');
    const shown = async (line: string) =>
      (await stage.run(line)).stdout
        .trim()
        .split('\n')
        .map((row) => row.split('\t'));
    assert.deepEqual(
      (await shown('numbers')).map(([id, number, provider]) => [id, number, provider]),
      all.toReversed().map((id) => [leases[id].id, leases[id].number, id]),
    );
    for (const id of all) {
      assert.deepEqual(
        (await shown(`numbers -p ${id}`)).map(([lease]) => lease),
        [leases[id].id],
      );
    }
    const { stdout } = await stage.run('numbers', { mode: 'terminal' });
    assert.match(stdout, /PROVIDER/);
    assert.deepEqual(await laterCalls(stage), []);
    assert.equal(
      (await stage.run('numbers', { env: troubleWith('zhima', 'its credentials are missing') })).exitCode,
      0,
    );
  });

  it('wait-code --all waits for all of them, each in its own way', async () => {
    await using stage = await open();
    const leases = await rentEverywhere(stage, '123');
    const ended = await stage.run('wait-code --all --interval 0.2', { mode: 'json' });
    assert.equal(ended.exitCode, 0, ended.stderr);
    assert.deepEqual(
      ended.documents.map(({ id, provider, status, after }) => [id, provider, status, after]).sort(),
      all.map((id) => [leases[id].id, id, 'received', 'released']).sort(),
    );
    assert.deepEqual((await laterCalls(stage)).sort(), [
      'durian getMsg',
      'taoma getMessages',
      'zhima sms/get',
      'zhima sms/release',
    ]);
    assert.deepEqual(await statesOf(stage), { durian: 'done', zhima: 'done', taoma: 'done' });
  });

  it('wait-code --all gives all of them up', async () => {
    await using stage = await open();
    await rentEverywhere(stage, '9001');
    const ended = await stage.run('wait-code --all --interval 0.2 --timeout 0.3', { mode: 'json' });
    assert.equal(ended.exitCode, 7);
    assert.ok(ended.documents.every(({ after }) => after === 'blacklisted'));
    assert.deepEqual(await statesOf(stage), { durian: 'blacklisted', zhima: 'blacklisted', taoma: 'blacklisted' });
  });

  it('release --all releases where that can be done, and tells where it cannot', async () => {
    await using stage = await open();
    const leases = await rentEverywhere(stage, '9001');
    for (const mode of ['json', 'pipe', 'terminal'] as const) {
      const ended = await stage.run('release --all', { mode });
      assert.equal(ended.exitCode, 11);
      assert.match(ended.stderr, /provider\.unsupported/);
      assert.match(ended.stderr, /smsctl blacklist/);
      if (mode !== 'json') continue;
      assert.deepEqual(byNumber(ended, 'status'), {
        [leases.durian.number]: 'released',
        [leases.zhima.number]: 'released',
      });
    }
    assert.deepEqual(await laterCalls(stage), ['durian passMobile', 'zhima sms/releaseAll']);
    assert.deepEqual(await statesOf(stage), { durian: 'released', zhima: 'released', taoma: 'held' });
  });

  it('reconcile asks where it can and touches nothing else', async () => {
    await using stage = await open();
    const leases = await rentEverywhere(stage, '9001');
    const ended = await stage.run('reconcile', { mode: 'json' });
    assert.equal(ended.exitCode, 0);
    assert.deepEqual(
      rowsOf(ended)
        .map(({ id, to, reason }) => [id, to, reason])
        .sort(),
      [
        [leases.durian.id, 'held', 'held'],
        [leases.taoma.id, 'held', 'notAsked'],
        [leases.zhima.id, 'held', 'notAsked'],
      ].sort(),
    );
    assert.deepEqual(await laterCalls(stage), ['durian getStatus']);
  });

  it('reconcile closes the lost answer of one beside the numbers of the others', async () => {
    await using stage = await open();
    await stage.run('get-number --pid 9010 -p taoma');
    await stage.rent('9001', '-p zhima');
    const ended = await stage.run('reconcile', { mode: 'json' });
    assert.deepEqual([ended.exitCode, ended.error?.code], [9, 'outcome.unknown']);
    assert.deepEqual(await statesOf(stage), { taoma: 'unknown', zhima: 'held' });
  });

  it('status tells of those that can be asked, whatever order they stand in, and ends with 11', async () => {
    await using stage = await open();
    const leases = await rentEverywhere(stage, '9001');
    for (const line of ['status --all', `status ${leases.taoma.id} ${leases.zhima.id} ${leases.durian.id}`]) {
      const ended = await stage.run(line, { mode: 'json' });
      assert.deepEqual([ended.exitCode, ended.error?.code], [11, 'provider.unsupported'], line);
      assert.deepEqual(byNumber(ended, 'platform'), { [leases.durian.number]: 'held' });
    }
  });

  it('blacklist --check tells of those that can be asked', async () => {
    await using stage = await open();
    const leases = await rentEverywhere(stage, '9001');
    const ended = await stage.run(['blacklist', '--check', leases.taoma.id, leases.durian.id]);
    assert.equal(ended.exitCode, 11);
    assert.equal(ended.stdout, `${leases.durian.number}\tfalse\n`);
  });

  for (const [what, { exit, code }] of Object.entries(troubles)) {
    for (const id of all) {
      const others = all.filter((one) => one !== id);

      it(`wait-code --all tells the codes of the others where ${what}: ${id}`, async () => {
        await using stage = await open();
        const leases = await rentEverywhere(stage, '123');
        const ended = await stage.run('wait-code --all --interval 0.2 --timeout 0.5', {
          mode: 'json',
          env: troubleWith(id, what),
        });
        assert.deepEqual([ended.exitCode, ended.error?.code, ended.error?.provider], [exit, code, id]);
        const received = ended.documents.filter(({ status }) => status === 'received');
        assert.deepEqual(received.map((line) => line.id).sort(), others.map((one) => leases[one].id).sort());
        assert.equal((await statesOf(stage))[id], 'held');
      });

      it(`blacklist blacklists the others where ${what}: ${id}`, async () => {
        await using stage = await open();
        const leases = await rentEverywhere(stage, '9001');
        const ended = await stage.run(['blacklist', ...all.map((one) => leases[one].id)], {
          mode: 'json',
          env: troubleWith(id, what),
        });
        assert.deepEqual([ended.exitCode, ended.error?.code, ended.error?.provider], [exit, code, id]);
        const done = rowsOf(ended).filter(({ status }) => status === 'blacklisted');
        assert.deepEqual(done.map((row) => row.id).sort(), others.map((one) => leases[one].id).sort());
        for (const other of others) assert.equal((await statesOf(stage))[other], 'blacklisted');
      });
    }

    it(`release --all releases at the others where ${what}`, async () => {
      await using stage = await open();
      await rentEverywhere(stage, '9001');
      const ended = await stage.run('release --all', { mode: 'json', env: troubleWith('durian', what) });
      assert.deepEqual([ended.exitCode, ended.error?.code, ended.error?.provider], [exit, code, 'durian']);
      assert.deepEqual(await statesOf(stage), { durian: 'held', zhima: 'released', taoma: 'held' });
    });

    it(`reconcile tells of the others where ${what}`, async () => {
      await using stage = await open();
      const leases = await rentEverywhere(stage, '9001');
      const ended = await stage.run('reconcile', { mode: 'json', env: troubleWith('durian', what) });
      assert.deepEqual([ended.exitCode, ended.error?.code, ended.error?.provider], [exit, code, 'durian']);
      const told = byNumber(ended, 'reason');
      assert.deepEqual([told[leases.zhima.number], told[leases.taoma.number]], ['notAsked', 'notAsked']);
    });
  }

  it('the first failure’s exit code is that of the run', async () => {
    await using stage = await open();
    await rentEverywhere(stage, '9001');
    const env = {
      ...troubleWith('zhima', 'its credentials are missing'),
      ...troubleWith('durian', 'its server is down'),
    };
    const ended = await stage.run('wait-code --all --once', { mode: 'json', env });
    assert.equal(ended.exitCode, 3);
    assert.deepEqual(ended.documents.map(({ provider, status }) => [provider, status]).sort(), [
      ['durian', 'failed'],
      ['taoma', 'pending'],
    ]);
  });

  it('a number that two platforms hold is asked about, and -p or its lease says which', async () => {
    const number = '+8613812345678';
    const stock = { '*': 0, cn: [number] };
    await using stage = await open();
    for (const platform of ['zhima', 'taoma']) await stage.simulator.control('POST /stock', { platform, stock });
    const ours = { zhima: await stage.rent('9001', '-p zhima'), taoma: await stage.rent('9001', '-p taoma') };
    assert.deepEqual([ours.zhima.number, ours.taoma.number], [number, number]);
    const ended = await stage.run('wait-code 13812345678 --once', { mode: 'json' });
    assert.deepEqual([ended.exitCode, ended.error?.code], [2, 'usage.ambiguousNumber']);
    assert.deepEqual(ended.error?.leases.map((lease) => lease.provider).sort(), ['taoma', 'zhima']);
    for (const [line, provider] of [
      ['wait-code 13812345678 --once -p zhima', 'zhima'],
      ['wait-code +8613812345678 --once -p taoma', 'taoma'],
      [`wait-code ${ours.zhima.id} --once`, 'zhima'],
    ] as const) {
      const { documents } = await stage.run(line, { mode: 'json' });
      assert.equal(documents[0]?.provider, provider, line);
    }
  });

  it('a number that nobody knows is for the provider that was chosen, and for none where none was', async () => {
    await using stage = await open();
    const none = await stage.run('wait-code 13812345678 --pid 9001 --once', { mode: 'json' });
    assert.deepEqual([none.exitCode, none.error?.code], [2, 'usage.missingOption']);
    assert.deepEqual(await stage.simulator.journal(), []);
    await stage.run('blacklist 13812345678 --pid 9001 -p taoma');
    await stage.run('blacklist 13812345678 --pid 9001 -p zhima');
    await stage.run('blacklist +8613812345678 --pid 9001 -p durian');
    const named = (await stage.simulator.journal()).map(
      ({ url, body }) => /(?:%2B)?(?:86)?13812345678/.exec(url + body)?.[0],
    );
    // Zhima is verified first; Durian is asked once more in digits.
    assert.deepEqual(named, ['13812345678', undefined, '13812345678', '%2B8613812345678', '8613812345678']);
  });

  it('send-sms asks which number is meant, and says where it cannot be done', async () => {
    await using stage = await open();
    const leases = await rentEverywhere(stage, '9001');
    const unclear = await stage.run('send-sms --text YES', { mode: 'json' });
    assert.deepEqual([unclear.exitCode, unclear.error?.code], [2, 'usage.ambiguousNumber']);
    const taoma = await stage.run(`send-sms ${leases.taoma.id} --text YES`, { mode: 'json' });
    assert.deepEqual([taoma.exitCode, taoma.error?.code], [11, 'provider.unsupported']);
    const zhima = await stage.run(`send-sms ${leases.zhima.id} --text YES`, { mode: 'json' });
    assert.equal(zhima.documents[0]?.state, 'sent');
    assert.deepEqual(await laterCalls(stage), ['zhima sms/send']);
  });
});

const chosen = async (stage: Stage, line: string, options: RunOptions = {}) => {
  const { documents, error } = await stage.run(line, { mode: 'json', ...options });
  return documents[0]?.provider ?? error?.code;
};

describe('which provider is meant', { concurrency: 8 }, () => {
  it('is said by -p, else by SMSCTL_PROVIDER, else by the settings', async () => {
    await using stage = await open();
    await stage.run('config set provider zhima');
    const env = { SMSCTL_PROVIDER: 'durian' };
    assert.equal(await chosen(stage, 'balance -p taoma', { env }), 'taoma');
    assert.equal(await chosen(stage, '-p TAOMA balance', { env }), 'taoma');
    assert.equal(await chosen(stage, 'balance', { env }), 'durian');
    assert.equal(await chosen(stage, 'balance'), 'zhima');
  });

  for (const id of all) {
    it(`is clear where only one is configured: ${id}`, async () => {
      await using stage = await startStage({}, [id]);
      const half = { SMSCTL_DURIAN_NAME: 'x', SMSCTL_ZHIMA_ACCOUNT: 'x', SMSCTL_TAOMA_USER_ID: 'x', ...stage.env };
      assert.equal(await chosen(stage, 'balance', { env: half }), id);
    });
  }

  it('is clear by what is stored, too', async () => {
    await using stage = await startStage({}, ['taoma']);
    const env = Object.fromEntries(Object.keys(stage.env).map((name) => [name, '']));
    await stage.run(['config', 'set', 'taoma.baseUrl', stage.simulator.baseUrls.taoma ?? ''], { env });
    await stage.run('config set taoma.userId stage-user', { env });
    assert.equal(await chosen(stage, 'balance', { env }), 'credentials.missing');
    await stage.run('config set taoma.password -', { env, input: stage.env.SMSCTL_TAOMA_PASSWORD ?? '' });
    assert.equal(await chosen(stage, 'balance', { env }), 'taoma');
    assert.equal(await chosen(stage, 'balance --profile work', { env }), 'usage.missingOption');
  });

  it('is asked where several are configured, and where none is: the error says what to type', async () => {
    await using stage = await open();
    for (const mode of modes) {
      for (const lang of ['en', 'zh-CN']) {
        const runs = [
          [await stage.run('get-number --pid 123', { mode, lang }), /-p durian, -p zhima, -p taoma/],
          [
            await runCli(['get-number', '--pid', '123'], { mode, lang }),
            /smsctl login.*--sandbox.*durian, zhima, taoma/,
          ],
        ] as const;
        for (const [{ exitCode, stdout, stderr }, hint] of runs) {
          assert.deepEqual([exitCode, stdout], [2, '']);
          assert.match(stderr, /--provider/);
          assert.match(stderr.replaceAll(/\n {2,}/g, ' '), hint);
        }
      }
    }
    assert.deepEqual(await stage.simulator.journal(), []);
  });

  it('must be one that there is', async () => {
    await using stage = await open();
    for (const [line, env] of [
      ['balance -p nobody', {}],
      ['balance', { SMSCTL_PROVIDER: 'nobody' }],
    ] as const) {
      const ended = await stage.run(line, { mode: 'json', env });
      assert.deepEqual([ended.exitCode, ended.error?.code], [2, 'usage.unknownProvider']);
      assert.match(`${ended.error?.message} ${ended.error?.hint}`, /durian, zhima, taoma/);
    }
    assert.equal((await stage.run('config set provider nobody')).exitCode, 2);
  });

  it('does not matter for a number that is in the ledger', async () => {
    await using stage = await open();
    const { id } = await stage.rent('123', '-p taoma');
    const { documents } = await stage.run(`wait-code ${id} --interval 0.2`, {
      mode: 'json',
      env: { SMSCTL_PROVIDER: 'durian' },
    });
    assert.deepEqual([documents[0]?.provider, documents[0]?.status], ['taoma', 'received']);
  });
});
