import type { Completion } from '../input/spec.ts';
import type { Messages } from '../messages/index.ts';
import { type Grammar, longName, optionsLeft, readTypedLine, type TypedLine, wantedHere } from './typed-line.ts';

/** A word that may stand there, and what it means. */
export interface Candidate {
  readonly value: string;
  readonly text: string;
}

/** What a shell is to offer; the names of files it knows best itself. */
export type Offer = readonly Candidate[] | 'files';

/** Looks up what may stand in a place. */
export type LookUp = (wish: Completion, line: TypedLine) => Promise<Offer>;

export interface Completing extends Grammar {
  readonly texts: Messages;
  readonly lookUp: LookUp;
}

/** What may stand in place of the last word. */
export async function candidatesFor(words: readonly string[], parts: Completing): Promise<Offer> {
  const line = readTypedLine(words, parts);
  const { word, pending } = line;
  if (pending !== null) {
    const { option, before } = pending;
    const found = option.complete === undefined ? [] : await parts.lookUp(option.complete, line);
    if (found === 'files') return found;
    return fitting(
      found.map((one) => ({ ...one, value: `${before}${one.value}` })),
      word,
    );
  }
  if (word.startsWith('-') && !line.isPlain) return fitting(options(line, parts), word);
  const commands = line.inner
    .filter((one) => one.hidden !== true)
    .map(({ name }) => ({ value: name, text: commandText(line, name, parts) }));
  if (commands.length > 0) return fitting(commands, word);
  const wish = wantedHere(line);
  const found = wish === null ? [] : await parts.lookUp(wish, line);
  if (found === 'files') return found;
  const free = fitting(
    found.filter(({ value }) => !line.words.includes(value)),
    word,
  );
  // Where there is nothing else to say, the options are what comes next.
  return free.length === 0 && word === '' && !line.isPlain && line.spec !== null ? options(line, parts) : free;
}

function options(line: TypedLine, { texts, globalOptions }: Completing): Candidate[] {
  return optionsLeft(line, globalOptions).map((option) => ({
    value: longName(option),
    text: texts.help.options[option.text],
  }));
}

function commandText({ spec }: TypedLine, name: string, { texts }: Completing): string {
  const dictionary: Readonly<Record<string, string>> = texts.help.commands;
  return dictionary[spec === null ? name : `${spec.name} ${name}`] ?? '';
}

/** What a shell takes as it stands. Names of settings can be written by hand, and nobody reads what Tab has filled in. */
const harmless = /^[\w.+:@=,/-]+$/u;

function fitting(found: readonly Candidate[], word: string): Candidate[] {
  const seen = new Set<string>();
  return found.filter(
    ({ value }) => value.startsWith(word) && harmless.test(value) && !seen.has(value) && seen.add(value),
  );
}
