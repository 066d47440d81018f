import { SmsctlError } from '../core/errors.ts';
import type { Sources } from './configuration.ts';

/**
 * The user's own names of projects. One name stands for the ids of a project at several platforms, and is kept as one
 * setting: `project.shop` is `durian=0257 zhima=88`.
 */
export interface Alias {
  readonly name: string;
  /** By provider. Null where what is kept cannot be read, which is told when the alias is used. */
  readonly ids: Readonly<Record<string, string>> | null;
}

/** Begins with a letter, as few project ids do. */
const aliasPattern = /^[a-z][a-z0-9_-]{0,31}$/iu;
export const projectPattern = /^[\w-]{1,64}$/u;

const prefix = 'project.';
export const aliasKey = (name: string): string => `${prefix}${name}`;

/** The name in a key, or null for a key that is no alias's. */
export function aliasNameIn(key: string): string | null {
  const name = key.startsWith(prefix) ? key.slice(prefix.length) : '';
  return aliasPattern.test(name) ? name : null;
}

export function writeIds(ids: Readonly<Record<string, string>>): string {
  return Object.entries(ids)
    .map(([provider, id]) => `${provider}=${id}`)
    .join(' ');
}

/** Null for a text of another shape. Nothing of it is guessed: a wrong id is paid for. */
function readIds(text: string): Readonly<Record<string, string>> | null {
  const ids: Record<string, string> = Object.create(null);
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    const [, provider, id] = /^([a-z][a-z0-9]*)=([\w-]{1,64})$/u.exec(word) ?? [];
    if (provider === undefined || id === undefined || Object.hasOwn(ids, provider)) return null;
    ids[provider] = id;
  }
  return Object.keys(ids).length === 0 ? null : ids;
}

/** By name. */
export function aliasesIn({ stored }: Sources): Alias[] {
  return Object.keys(stored)
    .toSorted()
    .flatMap((key) => {
      const name = aliasNameIn(key);
      return name === null ? [] : [{ name, ids: readIds(stored[key] ?? '') }];
    });
}

/** The alias that was typed, or null where it is none. @throws SmsctlError `settings.invalid` */
export function findAlias(sources: Sources, typed: string): Alias | null {
  const alias = aliasesIn(sources).find(({ name }) => name === typed);
  if (alias === undefined) return null;
  if (alias.ids !== null) return alias;
  throw new SmsctlError('settings.invalid', { params: { name: aliasKey(typed), reason: 'alias' } });
}

/**
 * The project's id at one provider: an alias's own, and any other text as it is.
 *
 * @throws SmsctlError `usage.aliasWithoutId`, `settings.invalid`
 */
export function projectAt(sources: Sources, typed: string, provider: string): string {
  const alias = findAlias(sources, typed);
  if (alias === null) return typed;
  const id = alias.ids?.[provider];
  if (id !== undefined) return id;
  throw new SmsctlError('usage.aliasWithoutId', {
    params: { name: typed, key: aliasKey(typed), provider, kept: writeIds(alias.ids ?? {}) },
    provider,
  });
}

/** What the user calls a project of a provider, or null. Of two names the first in the alphabet. */
export function aliasOf(sources: Sources, provider: string, project: string): string | null {
  return aliasesIn(sources).find(({ ids }) => ids?.[provider] === project)?.name ?? null;
}
