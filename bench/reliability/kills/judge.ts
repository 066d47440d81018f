import type { Stage } from '../../../test/helpers/stage.ts';
import { bookPromises, judgeBooks } from '../rig/books.ts';
import type { Finding } from '../rig/findings.ts';
import { judgeLaterCommands, laterPromises } from '../rig/later-commands.ts';
import { type LedgerFacts, readLedger, takeFiles } from '../rig/ledger-file.ts';
import { type PlatformFacts, readPlatform, settle } from '../rig/platform-book.ts';
import type { Ended } from '../rig/process.ts';
import type { RoundResult } from '../rig/rounds.ts';
import type { Scene } from '../rig/scenes.ts';
import { judgeEnd, judgeTold, toldPromises } from '../rig/told.ts';

/** What holds whenever a process is killed. */
export const promises = {
  ...bookPromises,
  ...laterPromises,
  ...toldPromises,
  order: 'asked or told before it was synced',
} as const;

export type KillPromise = keyof typeof promises;

/** What a round hit whose process had ended before its kill. */
export const byItself = 'by itself';

/** Judges what a killed process has left, and what later commands make of it. */
export async function judgeKill(stage: Stage, scene: Scene, ended: Ended): Promise<RoundResult<KillPromise>> {
  await settle(stage);
  const platform = readPlatform(stage);
  const ledger = readLedger(takeFiles(stage.home));
  const findings: Finding<KillPromise>[] = [
    ...judgeEnd([scene.exitCode, null], ended),
    ...judgeBooks(ledger, platform),
    ...judgeTold(ledger, platform, { scene, ended }),
    ...(await judgeLaterCommands(stage, scene)),
  ];
  return { findings, hit: ended.exitCode === null ? reachOf(ledger, platform) : byItself };
}

/** How far the process had come. */
function reachOf({ leases }: LedgerFacts, { rented }: PlatformFacts): string {
  const isKnown = (number: string) => leases.some((lease) => lease.number === number);
  if (leases.length === 0) return 'before the first intent';
  if (!rented.every(isKnown)) return 'while a rented number was not yet written down';
  if (leases.some(({ state }) => state === 'intent')) return 'while an intent had no answer';
  return leases.some(({ isClosed }) => isClosed) ? 'after a number had ended' : 'while all numbers were held';
}
