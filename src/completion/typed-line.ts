import {
  type ArgumentSpec,
  type CommandSpec,
  type Completion,
  type OptionSpec,
  spellingsOf,
  takesValue,
} from '../input/spec.ts';

/** What stands on a command line before the word that is being typed, as far as it can be understood. */
export interface TypedLine {
  /** The command, or null while none was named. */
  readonly spec: CommandSpec | null;
  /** Commands that may be named next. */
  readonly inner: readonly CommandSpec[];
  /** Words that are neither commands nor options nor their values. */
  readonly words: readonly string[];
  /** By the long name of the option; null for a switch. */
  readonly given: ReadonlyMap<string, string | null>;
  /** The option whose value is being typed, with what stands before the value in the same word: `--provider=`. */
  readonly pending: { readonly option: OptionSpec; readonly before: string } | null;
  /** Behind `--` nothing is an option. */
  readonly isPlain: boolean;
  /** The word that is being typed. */
  readonly word: string;
}

export interface Grammar {
  readonly commands: readonly CommandSpec[];
  readonly globalOptions: readonly OptionSpec[];
}

/** @param words what stands behind the program's name, up to the cursor; the last is being typed and may be empty */
export function readTypedLine(words: readonly string[], { commands, globalOptions }: Grammar): TypedLine {
  const word = words.at(-1) ?? '';
  let spec: CommandSpec | null = null;
  let inner = commands;
  let isPlain = false;
  let open: OptionSpec | null = null;
  const others: string[] = [];
  const given = new Map<string, string | null>();
  const optionsNow = (): readonly OptionSpec[] => [...(spec?.options ?? []), ...globalOptions];

  for (const one of words.slice(0, -1)) {
    if (open !== null) {
      given.set(longName(open), one);
      open = null;
    } else if (!isPlain && one === '--') {
      isPlain = true;
    } else if (!isPlain && one.length > 1 && one.startsWith('-')) {
      const found = findOption(optionsNow(), one);
      if (found === null) continue;
      given.set(longName(found.option), found.value);
      if (found.value === null && takesValue(found.option)) open = found.option;
    } else {
      const named = others.length > 0 ? undefined : inner.find((command) => command.name === one);
      if (named === undefined) others.push(one);
      else {
        spec = named;
        inner = named.subcommands ?? [];
      }
    }
  }
  const line = { spec, inner: others.length > 0 ? [] : inner, words: others, given, isPlain, word };
  if (open !== null) return { ...line, pending: { option: open, before: '' } };
  const found = isPlain || !word.startsWith('-') ? null : findOption(optionsNow(), word);
  const isValue = found !== null && found.value !== null && takesValue(found.option);
  return {
    ...line,
    pending: isValue ? { option: found.option, before: word.slice(0, word.length - found.value.length) } : null,
  };
}

/** Options that may still be given. */
export function optionsLeft({ spec, given }: TypedLine, globalOptions: readonly OptionSpec[]): OptionSpec[] {
  return [...(spec?.options ?? []), ...globalOptions].filter(
    (option) => option.repeatable === true || !given.has(longName(option)),
  );
}

/** What may stand where a word is being typed that is no option. */
export function wantedHere({ spec, words }: TypedLine): Completion | null {
  const all: readonly ArgumentSpec[] = spec?.arguments ?? [];
  const last = all.at(-1);
  const found = all[words.length] ?? (last?.many === true ? last : undefined);
  return found?.complete ?? null;
}

/** `--provider` of `-p, --provider ID`. */
export function longName({ flags }: OptionSpec): string {
  return /--[a-z-]+/u.exec(flags)?.[0] ?? flags;
}

/** `--provider`, `--provider=x`, `-p`, `-px`; the value is null where none stands in the same word. */
function findOption(
  options: readonly OptionSpec[],
  word: string,
): { readonly option: OptionSpec; readonly value: string | null } | null {
  const [, name = word, value = null] = /^(--[^=]+)=(.*)$/su.exec(word) ?? [];
  for (const option of options) {
    const names = spellingsOf(option);
    if (names.includes(name)) return { option, value };
    const short = names.find((one) => /^-[a-zA-Z]$/u.test(one) && word.startsWith(one));
    if (short !== undefined && takesValue(option)) return { option, value: word.slice(short.length) };
  }
  return null;
}
