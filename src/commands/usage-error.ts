import { type ErrorCode, SmsctlError } from '../core/errors.ts';

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
  const quoted = /'([^']*)'/u.exec(complaint.message)?.[1] ?? '';
  const suggestion = /\(Did you mean (?:one of )?(.+)\?\)/u.exec(complaint.message)?.[1] ?? '';
  const listed = /got \d+: (.*)\.$/su.exec(complaint.message)?.[1] ?? '';
  const code = codes[complaint.code] ?? 'usage.excessArguments';
  const argument = code === 'usage.excessArguments' ? listed : quoted;
  return new SmsctlError(code, { params: { name: quoted, option: quoted, argument, suggestion } });
}
