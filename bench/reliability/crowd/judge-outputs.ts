import type { Evidence, Finding } from './evidence.ts';
import { documentsOf, nameOf, rowsOf, type Told } from './told.ts';

/** Words of a file that somebody else is writing, in any form in which they could get out. */
const lockWords = /\bbusy\b|\block(?:ed|s)?\b|SQLITE|another process holds it/iu;

/** What was shown, and how each command ended. */
export function judgeOutputs({ tale, limits }: Evidence): Finding[] {
  return tale.flatMap((told) => [
    ...locksIn(told),
    ...endOf(told, limits !== null),
    ...(told.move.kind === 'numbers' ? missingIn(told, tale) : []),
  ]);
}

function locksIn(told: Told): Finding[] {
  const { exitCode, stdout, stderr } = told;
  const words = lockWords.exec(`${stdout}\n${stderr}`)?.[0];
  if (words === undefined && exitCode !== 1 && exitCode !== 12) return [];
  return [{ figure: 'locks', what: `${nameOf(told)} ended with ${exitCode}: ${words ?? stderr.trim()}` }];
}

/**
 * The ends that a healthy crowd explains. No answer is ever lost here, so nothing may be unknown (9); settings are
 * always whole, so nothing may be missing from them (3).
 */
const explained: Readonly<Record<Told['move']['kind'], readonly number[]>> = {
  rent: [0],
  wait: [0, 7, 8, 11],
  release: [0],
  blacklist: [0],
  status: [0],
  numbers: [0],
  reconcile: [0],
  set: [0],
};

function endOf(told: Told, isLimited: boolean): Finding[] {
  const { move, exitCode, stderr } = told;
  const fits = [...explained[move.kind]];
  if (move.kind === 'rent' && isLimited) fits.push(6);
  if (move.kind === 'rent' && move.project.startsWith('4')) fits.push(14); // too fast, on purpose
  if (move.kind === 'status' && move.leases.some((lease) => lease.platform === 'zhima')) fits.push(11); // it cannot
  const isLost = /unknown outcome|outcome\.unknown/u.test(stderr);
  if (exitCode !== null && fits.includes(exitCode) && !isLost) return [];
  return [{ figure: 'ends', what: `${nameOf(told)} ended with ${exitCode ?? 'SIGKILL'}: ${stderr.trim()}` }];
}

/** A list shows every number that the same lane was told of before. */
function missingIn(told: Told, tale: readonly Told[]): Finding[] {
  const listed = new Set(rowsOf(told).map((row) => row.id));
  const before = tale.filter(({ lane, step, move }) => lane === told.lane && step < told.step && move.kind === 'rent');
  return before.flatMap((rent) =>
    rowsOf(rent)
      .filter((row) => !listed.has(row.id))
      .map((row): Finding => ({ figure: 'results', what: `${nameOf(told)} does not list ${row.id}, rented before` })),
  );
}

/** How often limits and time-outs and all that were met: a round that met none has proved little. */
export function met({ tale }: Evidence) {
  const withError = (code: string) => tale.filter(({ stderr }) => stderr.includes(`"${code}"`)).length;
  const waits = tale.filter(({ move }) => move.kind === 'wait').flatMap(documentsOf);
  return {
    maxHeld: withError('limit.maxHeld'),
    maxPerDay: withError('limit.maxPerDay'),
    tooFast: withError('rate.limited'),
    codes: waits.filter(({ status }) => status === 'received').length,
    timeouts: waits.filter(({ status }) => status === 'timedOut').length,
  };
}
