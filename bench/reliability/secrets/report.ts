import type { Told } from '../rig/in-process.ts';
import type { Household } from './household.ts';
import { type Canary, createSearch } from './search.ts';

/** What a round came to. */
export interface Report {
  readonly round: string;
  readonly breaches: readonly string[];
  readonly runs: number;
  /** Characters that were searched. */
  readonly searched: number;
  /** Whether the words around a key came through, where a platform said it: else the round shows little. */
  readonly wasHeard: boolean;
}

/** What stands beside a key that a platform repeats. */
export const marker = 'words around it';

/** Looks for the household's keys, and for more, in all that was told and in every file. */
export function judge(
  household: Household,
  { round, told, more = [] }: { round: string; told: readonly Told[]; more?: readonly Canary[] },
): Report {
  const canaries = [...household.canaries, ...more];
  const search = more.length === 0 ? household.search : createSearch(canaries);
  const breaches: string[] = [];
  let searched = 0;
  for (const { line, stdout, stderr, broken } of told) {
    const shown = canaries.reduce((text, { value }) => text.replaceAll(value, '…'), line);
    if (broken !== null) breaches.push(`${shown}: ${broken.slice(0, 300)}`);
    for (const [stream, text] of Object.entries({ stdout, stderr })) {
      searched += text.length;
      for (const { canary, how } of search(text)) breaches.push(`${canary} on ${stream} of ${shown} (${how})`);
    }
  }
  const { finds, bytes } = household.findInFiles(more);
  for (const { canary, how, file } of finds) breaches.push(`${canary} in ${file} (${how})`);
  const wasHeard = told.some(({ stdout, stderr }) => `${stdout}${stderr}`.includes(marker));
  return { round, breaches, runs: told.length, searched: searched + bytes, wasHeard };
}
