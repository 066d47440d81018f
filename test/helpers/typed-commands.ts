import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { main } from '../../src/cli.ts';
import { temporaryFolder } from './run-cli.ts';

/** The words behind each `smsctl` of a line of shell, up to where another command, a redirection or a comment begins. */
export function wordsIn(line: string): string[][] {
  const plain = line
    .replace('smsctl -- ', 'smsctl ')
    .replaceAll(/\s\d?>&?\s*\S+/g, '')
    .replaceAll(/"\$[a-z]\w*"/g, '+59173841704');
  return [...plain.matchAll(/(?:^|[\s(/])smsctl(?:\.js)?\s+((?:'[^']*'|"[^"]*"|[^|&;()#])+)/g)].map(([, rest = '']) =>
    [...rest.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? ''),
  );
}

/**
 * Why the program does not take these words, or null. It runs in the sandbox and is stopped before it begins, so that
 * all it does is to look at what was typed.
 */
export async function complaintOf(words: readonly string[]): Promise<string | null> {
  using folder = temporaryFolder();
  const scenario = join(folder.path, 'scenario.json');
  writeFileSync(scenario, '{}');
  const typed = words.map((word, index) => {
    if (words[index - 1] === '--port') return '0';
    if (words[index - 1] === '--report') return join(folder.path, word);
    return words[index - 1] === '--scenario' ? scenario : word;
  });
  let said = '';
  const stream = (keep: boolean) =>
    Object.assign(
      new Writable({
        write(chunk, _encoding, done) {
          if (keep) said += String(chunk);
          done();
        },
      }),
      { isTTY: false },
    );
  const exitCode = await main({
    argv: ['node', 'smsctl', '--json', ...typed],
    env: { HOME: folder.path, SMSCTL_HOME: folder.path, SMSCTL_SANDBOX: '1', NO_COLOR: '1' },
    pid: process.pid,
    stdin: Object.assign(Readable.from([]), { isTTY: false }),
    stdout: stream(false),
    stderr: stream(true),
    on: (signal, listener) => signal === 'SIGINT' && listener(),
    off: () => {},
    removeAllListeners: () => {},
    kill: () => {},
  });
  if (exitCode === 0) return null;
  const { error } = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '');
  // Stopped, or nothing there to act on, or nobody to ask for a key: the words themselves were fine.
  const fine = [
    'interrupted',
    'usage.noOpenLease',
    'usage.noSuchLease',
    'input.required',
    'usage.sandboxLogin',
    'command.notFound',
  ];
  return fine.includes(error.code) ? null : `${error.code}: ${error.message}`;
}
