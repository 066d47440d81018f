import type { ErrorTexts } from '../error-texts.ts';

/** Of the user's own settings: aliases of projects, logging in and out. */
export const enAccountErrors: Pick<
  ErrorTexts,
  'usage.aliasWithoutId' | 'usage.sandboxLogin' | 'credentials.commandFailed' | 'account.inUse'
> = {
  'usage.aliasWithoutId': (fill) => ({
    message: `The project alias "${fill('name')}" has no id at ${fill('provider')}: it stands for ${fill('kept')}.`,
    hint: `Add one: smsctl config set ${fill('key')} ${fill('kept')} ${fill('provider')}=ID`,
  }),
  'usage.sandboxLogin': (fill) => ({
    message: 'The sandbox needs no login: any name and key is good there.',
    hint: `Just go on: smsctl balance --sandbox -p ${fill('provider')}. For an account of your own, leave --sandbox out and SMSCTL_SANDBOX unset.`,
  }),
  'credentials.commandFailed': (fill) => ({
    message: `The command that was to give ${fill('key')} ${commandFailures[fill('reason')]?.(fill('status')) ?? 'failed'}.`,
    hint: `Run it by itself to see why: smsctl config get ${fill('key')} shows it. Its first line of output is the value.`,
  }),
  'account.inUse': (fill) => ({
    message: `${fill('count') === '1' ? 'A number is' : `${fill('count')} numbers are`} still held with this account of ${fill('title')}. Nothing was removed.`,
    hint: 'Give back what is held (smsctl release, smsctl blacklist), or log out all the same with --yes.',
  }),
};

const commandFailures: Readonly<Record<string, (status: string) => string>> = {
  status: (status) => `failed with exit status ${status}`,
  signal: (status) => `was ended by ${status}`,
  empty: () => 'printed nothing',
  text: () => 'printed something that is no line of text',
  time: () => 'took longer than a minute',
  start: () => 'could not be started',
};
