import type { Run } from '../../../test/helpers/check-run.ts';
import { rentals } from './call.ts';
import type { Seen } from './front.ts';
import { broken, type Finding } from './promises.ts';
import type { Evidence } from './round.ts';

/**
 * The same command once more, the trouble being over. What is unknown stays unknown and what is done is done: only where
 * nothing can have left does anything leave now.
 */
export function judgeRepeat({ round, run }: Evidence, again: Run, seen: readonly Seen[]): Finding[] {
  const isRental = round.call.does === 'rent';
  const made = seen.filter((one) => (isRental ? rentals[round.call.platform].test(one.request) : one.isCall)).length;
  const isOpen = run.exitCode !== 0 && run.exitCode !== 9;
  const wanted = run.exitCode === 9 ? 9 : 0;
  return [
    ...broken(isRental ? 'rent' : 'send', made > (isOpen ? 1 : 0), `the same command again sent ${made} requests more`),
    ...broken('exit', again.exitCode !== wanted, `the same command again: exit ${again.exitCode}, not ${wanted}`),
  ];
}
