import { nearestTo } from '../core/nearest.ts';
import type { CommandSpec } from '../input/spec.ts';
import { synonymOf } from './synonyms.ts';

export interface FoundCommand {
  readonly spec: CommandSpec;
  readonly path: string;
}

/** The command of a path such as `config set`, or null. */
export function findCommand(commands: readonly CommandSpec[], path: readonly string[]): FoundCommand | null {
  let inner = commands;
  let found: CommandSpec | undefined;
  for (const name of path) {
    found = inner.find((one) => one.name === name);
    if (found === undefined) return null;
    inner = found.subcommands ?? [];
  }
  return found === undefined ? null : { spec: found, path: path.join(' ') };
}

/**
 * What was probably meant by a word that is none of these: a word that begins like it, another word for the same, or the
 * nearest in spelling. It is suggested, never run.
 */
export function wordMeant(typed: string, known: readonly string[]): string | null {
  const wanted = typed.trim().toLowerCase();
  const other = synonymOf(wanted, known);
  if (other !== null) return other;
  const squeezed = known.find((word) => word.replaceAll('-', '') === wanted.replaceAll(/[-_]/gu, ''));
  if (squeezed !== undefined) return squeezed;
  const begun = known.filter((word) => wanted.length > 2 && word.startsWith(wanted));
  return begun.length === 1 ? (begun[0] ?? null) : nearestTo(wanted, known);
}
