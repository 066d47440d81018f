import type { Example, OutputTexts } from './help-pages.ts';

/** Help pages of login, logout, doctor and what config can do besides. */
export const enAccountPages = {
  about: {
    login:
      'Asks for what an account needs, makes one call that costs nothing, and stores it all when the platform accepts it. Secrets stay hidden. Instead of one, cmd:COMMAND names a command of yours that prints it at each use: then it is kept in your password manager alone.',
    logout:
      'Removes the credentials of one profile and the session that they opened. Limits and the base URL stay for the next login. While numbers are held with the account it asks first, or wants --yes.',
    doctor:
      'Looks at everything that has to work, line by line: OK, WARN or FAIL, and what to do. Asks each account that is set up for its balance, which costs nothing; creates and changes nothing.',
    'config set':
      'Stores one setting in a file that only you can read. Left out, a secret is asked for without an echo; cmd:COMMAND names a command that prints it. project.NAME is a project by a name of yours, with its id at each platform: --pid NAME then means it everywhere.',
    'config list':
      'Shows what you have set, its value, and where it comes from; --all shows the rest. Keys are shown as ***, commands that give one as they are.',
  } as Readonly<Record<string, string>>,
  examples: {
    login: [
      ['smsctl login', 'Choose a platform, and be asked for the rest'],
      ['smsctl login durian --profile work', 'A second account'],
      ["smsctl login durian --field name=alice --field 'apiKey=cmd:pass show durian'", 'The key stays in the vault'],
      ['pass show durian | smsctl login durian --field name=alice --field apiKey=-', 'From stdin, in a script'],
    ],
    logout: [
      ['smsctl logout durian', 'The default profile'],
      ['smsctl logout zhima --profile work', 'Another one'],
    ],
    doctor: [
      ['smsctl doctor', 'Look at everything'],
      ['smsctl doctor -p durian', 'One platform only'],
      ['smsctl doctor --json | jq \'.checks[] | select(.level != "ok")\'', 'What is not well'],
    ],
    'config set': [
      ['smsctl config set durian.maxPerDay 50', 'A limit of your own'],
      ['smsctl config set project.shop durian=0257 zhima=88', 'From now on: --pid shop'],
      ["smsctl config set durian.apiKey 'cmd:pass show durian'", 'A key that stays in a password manager'],
      ['pass show durian | smsctl config set durian.apiKey -', 'A key that is stored'],
      ['smsctl config set durian.work.name bob', 'In the profile work, used with --profile work'],
      ["smsctl config set durian.maxPerDay ''", 'Remove it again'],
    ],
    'config list': [
      ['smsctl config list', 'What is set'],
      ['smsctl config list --all', 'The defaults and what is not set, too'],
      ["smsctl config list --json | jq '.settings[] | select(.value)'", 'Those that have a value'],
    ],
  } as Readonly<Record<string, readonly Example[]>>,
  outputs: {
    login: { terminal: 'account, balance, what was stored and where', pipe: 'provider, profile, account, balance' },
    logout: { terminal: 'the keys that were removed', pipe: 'the keys that were removed, one a line' },
    doctor: {
      terminal: 'a line a check: what, how it is, what to do',
      pipe: 'check, level, what was found, what to do',
    },
    'config list': { terminal: 'a table: key, value, from', pipe: 'key, value, source of those that are set' },
  } as Readonly<Record<string, OutputTexts>>,
};
