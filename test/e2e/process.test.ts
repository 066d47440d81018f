import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { check, rowsOf } from '../helpers/check-run.ts';
import { bin, build, runBin, startBin, temporaryFolder, until } from '../helpers/run-cli.ts';
import { account, apiKey, type Stage, startStage } from '../helpers/stage.ts';

interface Shell {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script in a real shell where `smsctl` is the built program. */
async function shell(stage: Stage, script: string): Promise<Shell> {
  build();
  const text = `set -u\nsmsctl() { "$NODE" "$BIN" "$@"; }\n${script}`;
  const env = { PATH: process.env.PATH ?? '', ...stage.env, SMSCTL_HOME: stage.home, NODE: process.execPath, BIN: bin };
  const ran = await promisify(execFile)('sh', ['-c', text], { env, timeout: 30_000 }).then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ ...error, exitCode: error.code }),
  );
  check([script], ran, [apiKey]);
  return ran;
}

describe('in a shell script', { concurrency: 2 }, () => {
  it('a number is rented and its code is waited for', async () => {
    await using stage = await startStage();
    const { exitCode, stdout, stderr } = await shell(
      stage,
      `n=$(smsctl get-number --pid 123) || exit 90
       code=$(smsctl wait-code "$n" --interval 0.2) || exit 91
       printf '%s %s\\n' "$n" "$code"`,
    );
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^\+\d+ \d{4,8}\n$/);
    assert.equal(stderr, '');
    assert.deepEqual(
      (await stage.leases()).map((lease) => lease.state),
      ['done'],
    );
  });

  it('a failure ends the script with its exit code and leaves the variable empty', async () => {
    await using stage = await startStage();
    const { exitCode, stdout } = await shell(stage, `n=$(smsctl get-number --pid 9003); e=$?; echo "[$n]"; exit $e`);
    assert.equal(exitCode, 5);
    assert.equal(stdout, '[]\n');
  });

  it('our own list is piped back in: numbers | release -', async () => {
    await using stage = await startStage();
    const { exitCode, stdout, stderr } = await shell(
      stage,
      `smsctl get-number --pid 9001 --count 3 > /dev/null && smsctl numbers | smsctl release -`,
    );
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout.match(/\treleased\n/g)?.length, 3);
    assert.equal((await stage.requests('passMobile')).length, 3);
  });
});

describe('a report that Node writes about the program', () => {
  it('does not hold the environment', async () => {
    await using stage = await startStage();
    const code = "process.on('exit',()=>process.report.writeReport('report.json'))";
    const options = `--report-directory=${stage.home} --import=data:text/javascript,${encodeURIComponent(code)}`;
    const { exitCode, stderr } = await stage.bin('balance', { env: { NODE_OPTIONS: options } });
    assert.equal(exitCode, 0, stderr);
    const report = readFileSync(join(stage.home, 'report.json'), 'utf8');
    assert.ok(report.includes('"javascriptStack"'));
    assert.ok(!report.includes('SMSCTL_DURIAN_API_KEY') && !report.includes(apiKey));
  });
});

describe('a rented number that cannot be printed', { concurrency: 2 }, () => {
  it('is named with its lease id on stderr when the reader has gone, exit 74', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'slow', call: 'getMobileCode', every: 0.005 });
    const running = startBin(['get-number', '--pid', '123'], stage.with({}));
    running.closeStdout();
    const { exitCode, stderr } = await running.finished;
    const [lease] = await stage.leases();
    assert.equal(exitCode, 74);
    assert.equal(lease?.state, 'held');
    assert.ok(lease !== undefined && stderr.includes(lease.id) && stderr.includes(lease.number), stderr);
    assert.match(stderr, /The number is still held\./);
  });

  it('is named with its lease id on stderr when the disk is full, exit 74', {
    skip: !existsSync('/dev/full'),
  }, async () => {
    await using stage = await startStage();
    for (const mode of ['pipe', 'json'] as const) {
      const full = openSync('/dev/full', 'w');
      const { exitCode, stderr } = await stage.bin('get-number --pid 123', { mode, stdio: ['pipe', full, 'pipe'] });
      const [lease] = await stage.leases();
      assert.equal(exitCode, 74, stderr);
      assert.ok(lease !== undefined && stderr.includes(lease.id), stderr);
    }
  });
});

describe('two processes at once', () => {
  for (const name of ['SMSCTL_MAX_HELD', 'SMSCTL_MAX_PER_DAY']) {
    it(`do not rent more together than the user allows: ${name}`, async () => {
      await using stage = await startStage();
      const options = { env: { [name]: '1' } };
      const ended = await Promise.all([1, 2].map(() => stage.bin('get-number --pid 9001', options)));
      assert.deepEqual(ended.map(({ exitCode }) => exitCode).sort(), [0, 6]);
      assert.equal((await stage.requests('getMobileCode')).length, 1);
    });
  }

  it('buy once for one request id', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'slow', call: 'getMobileCode', every: 0.005 });
    const ended = await Promise.all([1, 2].map(() => stage.bin('get-number --pid 9001 --request-id order-1')));
    // The later one waits for what comes of the purchase under way, and finds the same number.
    assert.deepEqual(
      ended.map(({ exitCode }) => exitCode),
      [0, 0],
      ended.map((run) => run.stderr).join('\n'),
    );
    assert.match(ended[0]?.stdout ?? '', /^\+\d+\n$/);
    assert.equal(ended[0]?.stdout, ended[1]?.stdout);
    assert.equal((await stage.requests('getMobileCode')).length, 1);
  });
});

describe('a long result', () => {
  it('arrives whole in a pipe', async () => {
    const rich = { ...account, balance: 1_000, maxHeld: 1_000 };
    await using stage = await startStage({ platforms: { durian: { accounts: [rich] } } });
    const env = { SMSCTL_MAX_HELD: '1000' };
    for (let rented = 0; rented < 200; rented += 10) await stage.run('get-number --pid 9001 --count 10', { env });
    const listed = await stage.bin('numbers', { mode: 'json' });
    assert.equal(rowsOf(listed).length, 200);
    assert.ok(listed.stdout.length > 65_536, 'more than a pipe holds');

    // The same with a reader that takes its time, and with a pipe that does not wait for one.
    const slowly = await shell(stage, `smsctl numbers --json | { sleep 1; cat; }`);
    assert.deepEqual(JSON.parse(slowly.stdout), JSON.parse(listed.stdout));
    const unwaiting = await shell(
      stage,
      `perl -MFcntl -e 'fcntl(STDOUT, F_SETFL, fcntl(STDOUT, F_GETFL, 0) | O_NONBLOCK); exec @ARGV' \
         "$NODE" "$BIN" numbers --json | { sleep 1; cat; }`,
    );
    assert.deepEqual(JSON.parse(unwaiting.stdout), JSON.parse(listed.stdout));
  });
});

describe('the end', () => {
  const env = { NODE_OPTIONS: '--import=data:text/javascript,setInterval(String,1e6)' };

  it('comes when the system has all that was written, whatever Node still has open', async () => {
    const { exitCode, stdout } = await runBin(['help', 'exit-codes'], { env });
    assert.equal(exitCode, 0);
    assert.equal(stdout, (await runBin(['help', 'exit-codes'])).stdout);
  });

  it('has the exit code of a failure', async () => {
    const { exitCode, stdout, stderr } = await runBin(['balance', '--nothing'], { env });
    assert.deepEqual([exitCode, stdout], [2, '']);
    assert.match(stderr, /--nothing/);
  });
});

describe('smsctl simulate', () => {
  it('serves a world of its own to other commands until it is asked to end', async () => {
    const serving = startBin(['simulate'], { mode: 'json' });
    await until(() => serving.stdout().includes('\n'));
    const { environment, control } = JSON.parse(serving.stdout()) as {
      environment: Record<string, string>;
      control: string;
    };
    using home = temporaryFolder();
    const rented = await runBin(['get-number', '-p', 'durian', '--pid', '9001'], { env: environment, home: home.path });
    assert.equal(rented.exitCode, 0, rented.stderr);
    const message = { platform: 'durian', project: '9001', number: rented.stdout.trim(), text: 'code 482913' };
    await fetch(`${control}/message`, { method: 'POST', body: JSON.stringify(message) });
    const waited = await runBin(['wait-code', '--interval', '0.2'], { env: environment, home: home.path });
    assert.equal(waited.stdout, '482913\n');
    serving.kill('SIGTERM');
    assert.equal((await serving.finished).exitCode, 0);
  });

  it('prints lines that a shell can read', async () => {
    const serving = startBin(['simulate'], {});
    await until(() => serving.stdout().includes('API_KEY'));
    const printed = execFileSync('sh', ['-c', `${serving.stdout()}\nprintf %s "$SMSCTL_DURIAN_BASE_URL"`]).toString();
    assert.match(printed, /^http:\/\/127\.0\.0\.1:\d+\/durian\/out\/ext_api$/);
    serving.kill('SIGINT');
    assert.equal((await serving.finished).exitCode, 0);
  });
});

describe('the sandbox', () => {
  it('needs no account and remembers between processes, apart from the real ledger', async () => {
    using home = temporaryFolder();
    const run = (line: string) => runBin(line.split(' '), { home: home.path, mode: 'json' });
    const rented = await run('get-number --sandbox --pid 9001');
    const [lease] = rowsOf(rented);
    assert.ok(lease !== undefined);
    const status = await run(`status --sandbox ${lease.number}`);
    assert.equal(rowsOf(status)[0]?.platform, 'held');
    const balance = await run('balance --sandbox');
    assert.equal(balance.documents[0]?.balance, '999');
    const released = await run(`release --sandbox ${lease.id}`);
    assert.equal(rowsOf(released)[0]?.status, 'released');
    const real = await run('numbers');
    assert.deepEqual(real.documents, [{ leases: [] }]);
  });

  it('brings a code by itself after a few seconds', async () => {
    using home = temporaryFolder();
    const { exitCode, stdout, stderr } = await runBin(['get-number', '--sandbox', '--pid', '123', '--wait'], {
      home: home.path,
    });
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^\+\d+\n\d{4,8}\n$/);
  });
});

describe('the start', { concurrency: 2 }, () => {
  it('says nothing of its own where both NO_COLOR and FORCE_COLOR are set', async () => {
    for (const line of [['--version'], ['providers']]) {
      const { exitCode, stdout, stderr } = await runBin(line, { env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
      assert.deepEqual([exitCode, stderr], [0, '']);
      assert.doesNotMatch(stdout, /\x1b/);
    }
  });

  it('that fails is one line on stderr and exit 1', async () => {
    await using stage = await startStage();
    const script = `d=$(mktemp -d) && cd "$d" && rmdir "$d" || exit 90\nSMSCTL_HOME=here smsctl balance`;
    const { exitCode, stdout, stderr } = await shell(stage, script);
    assert.deepEqual([exitCode, stdout, stderr], [1, '', 'smsctl could not start (ENOENT)\n']);
  });

  it('puts everything into the user’s home, and nothing into the current folder, where HOME is set to nothing', async () => {
    const { exitCode, stdout } = await runBin(['config', 'path'], { env: { HOME: '', SMSCTL_HOME: '' }, mode: 'json' });
    assert.equal(exitCode, 0);
    const { settings, ledger, sandbox } = JSON.parse(stdout) as Record<string, string>;
    for (const path of [settings, ledger, sandbox]) assert.ok(path?.startsWith(join(userInfo().homedir, '.')), path);
  });
});

describe('an old Node', () => {
  const node = '/usr/bin/node';
  const version = existsSync(node) ? execFileSync(node, ['--version']).toString().trim().slice(1) : '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = version !== '' && (major < 24 || (major === 24 && minor < 15));
  const skip = isOld ? false : `no Node older than 24.15 at ${node}`;

  it('is told on one line what is needed, exit 3', { skip }, async () => {
    const { exitCode, stdout, stderr } = await runBin(['balance'], { node });
    assert.equal(exitCode, 3);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^smsctl needs Node\\.js 24\\.15 or newer; this is ${version}.*\n$`));
  });
});
