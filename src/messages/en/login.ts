/** Logging in and out. */
export const enLogin = {
  which: 'Which platform?',
  configured: 'logged in',
  noAccount: (command: string): string => `No account yet? ${command}`,
  intro: (title: string): readonly string[] => [
    `${title} shows in its web panel what is asked for here.`,
    'Secrets stay hidden. cmd:COMMAND reads one from your password manager.',
  ],
  ask: (field: string): string => `${field}:`,
  askSecret: (field: string): string => `${field} (hidden):`,
  askSecretAgain: (field: string): string => `${field} (hidden; Enter keeps the one you have):`,
  checking: (title: string): string => `Checking with ${title} …`,
  tryAgain: 'Nothing is stored yet. Once more:',
  unchecked: (command: string): string => `To store it without checking: ${command}`,
  makeDefault: (title: string, now: string): string =>
    `Use ${title} from now on when no provider is named? (now: ${now})`,
  done: (title: string): string => `Logged in to ${title}.`,
  isDefault: (id: string): string => `${id} is now the default provider: -p ${id} may be left out.`,
  withProfile: (profile: string): string =>
    `Use it with --profile ${profile}, or: smsctl config set profile ${profile}`,
  outranked: (variable: string): string =>
    `${variable} is set in the environment and goes before what was stored, as long as it is set.`,
  next: (command: string): string => `Next: ${command}`,
  confirmOut: (count: number, title: string): string =>
    count === 1
      ? `A number is still held with this account of ${title}. Log out all the same?`
      : `${count} numbers are still held with this account of ${title}. Log out all the same?`,
  out: (title: string, profile: string): string => `Logged out of ${title} (profile ${profile}).`,
  nothingStored: (title: string, profile: string): string =>
    `No credentials of ${title} are stored in the profile ${profile}.`,
  stillGiven: (variables: string): string =>
    `Still set in the environment, and used as long as they are: ${variables}.`,
  removed: 'Removed',
  stored: 'Stored',
};
