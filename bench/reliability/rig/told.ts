import { apiKey, pkey } from '../../../test/helpers/stage.ts';
import { describe } from './books.ts';
import { type Finding, finding } from './findings.ts';
import type { LeaseRow, LedgerFacts } from './ledger-file.ts';
import type { PlatformFacts } from './platform-book.ts';
import type { Ended } from './process.ts';
import type { Scene } from './scenes.ts';

/** What holds for the words of every process. */
export const toldPromises = {
  told: 'results that were told and are not in the ledger',
  ended: 'runs that ended as none should',
} as const;

/** Whoever read the output can rely on it. */
export function judgeTold(
  { leases }: LedgerFacts,
  platform: PlatformFacts,
  { scene, ended: { stdout, stderr } }: { readonly scene: Scene; readonly ended: Ended },
): Finding<'told'>[] {
  const isIn = (fits: (lease: LeaseRow) => boolean) => leases.some(fits);
  const isTrue = (line: string): boolean => {
    const [first = '', status] = line.split('\t');
    if (scene.rents > 0) return isIn(({ number, state }) => number === first && state === 'held');
    if (status === undefined) return isIn(({ code }) => code === first);
    return !platform.held.includes(first) && isIn(({ number, state }) => number === first && state === status);
  };
  const untrue = stdout
    .split('\n')
    .slice(0, -1)
    .filter((line) => !isTrue(line));
  const isBlack = isIn(({ state }) => state === 'blacklisted');
  if (stderr.includes('was blacklisted') && !isBlack) untrue.push('a blacklisting');
  return untrue.map((line) => finding('told', `${line} was told, in the ledger: ${describe(leases)}`));
}

/** How a process ended: in one of these ways, null being by a signal, and saying nothing that is not for its user. */
export function judgeEnd(
  exitCodes: readonly (number | null)[],
  { exitCode, hung, stdout, stderr }: Ended,
): Finding<'ended'>[] {
  const said = `${stdout}\n${stderr}`;
  const isKeyShown = [apiKey, pkey].some((key) => said.includes(key) || said.includes(encodeURIComponent(key)));
  if (hung) return [finding('ended', 'it did not end')];
  if (isKeyShown) return [finding('ended', 'a key is shown')];
  if (/^ +at .*:\d+:\d+/mu.test(said)) return [finding('ended', `a stack trace: ${stderr}`)];
  return exitCodes.includes(exitCode) ? [] : [finding('ended', `exit ${exitCode}: ${stderr}`)];
}
