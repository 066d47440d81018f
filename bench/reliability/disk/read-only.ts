import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Stage } from '../../../test/helpers/stage.ts';
import { type Finding, finding } from '../rig/findings.ts';
import { ledgerName, takeFiles } from '../rig/ledger-file.ts';
import { readPlatform, settle } from '../rig/platform-book.ts';
import { runProcess } from '../rig/process.ts';
import { programEnv, programWords } from '../rig/program.ts';
import type { Round, RoundResult } from '../rig/rounds.ts';
import { judgeEnd } from '../rig/told.ts';
import { type Base, openBase } from './base-ledger.ts';
import type { DiskPromise } from './promises.ts';

/** Root may write everything, so that its place is taken by a user who may not. */
const reader = process.geteuid?.() === 0 ? 65_534 : undefined;

const kinds = {
  'a file that may only be read': { folder: 0o700, file: 0o400 },
  'a folder that may only be read': { folder: 0o500, file: 0o600 },
  'a file and a folder that may only be read': { folder: 0o500, file: 0o400 },
  'a file that may not even be read': { folder: 0o700, file: 0o000 },
};

export async function whyNotReadOnly(): Promise<string | null> {
  const env = { PATH: process.env.PATH ?? '', SMSCTL_HOME: '/nowhere' };
  const options = reader === undefined ? { env } : { env, user: reader };
  const { exitCode } = await runProcess(programWords('--version'), options);
  return exitCode === 0 ? null : 'read-only files: no other user than root can run the program here';
}

export function roundsOfReadOnly(base: Base): Round<DiskPromise>[] {
  return Object.entries(kinds).map(([name, modes]) => ({ name, run: () => useReadOnly(base, modes) }));
}

/** Nothing is bought with it; what can be read is told. */
async function useReadOnly(base: Base, { folder, file }: { folder: number; file: number }) {
  await using stage = await openBase(base, base.files);
  if (reader !== undefined) giveAway(stage, reader);
  chmodSync(join(stage.home, ledgerName), file);
  chmodSync(stage.home, folder);
  try {
    return await judgeReadOnly(stage, file !== 0);
  } finally {
    chmodSync(stage.home, 0o700); // or it could not be removed
    chmodSync(join(stage.home, ledgerName), 0o600);
  }
}

function giveAway({ home }: Stage, user: number): void {
  for (const name of readdirSync(home)) chownSync(join(home, name), user, user);
  chownSync(home, user, user);
}

async function judgeReadOnly(stage: Stage, isReadable: boolean): Promise<RoundResult<DiskPromise>> {
  const findings: Finding<DiskPromise>[] = [];
  const before = takeFilesOf(stage);
  const asked = readPlatform(stage).rentRequests;
  const options = { env: programEnv(stage, null), ...(reader === undefined ? {} : { user: reader }) };
  const bought = await runProcess(programWords('get-number --pid 9001'), options);
  const listed = await runProcess(programWords('numbers'), options);
  findings.push(...judgeEnd([12], bought), ...judgeEnd(isReadable ? [0] : [12], listed));
  await settle(stage);
  if (readPlatform(stage).rentRequests > asked) findings.push(finding('unasked', bought.stderr));
  if (!isDeepStrictEqual(takeFilesOf(stage), before)) findings.push(finding('touched', bought.stderr));
  return { findings, hit: 'ledgers that may only be read' };
}

/** Our own look at them is not to be refused. */
function takeFilesOf({ home }: Stage) {
  return process.geteuid?.() === 0 ? takeFiles(home) : readdirSync(home);
}
