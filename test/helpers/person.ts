import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { main } from '../../src/cli.ts';
import type { StopSignal } from '../../src/context/host.ts';
import { until } from './run-cli.ts';

/** What stands on the screen, and what is typed then. */
export type Exchange = readonly [seen: string, typed: string];

/** Runs a command for a person at a terminal, who types each answer when its question stands on the screen. */
export async function runForPerson(
  words: readonly string[],
  {
    env,
    home,
    secrets = [],
  }: {
    readonly env?: Readonly<Record<string, string>>;
    readonly home: string;
    readonly secrets?: readonly string[];
  },
  talk: readonly Exchange[],
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const stdout = screen();
  const stderr = screen();
  const finished = main({
    argv: ['node', 'smsctl', ...words],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      SMSCTL_HOME: home,
      NO_COLOR: '1',
      CI: '1', // nothing moves
      LANG: 'C',
      ...env,
    },
    pid: process.pid,
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    on: (_signal: StopSignal, _listener: () => void) => {},
    off: () => {},
    removeAllListeners: () => {},
    kill: () => {},
  });
  let isOver = false;
  const over = finished.finally(() => {
    isOver = true;
  });
  let from = 0;
  for (const [seen, typed] of talk) {
    await until(() => isOver || stderr.text().indexOf(seen, from) >= 0);
    assert.ok(!isOver, `it ended before "${seen}":\n${stderr.text()}`);
    from = stderr.text().indexOf(seen, from) + seen.length;
    stdin.write(`${typed}\r`);
  }
  const exitCode = await over;
  const told = { exitCode, stdout: stdout.text(), stderr: stderr.text() };
  for (const secret of secrets) assert.ok(!`${told.stdout}\n${told.stderr}`.includes(secret), 'a secret is shown');
  return told;
}

function screen() {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const end = () => stream; // a terminal does not end with a question
  return {
    stream: Object.assign(stream, { end, isTTY: true, columns: 80, cursorTo() {}, moveCursor() {}, clearLine() {} }),
    text: () => stripVTControlCharacters(text),
  };
}
