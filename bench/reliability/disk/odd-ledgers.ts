import { hash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Finding, finding } from '../rig/findings.ts';
import { readPlatform, settle } from '../rig/platform-book.ts';
import { runProcess } from '../rig/process.ts';
import { programEnv, programWords } from '../rig/program.ts';
import type { Round, RoundResult } from '../rig/rounds.ts';
import { judgeEnd } from '../rig/told.ts';
import { type Base, openBase } from './base-ledger.ts';
import { type Oddity, oddities } from './oddities.ts';
import type { DiskPromise } from './promises.ts';

const isRoot = process.geteuid?.() === 0;

/** Rounds in which something stands where the ledger should. */
export function roundsOfOddities(base: Base, folder: string): Round<DiskPromise>[] {
  return oddities
    .filter(({ needsRoot }) => isRoot || needsRoot !== true)
    .map((oddity) => ({ name: `in the ledger's place ${oddity.name}`, run: () => meetOddity(base, oddity, folder) }));
}

/** What is left out here, and why. */
export function whyNotAllOddities(): string | null {
  const left = oddities.filter(({ needsRoot }) => !isRoot && needsRoot === true);
  return left.length === 0 ? null : `${left.map(({ name }) => name).join(', ')}: only root can give files away`;
}

/** In a process of its own, because a FIFO that is opened by mistake never ends. */
async function meetOddity(base: Base, { make }: Oddity, folder: string): Promise<RoundResult<DiskPromise>> {
  await using stage = await openBase(base, base.files);
  using atEnd = new DisposableStack();
  make(stage.home, (act) => atEnd.defer(act));
  const before = lookAt(stage.home);
  const asked = readPlatform(stage).rentRequests;
  const ended = await runProcess(programWords('get-number --pid 9001'), { env: programEnv(stage, folder) });
  const findings: Finding<DiskPromise>[] = [...judgeEnd([12, 0], ended)];
  if (ended.exitCode === 0) findings.push(finding('accepted', `exit 0: ${ended.stdout}`));
  await settle(stage);
  if (readPlatform(stage).rentRequests > asked) findings.push(finding('unasked', ended.stderr));
  const after = lookAt(stage.home);
  if (!isDeepStrictEqual(after, before)) findings.push(finding('touched', `${before.join()} → ${after.join()}`));
  return { findings, hit: 'odd ledgers' };
}

/** Everything in a folder: what it is, and its content. */
function lookAt(home: string): string[] {
  return readdirSync(home)
    .sort()
    .map((name) => {
      const path = join(home, name);
      const stats = lstatSync(path);
      const text = stats.isSymbolicLink()
        ? readlinkSync(path)
        : stats.isFile()
          ? hash('sha256', readFileSync(path))
          : '';
      return [name, stats.mode.toString(8), stats.uid, text].join(' ');
    });
}
