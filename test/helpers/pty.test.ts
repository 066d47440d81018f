import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPty, ptyMissing } from './pty.ts';
import { masked, recorded } from './recorded.ts';

const skip = ptyMissing();
const shell = (script: string) => ({ command: ['sh', '-c', script] });

test('what a program writes is on the screen, and its exit code is told', { skip }, async () => {
  await using terminal = await openPty(shell('printf "one\\n\\033[1mtwo\\033[m 号码\\n"; exit 7'));
  assert.deepEqual(await terminal.ended(), { exitCode: 7 });
  assert.deepEqual(terminal.screen(), ['one', 'two 号码']);
  assert.deepEqual(
    terminal.styled()[1]?.map(({ text, style }) => [text, style.bold]),
    [
      ['two', true],
      [' 号码', false],
    ],
  );
  assert.equal(terminal.cells()[1]?.[4]?.width, 2);
});

test('a program is on a terminal of the size that was asked for, with nothing of this machine in its environment', {
  skip,
}, async () => {
  await using terminal = await openPty({
    ...shell('stty size; test -t 0 && test -t 1 && test -t 2 && echo yes; env'),
    columns: 40,
    rows: 100,
  });
  await terminal.ended();
  const [size, isTerminal, ...env] = terminal.scrollback();
  assert.deepEqual([size, isTerminal], ['100 40', 'yes']);
  assert.ok(env.includes('TERM=xterm-256color'), env.join('\n'));
  assert.deepEqual(
    env.filter((line) => /^(?:CI|NO_COLOR|FORCE_COLOR|NODE_\w+|COLUMNS|LINES)=/.test(line)),
    [],
  );
});

test('what is typed reaches the program, and keys are what a terminal sends', { skip }, async () => {
  await using terminal = await openPty(
    shell('read word; echo "got $word"; stty raw -echo; echo ready; head -c 4 | od -An -c; stty sane'),
  );
  terminal.type('hello');
  terminal.press('backspace', 'enter');
  await terminal.waitFor('got hell\n');
  await terminal.waitFor('ready');
  terminal.press('up', 'tab');
  await terminal.waitFor(/033\s+\[\s+A\s+\\t/);
  await terminal.ended();
});

test('Ctrl-C is a signal', { skip }, async () => {
  await using terminal = await openPty(
    shell('trap "echo stopped; exit 130" INT; echo ready; while :; do read line; done'),
  );
  await terminal.waitFor('ready');
  terminal.press('ctrl-c');
  assert.equal((await terminal.ended()).exitCode, 130);
  await terminal.waitFor('stopped');
});

test('a window that changes its size tells the program', { skip }, async () => {
  await using terminal = await openPty(
    // stty sets rows and columns one after the other, and the program may be told of each.
    shell('trap "stty size" WINCH; echo ready; while :; do read line && exit 0; done'),
  );
  await terminal.waitFor('ready');
  terminal.resize(33, 11);
  await terminal.waitFor('11 33');
  terminal.press('enter');
  assert.equal((await terminal.ended()).exitCode, 0);
});

test('the terminal answers when it is asked where its cursor is', { skip }, async () => {
  await using terminal = await openPty(shell('stty raw -echo; printf "abc\\033[6n"; head -c 6 | od -An -c; stty sane'));
  await terminal.waitFor(/033\s+\[\s+1\s+;\s+4\s+R/);
  assert.ok(terminal.raw().startsWith('abc\x1b[6n'));
});

test('a screen of its own and a hidden cursor are noticed', { skip }, async () => {
  await using terminal = await openPty(
    shell('printf "\\033[?1049h\\033[?25linside"; read x; printf "\\033[?1049l\\033[?25houtside"; read x'),
  );
  await terminal.waitFor('inside');
  assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [true, true]);
  terminal.press('enter');
  await terminal.waitFor('outside');
  assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [false, false]);
});

test('a program that ends without what was waited for is a failure, with the screen in it', { skip }, async () => {
  await using terminal = await openPty(shell('echo something else'));
  await assert.rejects(terminal.waitFor('something'.toUpperCase()), /without SOMETHING:\nsomething else\n/);
});

test('a text that the terminal wrapped is found', { skip }, async () => {
  await using terminal = await openPty({ ...shell('echo 0123456789abcdef'), columns: 10 });
  await terminal.waitFor('789abc');
  assert.deepEqual(terminal.screen(), ['0123456789', 'abcdef']);
  assert.equal(terminal.text(), '0123456789abcdef\n');
});

test('a screen that was never kept, or is another one, is a failure', () => {
  assert.throws(() => recorded('never-kept', ['x']), /never-kept\.txt is missing/);
});

test('what differs between runs is masked as wide as it was', () => {
  const line = 'nb0fr2k1m8  +8613812345678  4:05  4 min 05 s  947423  /tmp/smsctl-test-aB1/x  http://127.0.0.1:4711/';
  assert.deepEqual(masked([line]), [
    'xxxxxxxxxx  +5555555555555  0:00  0 min 00 s  999999  /HOME/x  http://127.0.0.1:PORT/',
  ]);
});
