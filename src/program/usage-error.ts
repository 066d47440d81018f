import { type ErrorCode, SmsctlError, withDetail } from '../core/errors.ts';
import { nearestTo } from '../core/nearest.ts';
import { findCommand, wordMeant } from '../help/find.ts';
import { topicNames } from '../help/topics/index.ts';
import type { CommandSpec, OptionSpec } from '../input/spec.ts';
import { allCommands, manual } from './commands.ts';

/** What the reader of the command line objected to: its code, its English sentence, and in which command. */
export interface UsageComplaint {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

const codes: Readonly<Record<string, ErrorCode>> = {
  'commander.unknownOption': 'usage.unknownOption',
  'commander.unknownCommand': 'usage.unknownCommand',
  'commander.missingArgument': 'usage.missingArgument',
  'commander.optionMissingArgument': 'usage.optionValueMissing',
  'commander.excessArguments': 'usage.excessArguments',
};

/** The same complaint as one of our own errors, so that it can be said in the user's language. */
export function usageError(complaint: UsageComplaint): SmsctlError {
  // Only the end of what is quoted is a quotation mark for sure; a suggestion has none.
  const quoted = /'(.*)'/su.exec(complaint.message)?.[1] ?? '';
  const code = codes[complaint.code] ?? 'usage.excessArguments';
  const option = code === 'usage.unknownOption' ? nameOf(quoted) : quoted;
  const argument = code === 'usage.excessArguments' ? excessIn(complaint.message) : quoted;
  const meant = suggestionFor(code, { name: quoted, option, path: complaint.path });
  const suggestion = meant === null ? {} : { suggestion: meant };
  return new SmsctlError(code, { params: { name: quoted, option, argument, ...suggestion } });
}

/** What was probably meant. It is suggested, never run: a command may cost money. */
function suggestionFor(
  code: ErrorCode,
  { name, option, path }: { name: string; option: string; path: readonly string[] },
): string | null {
  const spec = findCommand(allCommands, path)?.spec;
  if (code === 'usage.unknownOption') {
    const known = [...(spec?.options ?? []), ...manual().globalOptions].flatMap(longNames);
    return option.startsWith('--') ? nearestTo(option, known) : null;
  }
  if (code !== 'usage.unknownCommand') return null;
  const inner = (path.length === 0 ? allCommands : (spec?.subcommands ?? [])).filter((one) => one.hidden !== true);
  const isTopic = path.length === 0 && topicNames.includes(name);
  const command = isTopic ? null : wordMeant(name, inner.map(nameOfCommand));
  if (command !== null) return command;
  const topic = path.length === 0 ? wordMeant(name, topicNames) : null;
  return topic === null ? null : `smsctl help ${topic}`;
}

const nameOfCommand = (spec: CommandSpec): string => spec.name;

function longNames({ flags, alias = '' }: OptionSpec): string[] {
  return [...flags.matchAll(/--[a-z-]+/gu), ...alias.matchAll(/--[a-z-]+/gu)].map(([name]) => name);
}

/** An unknown option without its value, which may be a key: `--vpi=KEY` is told as `--vpi`, and `-KEY` as `-K`. */
function nameOf(option: string): string {
  return option.startsWith('--') ? (option.split('=')[0] ?? '') : option.slice(0, 2);
}

/** What stands there too much; behind the name of a setting it may be a key, and is not repeated. */
function excessIn(message: string): string {
  const [, command, list = ''] = /(?: for '([^']*)')?\. Expected .*?got \d+: (.*)\.$/su.exec(message) ?? [];
  return command === 'set' || command === 'login' ? list.replace(/[=,].*$/su, ', ***') : list;
}

/**
 * The same failure without a key that was typed where something else belongs: neither one that is set, nor the value in
 * `config set durian.apiKey=KEY`.
 */
export function hideKeys(error: SmsctlError, redact: (text: string) => string): SmsctlError {
  if (!error.code.startsWith('usage.')) return error;
  const params = Object.entries(error.params).map(([name, value]) => {
    if (typeof value === 'number') return [name, value];
    return [name, name === 'key' ? redact(value).replace(/=.*$/su, '=***') : redact(value)];
  });
  return withDetail(error, { params: Object.fromEntries(params) });
}
