import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openPty, ptyMissing } from '../helpers/pty.ts';
import { bin, startBin, temporaryFolder, until } from '../helpers/run-cli.ts';
import { assertFits } from '../helpers/schemas.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

/** A command of `smsctl run`: a line of shell in which `$smsctl` is the program. */
const shell = (line: string): string[] => ['--', 'sh', '-c', line];
/** A command of `smsctl run`: a line of JavaScript. */
const node = (line: string): string[] => ['--', process.execPath, '-e', line];
const env = { smsctl: `${process.execPath} ${bin}` };

const statesOf = async (stage: Stage) => (await stage.leases()).map(({ state }) => state);

/** Says that it is there and waits; tells each signal, and ends with 9 at the first. */
const waiting = `
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => { console.log(name); setImmediate(() => process.exit(9)); });
  setInterval(() => {}, 1e6);
  console.log('ready ' + process.pid);`;

describe('smsctl run', { concurrency: 2 }, () => {
  for (const [line, exit] of [
    ['exit 0', 0],
    ['exit 3', 3],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ] as const) {
    it(`ends as its command ends, and has given the number back: ${line}`, async () => {
      await using stage = await startStage();
      const { exitCode, stderr } = await stage.bin(['run', '--pid', '9001', ...shell(line)]);
      assert.equal(exitCode, exit, stderr);
      assert.deepEqual(await statesOf(stage), ['released']);
      assert.equal((await stage.requests('getMobileCode')).length, 1);
      assert.match(
        stderr,
        new RegExp(`^Held for the command: \\+\\d+\\n\\+\\d+: no code; released\\nThe command ended with ${exit}`),
      );
    });
  }

  it('leaves stdout to its command, byte for byte', async () => {
    await using stage = await startStage();
    using folder = temporaryFolder();
    const file = openSync(join(folder.path, 'out'), 'w');
    const line = 'process.stdout.write(Buffer.from([...Array(256).keys()]))';
    const { exitCode } = await stage.bin(['run', '--pid', '9001', ...node(line)], { stdio: ['ignore', file, 'pipe'] });
    closeSync(file);
    assert.equal(exitCode, 0);
    assert.deepEqual([...readFileSync(join(folder.path, 'out'))], [...Array(256).keys()]);
  });

  it('hands words on as they stand', async () => {
    await using stage = await startStage();
    const words = ['--json', '*', 'a b', '', '$HOME', '--', '-h'];
    const line = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const { stdout } = await stage.bin(['run', '--pid', '9001', ...node(line), '--', ...words]);
    assert.deepEqual(JSON.parse(stdout), words);
  });

  it('is all that wait-code inside of it needs to know', async () => {
    await using stage = await startStage();
    const other = await stage.rent('9001');
    const line = 'echo $SMSCTL_NUMBER; $smsctl wait-code --interval 0.1';
    const { exitCode, stdout, stderr } = await stage.bin(['run', '--pid', '123', ...shell(line)], { env });
    assert.equal(exitCode, 0, stderr);
    const [number, code] = stdout.trimEnd().split('\n');
    const leases = await stage.leases();
    const lease = leases.find((one) => one.number === number);
    assert.deepEqual([lease?.state, lease?.code], ['done', code]);
    assert.equal(leases.find(({ id }) => id === other.id)?.state, 'held');
    assert.ok(!stderr.includes(String(code)), 'the summary tells the code');
    assert.match(stderr, /a code of 6 characters after \d+ s; done/);
  });

  it('gives several numbers, of which one that has ended is left out and told', async () => {
    await using stage = await startStage();
    const line =
      'echo $SMSCTL_NUMBERS; set -- $SMSCTL_NUMBERS; $smsctl release $1 >/dev/null; $smsctl wait-code --interval 0.1; $smsctl status';
    const typed = ['run', '--pid', '123', '--count', '2', ...shell(line)];
    const { stdout, stderr } = await stage.bin(typed, { env });
    const [numbers = '', coded = ''] = stdout.split('\n');
    const [first = '', second = ''] = numbers.split(' ');
    assert.equal(coded.split('\t')[0], second, stderr);
    assert.ok(stderr.includes(`${first}, which this command was started with, has ended and is left out.`), stderr);
    assert.deepEqual((await statesOf(stage)).sort(), ['done', 'released']);
  });

  it('is not asked about where a number, --all or --pid is typed inside of it', async () => {
    await using stage = await startStage();
    const other = await stage.rent('9001');
    const line = `$smsctl release ${other.id} && $smsctl release --pid 0257`;
    const { exitCode, stderr } = await stage.bin(['run', '--pid', '123', ...shell(line)], { env });
    assert.equal(exitCode, 2, stderr);
    assert.match(stderr, /usage\.noOpenLease/);
    assert.equal((await stage.leases()).find(({ id }) => id === other.id)?.state, 'released');
  });

  it('sends no message where it is not clear from which of its numbers', async () => {
    await using stage = await startStage({}, ['zhima']);
    const line = '$smsctl send-sms --text hello --json';
    const { exitCode, stderr } = await stage.bin(['run', '--pid', '123', '--count', '2', ...shell(line)], { env });
    assert.equal(exitCode, 2);
    assert.match(stderr, /usage\.ambiguousNumber/);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`hands ${signal} on, once, and gives the number back when the command has ended`, async () => {
      await using stage = await startStage();
      const running = startBin(['run', '--pid', '9001', ...node(waiting)], stage.with({}));
      await until(() => running.stdout().includes('ready'));
      running.kill(signal);
      const { exitCode, stdout } = await running.finished;
      assert.equal(exitCode, 9);
      assert.deepEqual(stdout.trimEnd().split('\n').slice(1), [signal]);
      assert.deepEqual(await statesOf(stage), ['released']);
    });
  }

  it('is stopped in giving back by the second signal, and says what is still held', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'hang', call: 'passMobile' });
    const running = startBin(['run', '--pid', '9001', ...shell('true')], stage.with({}));
    await until(async () => (await stage.requests('passMobile')).length > 0);
    running.kill('SIGTERM');
    await until(() => running.stderr().includes('Again to leave at once'));
    running.kill('SIGTERM');
    const { exitCode, stderr } = await running.finished;
    assert.deepEqual([exitCode, await statesOf(stage)], [143, ['held']]);
    assert.match(stderr, /Terminated\. Still held: \+\d+\./);
  });

  it('stops a command that takes too long', async () => {
    await using stage = await startStage();
    const typed = ['run', '--pid', '9001', '--timeout', '1', ...node('setInterval(() => {}, 1e6)')];
    const { exitCode, stderr } = await stage.bin(typed);
    assert.equal(exitCode, 143);
    assert.match(stderr, /stopped after \d+ s, as --timeout says/);
    assert.deepEqual(await statesOf(stage), ['released']);
  });

  it('rents nothing for a command that is not there, or cannot be run', async () => {
    await using stage = await startStage();
    using folder = temporaryFolder();
    const text = join(folder.path, 'text');
    writeFileSync(text, 'no program');
    for (const [name, exit, code] of [
      ['no-such-program', 127, 'command.notFound'],
      [join(folder.path, 'none'), 127, 'command.notFound'],
      [text, 126, 'command.notExecutable'],
    ] as const) {
      const { exitCode, error } = await stage.bin(['run', '--json', '--pid', '9001', '--', name]);
      assert.deepEqual([exitCode, error?.code], [exit, code]);
    }
    assert.deepEqual(await stage.requests('getMobileCode'), []);
  });

  it('gives the number back where it turns out too late that the command cannot be run', async () => {
    await using stage = await startStage();
    using folder = temporaryFolder();
    const script = join(folder.path, 'script');
    writeFileSync(script, '#!/no/such/interpreter\n');
    chmodSync(script, 0o755);
    const { exitCode, documents } = await stage.bin(['run', '--json', '--pid', '9001', '--', script]);
    assert.equal(exitCode, 127);
    assert.deepEqual(documents[0]?.command, { name: script, exitCode: null, signal: null, timedOut: false });
    assert.deepEqual(await statesOf(stage), ['released']);
  });

  it('ends as the renting ends, and runs nothing, where there are no numbers', async () => {
    await using stage = await startStage();
    const { exitCode, stdout } = await stage.bin(['run', '--pid', '9003', ...shell('echo here')]);
    assert.deepEqual([exitCode, stdout], [5, '']);
  });

  it('rents nothing in CI before a limit is set', async () => {
    await using stage = await startStage();
    const { exitCode } = await stage.bin(['run', '--pid', '9001', ...shell('true')], { env: { CI: '1' } });
    assert.equal(exitCode, 3);
    assert.deepEqual(await stage.requests('getMobileCode'), []);
  });

  for (const [line, exit] of [
    ['true', 10],
    ['exit 3', 3],
  ] as const) {
    it(`says what could not be given back, and leaves it to the next command: ${line} → ${exit}`, async () => {
      await using stage = await startStage();
      await stage.fault({ kind: 'status', status: 500, call: 'passMobile', times: 4 });
      const { exitCode, documents } = await stage.bin(['run', '--json', '--pid', '9001', ...shell(line)]);
      assert.equal(exitCode, exit);
      const { error } = documents[0] as { error: { code: string; leases: { state: string }[] } };
      assert.deepEqual([error.code, error.leases.map(({ state }) => state)], ['provider.unreachable', ['held']]);
      const { stderr } = await stage.run('balance');
      assert.match(stderr, /given back now, as the command it was rented for is gone/);
      assert.deepEqual(await statesOf(stage), ['released']);
    });
  }

  for (const [platform, onEnd, state] of [
    ['durian', 'blacklist', 'blacklisted'],
    ['durian', 'keep', 'held'],
    ['taoma', 'keep', 'held'],
    ['taoma', null, 'blacklisted'],
  ] as const) {
    it(`does with a number without a code what --on-end says (${onEnd ?? 'nothing'}), at ${platform}`, async () => {
      await using stage = await startStage({}, [platform]);
      const typed = onEnd === null ? [] : ['--on-end', onEnd];
      const { exitCode, stderr } = await stage.bin(['run', '--pid', '9001', ...typed, ...shell('true')]);
      assert.equal(exitCode, 0, stderr);
      assert.deepEqual(await statesOf(stage), [state]);
      assert.equal(/: no code; held; ends by itself in \d/.test(stderr), state === 'held', stderr);
    });
  }

  it('rents nothing where the platform cannot do what --on-end says', async () => {
    await using stage = await startStage({}, ['taoma']);
    const { exitCode, stderr } = await stage.bin(['run', '--pid', '9001', '--on-end', 'release', ...shell('true')]);
    assert.deepEqual([exitCode, await stage.leases()], [11, []], stderr);
  });

  it('leaves its numbers to the next command where it is killed', async () => {
    await using stage = await startStage();
    const running = startBin(['run', '--pid', '9001', '--count', '2', ...node(waiting)], stage.with({}));
    await until(() => running.stdout().includes('ready'));
    assert.doesNotMatch((await stage.run('balance')).stderr, /given back/);
    running.kill('SIGKILL');
    process.kill(Number(/ready (\d+)/.exec(running.stdout())?.[1]), 'SIGKILL');
    assert.equal((await running.finished).exitCode, 137);
    const ids = (await stage.leases()).map(({ id }) => id).join(' ');
    await stage.run('balance', { env: { SMSCTL_LEASE: ids } }); // as what is left of its command would
    assert.deepEqual(await statesOf(stage), ['held', 'held']);
    assert.equal((await stage.run('balance')).stderr.match(/given back now/g)?.length, 2);
    assert.deepEqual(await statesOf(stage), ['released', 'released']);
  });

  for (const [platform, to] of [
    ['durian', 'released'],
    ['taoma', 'blacklisted'],
  ] as const) {
    it(`leaves its number to reconcile where it is killed, at ${platform}`, async () => {
      await using stage = await startStage({}, [platform]);
      const running = startBin(['run', '--pid', '9001', ...shell('kill -9 $PPID')], stage.with({}));
      assert.equal((await running.finished).exitCode, 137);
      const [held] = await stage.leases();
      const around = { env: { SMSCTL_LEASE: held?.id ?? '' } };
      const facts = async (options: Parameters<typeof stage.run>[1], typed = 'reconcile') => {
        const { documents } = await stage.run(typed, { mode: 'json', ...options });
        const { results } = documents[0] as { results: { to: string; reason: string }[] };
        return results.map(({ to: state, reason }) => [state, reason === 'leftBehind']);
      };
      assert.deepEqual(await facts({}, 'reconcile --dry-run'), [['held', false]]);
      assert.deepEqual(await facts(around), [['held', false]], 'what runs in it may go on');
      assert.deepEqual(await facts({}), [[to, true]]);
      assert.deepEqual(await statesOf(stage), [to]);
    });
  }

  it('goes on with the numbers of a run that was killed, under the same request id', async () => {
    await using stage = await startStage();
    const typed = ['run', '--pid', '9001', '--request-id', 'build-7'];
    const running = startBin([...typed, ...node(waiting)], stage.with({}));
    await until(() => running.stdout().includes('ready'));
    running.kill('SIGKILL');
    process.kill(Number(/ready (\d+)/.exec(running.stdout())?.[1]), 'SIGKILL');
    await running.finished;
    const line = '$smsctl balance; $smsctl status';
    const again = await stage.bin([...typed, ...shell(line)], { env });
    assert.equal(again.exitCode, 0, again.stderr);
    assert.match(again.stdout, /\theld\theld\n$/);
    assert.deepEqual([(await stage.requests('getMobileCode')).length, await statesOf(stage)], [1, ['released']]);
    const late = await stage.bin([...typed, ...shell('echo here')]);
    assert.deepEqual([late.exitCode, late.stdout], [11, '']);
  });

  it('reports what became of the numbers, without a code', async () => {
    await using stage = await startStage();
    using folder = temporaryFolder();
    for (const name of ['report.json', 'report.xml']) {
      const file = join(folder.path, name);
      const typed = ['run', '--pid', '123', '--report', file, ...shell('$smsctl wait-code --interval 0.1; exit 4')];
      const { exitCode, stdout } = await stage.bin(typed, { env });
      const text = readFileSync(file, 'utf8');
      assert.equal(exitCode, 4);
      assert.ok(!text.includes(stdout.trim()) && text.includes('••••••'), text);
      if (name.endsWith('.json')) assertFits('run', JSON.parse(text));
      else assert.match(text, /<testsuites name="smsctl run" tests="2" failures="1" .*<failure message="exit 4"\/>/s);
    }
  });

  it('does not wait for a reader of its report', { skip: process.platform === 'win32' }, async () => {
    await using stage = await startStage();
    using folder = temporaryFolder();
    const file = join(folder.path, 'report.json');
    execFileSync('mkfifo', [file]);
    const { exitCode, stderr } = await stage.bin(['run', '--pid', '9001', '--report', file, ...shell('exit 0')]);
    assert.deepEqual([exitCode, /ENXIO/.test(stderr)], [74, true], stderr);
    assert.deepEqual(await statesOf(stage), ['released']);
  });

  it('rents nothing where the report could not be written, or the command would have no time', async () => {
    await using stage = await startStage();
    for (const options of [
      ['--report', '/no/such/folder/x'],
      ['--report', ''],
      ['--report', '/'],
      ['--timeout', '0'],
    ]) {
      const { exitCode, stderr } = await stage.bin(['run', '--pid', '9001', ...options, ...shell('true')]);
      assert.equal(exitCode, 2, `${options.join(' ')}: ${stderr}`);
    }
    assert.deepEqual(await stage.requests('getMobileCode'), []);
  });

  it('tells its command that it is in the sandbox', async () => {
    using folder = temporaryFolder();
    const typed = ['run', '--sandbox', '-p', 'durian', '--json', '--pid', '123', ...shell('$smsctl wait-code --once')];
    const { exitCode, stderr, documents } = await startBin(typed, { home: folder.path, env }).finished;
    assert.equal(exitCode, 8, stderr);
    assert.deepEqual(
      ((documents[0]?.numbers ?? []) as { state: string }[]).map(({ state }) => state),
      ['released'],
    );
  });
});

describe('smsctl run on a terminal', { skip: ptyMissing() }, () => {
  const sandbox = ['run', '--sandbox', '-p', 'durian', '--pid', '9001'];

  it('lets its command hear Ctrl-C once, from the terminal itself', async () => {
    await using terminal = await openPty({ args: [...sandbox, ...node(waiting)] });
    await terminal.waitFor('ready');
    terminal.type('\x03');
    assert.equal((await terminal.ended()).exitCode, 9);
    assert.equal(terminal.text().match(/SIGINT/g)?.length, 1);
    assert.match(terminal.text(), /no code; released/);
  });

  it('lets its command read what is typed', async () => {
    await using terminal = await openPty({ args: [...sandbox, ...shell('echo ready; read line; echo "got $line"')] });
    await terminal.waitFor('ready');
    terminal.type('some words\r');
    await terminal.waitFor('got some words');
    assert.equal((await terminal.ended()).exitCode, 0);
  });
});
