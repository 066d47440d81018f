import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import xterm, { type Terminal } from '@xterm/headless';
import {
  type Cell,
  type Span,
  screenCells,
  screenLines,
  scrollbackLines,
  spansOf,
  unwrappedText,
} from './pty-screen.ts';
import { bin, build, temporaryFolder } from './run-cli.ts';

/** A program on a terminal of its own: a real one of the system, with xterm as its screen. */
export interface Pty extends AsyncDisposable {
  readonly home: string;
  readonly pid: number;
  /** Sends what a person would type. */
  type(text: string): void;
  press(...keys: Key[]): void;
  /**
   * Resolves when the screen, or what has scrolled out of it, shows it; a function is asked about the lines one sees.
   * Fails after twenty seconds, and at once where the program has ended without it.
   */
  waitFor(wanted: string | RegExp | ((lines: readonly string[]) => boolean)): Promise<void>;
  /** The lines one sees, right-trimmed, without the empty ones at the end. */
  screen(): string[];
  /** All lines since the start. */
  scrollback(): string[];
  /** All of it as one text, with lines that the terminal wrapped put together again. */
  text(): string;
  /** The rows one sees, as neighbours that look alike. */
  styled(): Span[][];
  cells(): Cell[][];
  cursor(): { readonly x: number; readonly y: number };
  /** Whether the program shows its own screen, as editors do, and not the one with the shell's lines. */
  isAlternate(): boolean;
  isCursorHidden(): boolean;
  /** Makes the window another size, and lets the program know, as a window does. */
  resize(columns: number, rows: number): void;
  /** Resolves when the program has ended and all it wrote is on the screen. */
  ended(): Promise<{ readonly exitCode: number }>;
  /** Everything the program wrote, as it came. */
  raw(): string;
  /** Is called whenever the screen has changed. */
  onChange(listener: () => void): void;
}

export interface PtyOptions {
  /** For smsctl. */
  readonly args?: readonly string[];
  /** Another program than smsctl, such as a shell. */
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
  /** SMSCTL_HOME; a new folder that goes away again, unless given. */
  readonly home?: string;
  readonly cwd?: string;
}

const keys = {
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  delete: '\x1b[3~',
  home: '\x1b[H',
  end: '\x1b[F',
  'page-up': '\x1b[5~',
  'page-down': '\x1b[6~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  'ctrl-a': '\x01',
  'ctrl-c': '\x03',
  'ctrl-d': '\x04',
  'ctrl-l': '\x0c',
  'ctrl-r': '\x12',
  'ctrl-u': '\x15',
  'ctrl-w': '\x17',
  'ctrl-z': '\x1a',
} as const;
export type Key = keyof typeof keys;

const patience = 20_000;
/** Told before the program starts, through the terminal itself: which process and which device it is. */
const announcement = 7777;

/** Why there can be no terminal here, for `skip` of a test; false where there can be one. */
export function ptyMissing(): string | false {
  if (process.platform !== 'linux') return `the terminal of these tests is Linux's, and this is ${process.platform}`;
  try {
    const version = execFileSync('script', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return version.includes('util-linux') ? false : 'the command "script" is not the one of util-linux';
  } catch {
    return 'there is no command "script" of util-linux';
  }
}

export async function openPty(options: PtyOptions = {}): Promise<Pty> {
  const { columns = 80, rows = 24 } = options;
  const folder = options.home === undefined ? temporaryFolder() : null;
  const home = options.home ?? folder?.path ?? '';
  if (options.command === undefined) build();
  const words = options.command ?? [process.execPath, bin, ...(options.args ?? [])];
  const told = `printf '\\033]${announcement};%s;%s\\007' $$ "$(tty)"`;
  const line = `stty sane iutf8 rows ${rows} cols ${columns} && ${told} && exec ${words.map(quoted).join(' ')}`;
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', line, '/dev/null'], {
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      HOME: home,
      SMSCTL_HOME: home,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      TZ: 'UTC',
      ...options.env,
    },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
  const screen = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  const chunks: Buffer[] = [];
  let exitCode: number | null = null;
  let started: { readonly pid: number; readonly device: string } | null = null;
  let isCursorHidden = false;

  screen.parser.registerOscHandler(announcement, (announced) => {
    const [pid, device = ''] = announced.split(';');
    started = { pid: Number(pid), device };
    return true;
  });
  for (const [final, isHidden] of [
    ['l', true],
    ['h', false],
  ] as const) {
    screen.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
      if (parameters.includes(25)) isCursorHidden = isHidden;
      return false;
    });
  }
  screen.onData((answer) => send(answer)); // what a terminal says when it is asked something
  const take = (chunk: Buffer) => {
    chunks.push(chunk);
    screen.write(chunk, changed);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.stdin.on('error', () => {}); // it has ended
  const { promise: over, resolve, reject } = Promise.withResolvers<void>();
  child.once('error', reject);
  child.once('close', (code) => {
    // Behind all that was written before.
    screen.write('', () => {
      exitCode = code ?? 137;
      resolve();
      changed();
    });
  });
  over.catch(() => {});

  const send = (text: string) => void child.stdin.write(text);
  const shown = () => `${screenLines(screen).join('\n')}\n${frame(screen, exitCode)}`;
  const holds = (wanted: string | RegExp) => {
    const texts = [scrollbackLines(screen).join('\n'), unwrappedText(screen)];
    return texts.some((text) => (typeof wanted === 'string' ? text.includes(wanted) : text.search(wanted) >= 0));
  };
  const until = (holdsNow: () => boolean, what: string): Promise<void> =>
    new Promise((fulfil, fail) => {
      const look = () => {
        const isThere = holdsNow();
        if (!isThere && exitCode === null) return;
        end();
        if (isThere) fulfil();
        else fail(new assert.AssertionError({ message: `The program ended without ${what}:\n${shown()}` }));
      };
      const timer = setTimeout(() => {
        end();
        fail(new assert.AssertionError({ message: `In vain waited for ${what}:\n${shown()}` }));
      }, patience);
      const end = () => {
        clearTimeout(timer);
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });

  await until(() => started !== null, 'a terminal');
  const { pid, device } = started ?? assert.fail();
  return {
    home,
    pid,
    type: send,
    press: (...pressed) => {
      const isApplication = screen.modes.applicationCursorKeysMode;
      for (const key of pressed) send(isApplication ? keys[key].replace(/^\x1b\[(?=[A-DFH]$)/, '\x1bO') : keys[key]);
    },
    waitFor: (wanted) =>
      until(() => (typeof wanted === 'function' ? wanted(screenLines(screen)) : holds(wanted)), String(wanted)),
    screen: () => screenLines(screen),
    scrollback: () => scrollbackLines(screen),
    text: () => unwrappedText(screen),
    styled: () => spansOf(screenCells(screen)),
    cells: () => screenCells(screen),
    cursor: () => ({ x: screen.buffer.active.cursorX, y: screen.buffer.active.cursorY }),
    isAlternate: () => screen.buffer.active.type === 'alternate',
    isCursorHidden: () => isCursorHidden,
    resize(columns, rows) {
      screen.resize(columns, rows);
      execFileSync('stty', ['-F', device, 'rows', String(rows), 'cols', String(columns)], { stdio: 'ignore' });
    },
    async ended() {
      await until(() => exitCode !== null, 'its end');
      assert.ok(exitCode !== null);
      return { exitCode };
    },
    raw: () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const start = `\x1b]${announcement};`;
      return text.slice(text.indexOf('\x07', text.indexOf(start)) + 1);
    },
    onChange: (listener) => void listeners.add(listener),
    async [Symbol.asyncDispose]() {
      listeners.clear();
      if (exitCode === null) killIfThere(pid);
      await over;
      screen.dispose();
      folder?.[Symbol.dispose]();
    },
  };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

const frame = ({ cols, rows }: Terminal, exitCode: number | null): string =>
  `(${cols} columns, ${rows} rows; ${exitCode === null ? 'it runs' : `it ended with ${exitCode}`})`;

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
