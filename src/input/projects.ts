import type { Context } from '../context/context.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import { nearestTo } from '../core/nearest.ts';
import type { LeaseQuery } from '../core/ports.ts';
import { type Alias, aliasesIn, findAlias, projectAt } from '../flows/aliases.ts';
import type { Sources } from '../flows/configuration.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import type { Input } from './spec.ts';
import { projectOf, textOf } from './values.ts';

const projectOptions = ['pid', 'project', 'nextPid'] as const;

/**
 * The same input with the ids of one provider in the place of aliases. Once only: an id may look like another alias.
 *
 * @throws SmsctlError `usage.aliasWithoutId`, `settings.invalid`
 */
export async function withIds(context: Context, input: Input, definition: ProviderDefinition): Promise<Input> {
  const sources = await context.sources();
  const typed = projectOptions.flatMap((name) => {
    const value = textOf(input, name);
    return value === null ? [] : [[name, projectAt(sources, value, definition.id)] as const];
  });
  return { ...input, options: { ...input.options, ...Object.fromEntries(typed) } };
}

/** The project that was typed, where the numbers of several providers may be meant. */
export interface ProjectWish {
  readonly typed: string;
  /** Null for an id, which is the same everywhere. */
  readonly alias: Alias | null;
}

/** Null where no project was typed. @throws SmsctlError `usage.aliasWithoutId` where the provider is said */
export async function projectWish(context: Context, input: Input): Promise<ProjectWish | null> {
  const typed = projectOf(input, context.texts);
  if (typed === null) return null;
  const sources = await context.sources();
  const alias = findAlias(sources, typed);
  if (alias !== null && context.globals.provider !== undefined) {
    projectAt(sources, typed, (await context.provider()).id);
  }
  return { typed, alias };
}

/** The names of projects are a comfort: where the settings cannot be read, the ledger is shown without them. */
export async function sourcesForNames(context: Context): Promise<Sources> {
  try {
    return await context.sources();
  } catch (error) {
    if (error instanceof SmsctlError) return { env: {}, stored: {}, storePath: '' };
    throw error;
  }
}

/** What the ledger is to be asked for: an alias means its id at each provider. */
export function projectsIn(wish: ProjectWish | null): Pick<LeaseQuery, 'project' | 'projects'> {
  if (wish === null) return {};
  return wish.alias === null ? { project: wish.typed } : { projects: wish.alias.ids ?? {} };
}

/** The alias that was probably meant by a project that is not known; null where one was used, or none comes near. */
export async function aliasMeant(context: Context, input: Input): Promise<string | null> {
  const typed = projectOptions.flatMap((name) => textOf(input, name) ?? []);
  const known = aliasesIn(await sourcesForNames(context)).map(({ name }) => name);
  if (typed.some((one) => known.includes(one))) return null;
  return typed.flatMap((one) => nearestTo(one, known) ?? [])[0] ?? null;
}

/** The same failure with that alias, where the platform or the ledger knows no such project. */
export async function suggestAlias(context: Context, input: Input, error: unknown): Promise<unknown> {
  if (!(error instanceof SmsctlError) || !['project.unknown', 'usage.noOpenLease'].includes(error.code)) return error;
  const suggestion = await aliasMeant(context, input);
  return suggestion === null ? error : withDetail(error, { params: { ...error.params, suggestion } });
}
