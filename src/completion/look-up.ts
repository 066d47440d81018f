import { join } from 'node:path';
import type { Context } from '../context/context.ts';
import { countriesIn } from '../core/countries.ts';
import { fieldsOf, globalSettings } from '../flows/configuration.ts';
import { topicNames } from '../help/topics/index.ts';
import type { Completion, ValueKind } from '../input/spec.ts';
import { languages, type Messages } from '../messages/index.ts';
import { providers } from '../providers/index.ts';
import type { Candidate, LookUp, Offer } from './candidates.ts';
import { leaseCandidates } from './leases.ts';
import { projectCandidates } from './projects.ts';
import type { Grammar, TypedLine } from './typed-line.ts';

/** All that is looked at to complete a word; nothing of it is written to, and nobody is asked. */
export interface Sight extends Grammar {
  readonly context: Context;
  readonly texts: Messages;
  readonly line: TypedLine;
  readonly isSandbox: boolean;
  readonly ledgerFile: string;
  /** Of the command line, else none: a value that is configured narrows nothing here. */
  readonly provider: string | null;
}

type Finder = (sight: Sight) => Promise<Offer> | Offer;

const finders: Readonly<Record<ValueKind, Finder>> = {
  provider: () => providers.map(({ id, title }) => ({ value: id, text: title })),
  profile: profileCandidates,
  project: projectCandidates,
  country: countryCandidates,
  duration: ({ texts }) => [30, 60, 120, 300, 600].map((seconds) => durationCandidate(seconds, texts)),
  settingKey: settingKeys,
  settingValue: settingValues,
  topic: topicCandidates,
  file: () => 'files',
};

export function createLookUp(parts: Pick<Sight, 'context' | 'texts'> & Grammar): LookUp {
  const { paths, isSandbox: isAlways } = parts.context;
  return async (wish: Completion, line) => {
    const isSandbox = isAlways || line.given.has('--sandbox');
    const ledgerFile = isSandbox ? join(paths.sandboxDir, 'ledger.sqlite') : paths.ledgerFile;
    const provider = line.given.get('--provider')?.toLowerCase() ?? null;
    const sight: Sight = { ...parts, line, isSandbox, ledgerFile, provider };
    if (typeof wish === 'string') return finders[wish](sight);
    if ('states' in wish) return leaseCandidates(sight, wish);
    return wish.map((value) => ({ value, text: parts.texts.states[value] ?? '' }));
  };
}

function durationCandidate(seconds: number, texts: Messages): Candidate {
  const value = seconds < 60 ? `${seconds}s` : `${seconds / 60}m`;
  return { value, text: texts.duration(seconds * 1000) };
}

/** Profiles have no list of their own: they are in the names of what is stored. */
async function profileCandidates({ context, provider }: Sight): Promise<Candidate[]> {
  const stored = Object.keys((await context.settings()).all()).map((key) => key.split('.'));
  const named = stored.filter(
    ([id, , field]) => field !== undefined && providers.some((one) => one.id === id) && (provider ?? id) === id,
  );
  const profiles = new Set(['default', ...named.map(([, profile = '']) => profile)]);
  return [...profiles].map((profile) => ({
    value: profile,
    text: [...new Set(named.filter(([, name]) => name === profile).map(([id]) => id))].join(', '),
  }));
}

/** In the case that was begun. */
function countryCandidates({ texts, line }: Sight): Candidate[] {
  const begun = line.pending === null ? line.word : line.word.slice(line.pending.before.length);
  const isUpper = /[A-Z]/u.test(begun);
  return countriesIn(texts.locale).map(({ code, name }) => ({
    value: isUpper ? code : code.toLowerCase(),
    text: name,
  }));
}

async function settingKeys({ context, texts }: Sight): Promise<Candidate[]> {
  const { fields } = texts.topics;
  const stored = Object.keys((await context.settings()).all());
  const usual = providers.flatMap((definition) =>
    fieldsOf(definition).map(({ name }) => ({ value: `${definition.id}.${name}`, text: fields[name] ?? '' })),
  );
  // As they would be typed: the usual profile needs no name.
  const others = stored
    .filter((key) => key.split('.')[1] !== 'default')
    .map((key) => ({ value: key, text: fields[key.split('.').at(-1) ?? ''] ?? '' }));
  return [...globalSettings.map((name) => ({ value: name, text: fields[name] ?? '' })), ...usual, ...others];
}

function settingValues({ line }: Sight): Candidate[] {
  const [key = '', ...more] = line.words;
  if (more.length > 0) return [];
  const [id, ...rest] = key.split('.');
  if (key === 'provider') return providers.map((one) => ({ value: one.id, text: one.title }));
  if (key === 'lang') return languages.map((value) => ({ value, text: '' }));
  const definition = providers.find((one) => one.id === id?.toLowerCase());
  const field = definition && fieldsOf(definition).find(({ name }) => name === rest.at(-1));
  return (field?.choices ?? []).map((value) => ({ value, text: '' }));
}

/** Commands and topics, then the inner commands of the one that was named. */
function topicCandidates({ texts, line, commands }: Sight): Candidate[] {
  const words: Readonly<Record<string, string>> = { ...texts.help.commands, ...texts.pages.topics };
  const [first, ...more] = line.words;
  if (more.length > 0) return [];
  const named = commands.find((one) => one.name === first);
  const names = (list: readonly { readonly name: string; readonly hidden?: boolean }[]) =>
    list.filter((one) => one.hidden !== true).map((one) => one.name);
  const known = first === undefined ? [...names(commands), ...topicNames] : names(named?.subcommands ?? []);
  return known.map((name) => ({ value: name, text: words[first === undefined ? name : `${first} ${name}`] ?? '' }));
}
