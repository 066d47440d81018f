import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { readTrace, straceWords, whyNoStrace } from '../../bench/reliability/rig/strace.ts';
import { bin, build, temporaryFolder } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

/** How often each command of a day writes to the ledger. Each write is synced and is what a purchase or a look waits for. */
const commands: readonly {
  readonly line: string;
  readonly writes: number;
  /** What was done before. */
  readonly before?: readonly string[];
  readonly exitCode?: number;
}[] = [
  { line: 'get-number --pid 9001', writes: 2 }, // the purchase before its request, the number before it is printed
  { line: 'get-number --pid 9001 --count 3 --request-id order', writes: 2 },
  {
    line: 'get-number --pid 9001 --request-id order',
    before: ['get-number --pid 9001 --request-id order'],
    writes: 0,
  },
  { line: 'get-number --pid 9001 --dry-run', writes: 0 },
  { line: 'balance', writes: 1 }, // tells what a purchase has cost whose answer gets lost
  { line: 'balance', before: ['balance'], writes: 0 },
  { line: 'balance', before: ['balance', 'get-number --pid 9001'], writes: 1 },
  { line: 'numbers', before: ['get-number --pid 9001'], writes: 0 },
  { line: 'stats', before: ['get-number --pid 9001'], writes: 0 },
  { line: 'status', before: ['get-number --pid 9001'], writes: 0 },
  { line: 'reconcile', before: ['get-number --pid 9001'], writes: 0 },
  { line: 'wait-code --once', before: ['get-number --pid 9001'], writes: 0, exitCode: 8 },
  { line: 'wait-code --once', before: ['get-number --pid 123'], writes: 1 }, // its message
  { line: 'release', before: ['get-number --pid 9001'], writes: 1 },
  { line: 'blacklist', before: ['get-number --pid 9001'], writes: 1 },
];

const nameOf = ({ line, before = [] }: (typeof commands)[number]) => [...before, line].join(', then ');

for (const command of commands) {
  it(`writes ${command.writes} times: ${nameOf(command)}`, async () => {
    await using stage = await prepare(command.before);
    const before = writesTo(stage);
    const { exitCode, stderr } = await stage.run(command.line);
    assert.equal(exitCode, command.exitCode ?? 0, stderr);
    assert.equal(writesTo(stage) - before, command.writes);
  });
}

const noStrace = whyNoStrace();

/** The journal, its name in the folder, how long it is, the ledger, and that the journal is gone. */
const syncsEach = 5;

for (const command of commands) {
  it(`syncs nothing but its ${command.writes} writes: ${nameOf(command)}`, { skip: noStrace ?? false }, async () => {
    build();
    await using stage = await prepare(command.before);
    using folder = temporaryFolder();
    const output = join(folder.path, 'trace');
    const before = straceWords({ calls: ['fsync', 'fdatasync', 'sync_file_range', 'msync'], output });
    const [program = '', ...words] = [...before, process.execPath, bin, ...command.line.split(' ')];
    const env = { PATH: process.env.PATH ?? '', HOME: stage.home, SMSCTL_HOME: stage.home, ...stage.env };
    await promisify(execFile)(program, words, { env }).catch((error: { code?: unknown }) => {
      assert.equal(error.code, command.exitCode);
    });
    const syncs = readTrace(readFileSync(output, 'utf8')).filter(({ result }) => result !== null);
    assert.equal(syncs.length, command.writes * syncsEach);
  });
}

/** A stage with a ledger on which these commands were run. */
async function prepare(lines: readonly string[] = []): Promise<Stage> {
  const stage = await startStage();
  await stage.run('numbers'); // makes the ledger
  for (const line of lines) await stage.run(line);
  return stage;
}

/** The file change counter of SQLite's file format, which each transaction that changes something moves on by one. */
function writesTo({ home }: Stage): number {
  const file = openSync(join(home, 'ledger.sqlite'), 'r');
  const counter = Buffer.alloc(4);
  readSync(file, counter, 0, 4, 24);
  closeSync(file);
  return counter.readUInt32BE();
}
