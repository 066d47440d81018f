import { type ErrorCode, SmsctlError, withDetail } from '../core/errors.ts';

/** What the reader of the command line objected to: its code, and its English sentence. */
export interface UsageComplaint {
  readonly code: string;
  readonly message: string;
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
  const suggestion = /\(Did you mean (?:one of )?(.+)\?\)/u.exec(complaint.message)?.[1] ?? '';
  const code = codes[complaint.code] ?? 'usage.excessArguments';
  const option = code === 'usage.unknownOption' ? nameOf(quoted) : quoted;
  const argument = code === 'usage.excessArguments' ? excessIn(complaint.message) : quoted;
  return new SmsctlError(code, { params: { name: quoted, option, argument, suggestion } });
}

/** An unknown option without its value, which may be a key: `--vpi=KEY` is told as `--vpi`, and `-KEY` as `-K`. */
function nameOf(option: string): string {
  return option.startsWith('--') ? (option.split('=')[0] ?? '') : option.slice(0, 2);
}

/** What stands there too much; behind the name of a setting it may be a key, and is not repeated. */
function excessIn(message: string): string {
  const [, command, list = ''] = /(?: for '([^']*)')?\. Expected .*?got \d+: (.*)\.$/su.exec(message) ?? [];
  return command === 'set' ? list.replace(/[=,].*$/su, ', ***') : list;
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
