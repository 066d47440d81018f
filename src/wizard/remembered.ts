import type { Lease } from '../core/model.ts';
import type { Alias } from '../flows/aliases.ts';

/** A project that the user has a name for or has rented numbers for. */
export interface Remembered {
  readonly project: string;
  readonly names: readonly string[];
  /** Milliseconds since the epoch; null where the ledger knows no number for it. */
  readonly usedAt: number | null;
}

/** Those used last come first, then those that only have a name. `leases` stand newest first. */
export function rememberedProjects(
  aliases: readonly Alias[],
  leases: readonly Lease[],
  provider: string,
): Remembered[] {
  // A project of which there never was a number may have been typed wrong.
  const ours = leases.filter((lease) => lease.provider === provider && lease.state !== 'notRented');
  const named = aliases.flatMap((alias) => alias.ids?.[provider] ?? []);
  return [...new Set([...ours.map(({ project }) => project), ...named])].map((project) => ({
    project,
    names: aliases.filter(({ ids }) => ids?.[provider] === project).map(({ name }) => name),
    usedAt: ours.find((lease) => lease.project === project)?.acquiredAt ?? null,
  }));
}

/** Those whose id or name begins with what was typed, then those that have it inside. */
export function matching(all: readonly Remembered[], typed: string): Remembered[] {
  const wanted = typed.trim().toLowerCase();
  const words = ({ project, names }: Remembered) => [project, ...names].map((word) => word.toLowerCase());
  const begins = all.filter((one) => words(one).some((word) => word.startsWith(wanted)));
  const holds = all.filter((one) => !begins.includes(one) && words(one).some((word) => word.includes(wanted)));
  return [...begins, ...holds];
}
