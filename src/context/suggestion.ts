import { providers } from '../providers/index.ts';
import type { Globals } from './globals.ts';

/** What may be told to type next: it reaches the same ledger, and the same account, as the command that was typed. */
export interface Suggestions {
  /** A command line to suggest. */
  commandLine(words: string): string;
  /** A sentence, with the options that the command lines in it lack. */
  within(sentence: string): string;
}

/** What a lease does not tell: which ledger, and where no lease is named, which account. */
const ofLedger =
  'balance|blacklist|countries|get-number|numbers|project|reconcile|release|send-sms|stats|status|wait-code';
const ofAccount = `login(?: (?:${providers.map(({ id }) => id).join('|')}))?|balance|countries|get-number|project`;

export function createSuggestions({ sandbox, provider, profile }: Globals): Suggestions {
  const flags: readonly (readonly [commands: string, flag: string, value: string])[] = [
    ...(profile === undefined ? [] : [[ofAccount, '--profile', ` ${profile}`] as const]),
    ...(provider === undefined ? [] : [[ofAccount, '-p', ` ${provider}`] as const]),
    ...(sandbox ? [[ofLedger, '--sandbox', ''] as const] : []),
  ];
  return {
    commandLine: (words) => `smsctl ${words}${sandbox ? ' --sandbox' : ''}`,
    within: (sentence) => flags.reduce((text, flag) => completed(text, ...flag), sentence),
  };
}

function completed(sentence: string, commands: string, flag: string, value: string): string {
  return sentence.replaceAll(new RegExp(`(?<=smsctl )(?:${commands})(?![\\w-])`, 'g'), (command, at: number) => {
    const [line = ''] = sentence.slice(at).split(/[,;()，；（）。]|smsctl /);
    const isThere = line.includes(`${flag}${value}`) || (value !== '' && `${line} `.includes(`${value} `));
    return isThere ? command : `${command} ${flag}${value}`;
  });
}
