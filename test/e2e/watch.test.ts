import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { openPty, ptyMissing } from '../helpers/pty.ts';
import { runBin, runCli, startCli, temporaryFolder, until } from '../helpers/run-cli.ts';

const skip = ptyMissing();
const sandbox = { SMSCTL_SANDBOX: '1', SMSCTL_PROVIDER: 'durian' };
const watching = { args: ['numbers', '--watch'], env: sandbox };

suite('numbers --watch', { skip }, () => {
  test('what another process rents appears by itself, in a window of any size, and stays when it is ended', async () => {
    using folder = temporaryFolder();
    const home = folder.path;
    await using terminal = await openPty({ ...watching, home, columns: 100 });
    await terminal.waitFor('none was rented yet');
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [true, true]);

    const { stdout } = await runBin(['get-number', '--pid', '9001', '--country', 'bo'], { home, env: sandbox });
    const number = stdout.trim();
    await terminal.waitFor((lines) => lines.some((line) => line.includes(`${number} BO`) && line.includes(' held ')));
    assert.match(terminal.screen().at(-2) ?? '', /^1 held$/);

    terminal.resize(40, 12);
    await terminal.waitFor((lines) => lines[0] === `NUMBER:  ${number} BO`);
    terminal.press('ctrl-c');
    assert.deepEqual(await terminal.ended(), { exitCode: 0 });
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [false, false]);
    assert.equal(terminal.screen()[0], `NUMBER:  ${number} BO`);
    assert.equal(terminal.screen().at(-1), '1 held');
  });

  test('q ends it too', async () => {
    await using terminal = await openPty(watching);
    await terminal.waitFor('q or Ctrl-C ends it');
    terminal.type('q');
    assert.deepEqual(await terminal.ended(), { exitCode: 0 });
    assert.equal(terminal.screen()[0], 'No number is held, and none was rented yet.');
  });

  test('it gives the terminal back when it is terminated', async () => {
    await using terminal = await openPty(watching);
    await terminal.waitFor('q or Ctrl-C ends it');
    process.kill(terminal.pid, 'SIGTERM');
    assert.deepEqual(await terminal.ended(), { exitCode: 143 });
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [false, false]);
  });

  test('in a window that is too small it is said how many more there are', async () => {
    using folder = temporaryFolder();
    const home = folder.path;
    await runBin(['get-number', '--pid', '9001', '--count', '8'], { home, env: sandbox });
    await using terminal = await openPty({ ...watching, home, columns: 120, rows: 10 });
    await terminal.waitFor('… and 3 more: the window is too small for them.');
    assert.equal(terminal.screen().length, 10);
    terminal.press('ctrl-d');
    assert.deepEqual(await terminal.ended(), { exitCode: 0 });
    assert.equal(terminal.scrollback().filter((line) => line.includes(' held ')).length, 8, 'all of them are left');
  });
});

test('where nothing may move, each change is a line', async () => {
  using folder = temporaryFolder();
  const home = folder.path;
  const env = { ...sandbox, SMSCTL_ACCESSIBLE: '1' };
  const watch = startCli(['numbers', '--watch'], { mode: 'terminal', home, env });
  await until(() => watch.stderr().includes('Each change is told.'));
  const { stdout: number } = await runCli(['get-number', '--pid', '9001'], { home, env });
  const line = `${number.trim()}: held. Next: smsctl wait-code n`;
  await until(() => watch.stdout().includes(line));
  await runCli(['release'], { home, env });
  await until(() => watch.stdout().includes(`${number.trim()}: held → released\n`));
  watch.signal('SIGINT');
  const { exitCode, stdout, stderr } = await watch.finished;
  assert.equal(exitCode, 0);
  assert.doesNotMatch(stdout + stderr, /\x1b/);
  assert.equal(stdout.trimEnd().split('\n').length, 2);
});

for (const mode of ['pipe', 'json'] as const) {
  test(`it is not for a ${mode}, and says what is`, async () => {
    const { exitCode, stdout, stderr } = await runCli(['numbers', '--watch'], { mode, env: sandbox });
    assert.deepEqual([exitCode, stdout], [13, '']);
    assert.match(stderr, /terminal\.required/);
    assert.match(stderr, /smsctl numbers --json; smsctl wait-code --all --json/);
  });
}
