import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import xterm from '@xterm/headless';
import { openScreen } from '../../src/terminal/screen.ts';

/** A window of this size that shows what is written to it, as a stream. */
function openWindow(columns: number, rows: number) {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const listeners: ((error: Error) => void)[] = [];
  let written = '';
  const stdout = {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    write(text: string, done: () => void) {
      written += text;
      terminal.write(text, done);
      return true;
    },
    on: (_event: string, listener: (error: Error) => void) => listeners.push(listener),
  };
  return {
    stdout,
    written: () => written,
    resize(wider: number, higher: number) {
      terminal.resize(wider, higher);
      for (const listener of listeners) listener(new Error('none'));
    },
    async lines() {
      await new Promise<void>((resolve) => terminal.write('', resolve));
      const { active } = terminal.buffer;
      const all = Array.from({ length: terminal.rows }, (_, y) => active.getLine(y)?.translateToString(true) ?? '');
      return { type: active.type, lines: all.slice(0, all.findLastIndex((line) => line !== '') + 1) };
    },
    async type(text: string) {
      await new Promise<void>((resolve) => terminal.write(text, resolve));
    },
  };
}

/** A keyboard that notes how it is listened to. */
function openKeyboard() {
  const said: string[] = [];
  const stdin = Object.assign(new PassThrough(), { setRawMode: (isRaw: boolean) => said.push(`raw ${isRaw}`) });
  return { stdin, said };
}

const nothing = { stdin: null, onResize: () => {}, onQuit: () => {} };

test('what was on the screen before is there again when it is closed', async () => {
  const window = openWindow(20, 5);
  await window.type('$ smsctl\r\n');
  const screen = openScreen({ ...nothing, stdout: window.stdout });
  screen.show(['one', 'two']);
  assert.deepEqual(await window.lines(), { type: 'alternate', lines: ['one', 'two'] });
  screen.close();
  assert.deepEqual(await window.lines(), { type: 'normal', lines: ['$ smsctl'] });
  assert.match(window.written(), /\x1b\[\?25l[\s\S]*\x1b\[\?7h\x1b\[\?25h\x1b\[\?1049l$/, 'the cursor is seen again');
});

test('what is shown takes the place of all that was shown', async () => {
  const window = openWindow(20, 5);
  const screen = openScreen({ ...nothing, stdout: window.stdout });
  screen.show(['a long line', 'and', 'more']);
  screen.show(['short']);
  assert.deepEqual((await window.lines()).lines, ['short']);
});

test('what does not fit is cut, and scrolls nothing away', async () => {
  const window = openWindow(5, 2);
  const screen = openScreen({ ...nothing, stdout: window.stdout });
  screen.show(['123456789', 'b', 'c']);
  assert.deepEqual((await window.lines()).lines, ['12349', 'b']);
});

test('the same again is not written again, but after the window has changed its size', async () => {
  const window = openWindow(20, 5);
  let resized = 0;
  const screen = openScreen({ ...nothing, stdout: window.stdout, onResize: () => (resized += 1) });
  screen.show(['one']);
  const before = window.written().length;
  screen.show(['one']);
  assert.equal(window.written().length, before);
  window.resize(30, 6);
  assert.equal((await window.lines()).lines.length, 0, 'what is left of the other size is wiped away');
  assert.deepEqual([resized, screen.columns, screen.rows], [1, 30, 6]);
  screen.show(['one']);
  assert.ok(window.written().length > before);
});

test('nothing is written once it is closed, and closing it again is nothing', () => {
  const window = openWindow(20, 5);
  let resized = 0;
  const screen = openScreen({ ...nothing, stdout: window.stdout, onResize: () => (resized += 1) });
  screen.close();
  const before = window.written();
  screen.close();
  screen.show(['one']);
  window.resize(30, 6);
  assert.deepEqual([window.written(), resized], [before, 0]);
});

for (const key of ['q', 'Q', '\x03', '\x04']) {
  test(`${JSON.stringify(key)} is the wish to end it; other keys are not`, async () => {
    const { stdin, said } = openKeyboard();
    let quits = 0;
    const screen = openScreen({ ...nothing, stdout: openWindow(20, 5).stdout, stdin, onQuit: () => (quits += 1) });
    stdin.write('x\x1b[A ');
    await new Promise(setImmediate);
    assert.equal(quits, 0);
    stdin.write(key);
    await new Promise(setImmediate);
    assert.equal(quits, 1);
    assert.deepEqual(said, ['raw true']);
    screen.close();
    assert.deepEqual([said, stdin.isPaused(), stdin.listenerCount('data')], [['raw true', 'raw false'], true, 0]);
  });
}

test('a window that says it has no size is taken for one of 80 by 24', () => {
  const { stdout } = openWindow(20, 5);
  const screen = openScreen({ ...nothing, stdout: { ...stdout, columns: 0, rows: 0 } });
  assert.deepEqual([screen.columns, screen.rows], [80, 24]);
});
