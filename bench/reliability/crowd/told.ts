/** What a command was asked to do, in the bench's own words. */
export type Move =
  | { readonly kind: 'rent'; readonly platform: Platform; readonly project: string; readonly requestId: string | null }
  | { readonly kind: 'wait' | 'release' | 'blacklist' | 'status'; readonly leases: readonly KnownLease[] }
  | { readonly kind: 'numbers' }
  | { readonly kind: 'reconcile' }
  | { readonly kind: 'set'; readonly key: string; readonly value: string };

export const platforms = ['durian', 'zhima'] as const;
export type Platform = (typeof platforms)[number];

/** A lease as a process of the crowd was told of it. */
export interface KnownLease {
  readonly id: string;
  readonly platform: Platform;
  readonly project: string;
  readonly number: string;
  /** Rented under a request id that other lanes use too, so that they act on it as well. */
  readonly isShared: boolean;
}

/** One process of the program, from its start to its end as the bench saw them. */
export interface Told {
  readonly lane: number;
  readonly step: number;
  readonly move: Move;
  readonly words: readonly string[];
  /** Milliseconds since the epoch; it began at or after the one and had ended at the other. */
  readonly began: number;
  readonly ended: number;
  /** Null where it was killed, which only happens to one that hangs. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a breach names a command. */
export function nameOf({ lane, step, words }: Told): string {
  return `lane ${lane}, command ${step} (smsctl ${words.join(' ')})`;
}

/** Every JSON document of stdout; what is none of them is nothing. */
export function documentsOf({ stdout }: Told): Readonly<Record<string, unknown>>[] {
  return stdout.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null ? [value as Record<string, unknown>] : [];
    } catch {
      return [];
    }
  });
}

/** The rows of the lists in what it told: `numbers`, `results`, `leases`; of a wait every line. */
export function rowsOf(told: Told): Readonly<Record<string, unknown>>[] {
  const documents = documentsOf(told);
  if (told.move.kind === 'wait') return documents;
  return documents.flatMap((document) => Object.values(document).filter(Array.isArray).flat());
}

/** The numbers that a purchase told. */
export function rentedBy(told: Told): KnownLease[] {
  const { move } = told;
  if (move.kind !== 'rent') return [];
  const { platform, project, requestId } = move;
  return rowsOf(told).map((row) => ({
    ...{ platform, project, isShared: requestId !== null },
    id: String(row.id),
    number: String(row.number),
  }));
}
