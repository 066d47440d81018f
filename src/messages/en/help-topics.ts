import type { Example } from './help-pages.ts';

/** The topics of `smsctl help` that are no command. */
export const enTopics = {
  exitCodesOfMany: 'Of several numbers, the code of the first failure, after all have been tried.',

  environmentOwn: 'Of smsctl:',
  environmentOthers: 'That other programs read as well:',
  setTo: (value: string): string => `[${value}]`,
  required: '; needed',
  variables: {
    SMSCTL_HOME: 'one folder for settings, ledger and sandbox, instead of the XDG folders',
    SMSCTL_SANDBOX: 'anything but 0, no, off or false: always use the simulated platforms, as --sandbox does',
    SMSCTL_NO_INPUT: 'anything but 0, no, off or false: never ask, as --no-input does',
    SMSCTL_ACCESSIBLE:
      'anything but 0, no, off or false: for screen readers; numbered questions, plain lines, nothing moves',
    NO_COLOR: 'set to anything: no colours',
    FORCE_COLOR: 'colours also where there is no terminal; 0 or false: none',
    TERM: 'dumb: no colours, plain lines, nothing moves',
    CI: 'set to anything: no spinner, and nothing is rented before a limit is set',
    LC_ALL: 'language of the texts, after --lang, SMSCTL_LANG and the setting lang',
    LC_MESSAGES: 'the same, after LC_ALL',
    LANG: 'the same, after LC_MESSAGES',
    HTTPS_PROXY: 'proxy for https addresses; https_proxy is the same and goes first',
    HTTP_PROXY: 'proxy for http addresses; http_proxy is the same and goes first',
    NO_PROXY: 'hosts that are reached without a proxy; no_proxy is the same and goes first',
    XDG_CONFIG_HOME: 'where the settings are: in smsctl/ below it; ~/.config unless set',
    XDG_STATE_HOME: 'where ledger and sandbox are: in smsctl/ below it; ~/.local/state unless set',
  },
  fields: {
    provider: 'platform to use, as --provider',
    profile: 'set of credentials and defaults, as --profile',
    lang: 'language of the texts: en or zh-CN, as --lang',
    name: 'name of the account',
    apiKey: 'key of the account',
    vip: 'key of a VIP channel, as --vip',
    secretKey: 'key of a project that needs one, as --secret-key',
    rentCall: 'which of its two calls rents a number',
    account: 'name of the account',
    pkey: 'key of the account',
    userId: 'id of the account',
    password: 'password of the account; only its MD5 digest is kept and sent',
    softAuthor: 'name of the software’s author, where the platform wants one',
    method: 'whether the platform is asked by POST or by GET',
    baseUrl: 'address of the platform',
    maxHeld: 'limit of your own: numbers held at once, 20 unless set',
    maxPerDay: 'limit of your own: numbers rented in 24 hours',
    minBalance: 'limit of your own: rent nothing that would bring the balance below this',
    allowPlaintext: 'whether an address without TLS may be used',
  } as Readonly<Record<string, string>>,

  jsonTitle: 'The rules of --json:',
  jsonRules: [
    'stdout is one document in one line. wait-code writes a line for each number, the moment it is settled.',
    'An error is one document on stderr, {"error":{"code","exitCode","message","hint",…}}; stdout stays empty, except for what wait-code, release and blacklist had already settled.',
    'Ids, numbers, project ids and money are texts: "0257" keeps its zero. Times are RFC 3339 in UTC. What is not known is null, never left out.',
    'Fields may be added, never changed: ignore what you do not know. Decide by error.code and the exit code, not by a message.',
    'The JSON Schemas of all documents are in the folder dist/schemas/ of the package.',
  ],
  jsonDocuments: 'Documents:',
  jsonExamples: [
    ["smsctl get-number --pid 123 --count 3 --json | jq -r '.numbers[].number'", 'The numbers that were rented'],
    ["smsctl wait-code --all --json | jq -r 'select(.code) | [.number, .code] | @tsv'", 'Codes, as they come'],
    ["smsctl numbers --json | jq -r '.leases[] | select(.next) | .next'", 'What to do next'],
    ["smsctl get-number --pid 123 --json 2>&1 >/dev/null | jq -r '.error.code'", 'Why it failed'],
  ] as readonly Example[],

  moneyTitle: 'What costs money, and what is promised about it.',
  moneyRules: [
    [
      'What costs money',
      'get-number. At Durian RCS a number is paid for when it is rented; at Zhima and Taoma a message is, when it is handed out, and sending one costs as well. All other commands cost nothing.',
    ],
    [
      'One request for one wish',
      'The request that rents is sent once. It is sent again only if it is proven that it never left, or if the platform said in words that it rented nothing and you asked to go on (--retry-for). After a time-out, a broken connection or a page that makes no sense it is not: that is exit code 9, a number may have been rented, and smsctl reconcile finds out.',
    ],
    [
      'Written down first',
      'The wish is in the ledger on this machine before the request leaves, and the number before it is printed. If the ledger cannot be written, nothing is rented. A crash loses nothing: smsctl numbers shows what was rented.',
    ],
    [
      'Safe to run again',
      'get-number --request-id TEXT names a purchase. The same id again, after a crash or in a job that is run again, returns the same numbers and buys nothing.',
    ],
    [
      'When no code comes',
      'After one last look the number is blacklisted, as the platforms advise, so that you are not given it again. --on-timeout release or keep decides otherwise.',
    ],
    [
      'Ctrl-C',
      'says at once which numbers are still held and how to go on. Nothing is released or blacklisted behind your back.',
    ],
    [
      'Limits of your own',
      'maxHeld (numbers held at once, 20 unless set), maxPerDay and minBalance, for each profile: smsctl config set durian.maxPerDay 50. They hold across processes. Exit code 6.',
    ],
  ] as readonly (readonly [title: string, words: string])[],

  sandboxTitle: 'The sandbox',
  sandboxAbout:
    '--sandbox, or SMSCTL_SANDBOX=1, makes any command talk to a simulated platform inside of this program: no account, no network, no money. It remembers between commands, apart from the real ledger and settings. The account begins with a balance of 1000. What happens is decided by the project id, the same at every platform.',
  sandboxProjects: 'Project ids:',
  anyOther: 'any other',
  sandboxKinds: {
    code: 'of 1 to 6 digits: a code after 3 seconds',
    never: 'a code never comes: wait-code 7, after its timeout',
    several: 'three codes, 3 seconds apart; take the number with --multi to see all',
    noNumbers: 'there are no numbers: get-number 5',
    noBalance: 'the balance is too low: get-number 6',
    busy: 'two requests for a number are too fast, the third gets one: 14, 14, then 0; once with --retry-for 5m',
    unknownProject: 'the platform does not know the project: 11',
    needsKey: 'wants --secret-key sandbox-key; the only --vip it takes is sandbox-vip; else 11',
    quota: 'the quota of new numbers in 24 hours is used up: get-number 14',
    tooManyHeld: 'the account holds as many numbers as it may: get-number 14',
    lostAnswer: 'the number is taken and charged, then the connection breaks: get-number 9',
    noRoomToBlacklist: 'a code never comes, and two tries to blacklist the number are refused: wait-code 7',
    gone: 'the number is no longer ours at the first look: wait-code 11',
    systemFailure: 'the platform says that its system failed: 11, or 9 where its words prove nothing',
    laterNumbers: 'two requests find no numbers, the third gets one: 5, 5, then 0; once with --retry-for 5m',
    busyReading: 'the first two looks at a number are too fast, then the code comes',
  },
  sandboxExamples: [
    ['smsctl get-number --sandbox --pid 123 --wait', 'A number and its code'],
    ['smsctl get-number --sandbox -p zhima --pid 9003', 'What a script meets when there are no numbers'],
    ['smsctl get-number --sandbox --pid 9010; smsctl reconcile --sandbox', 'An answer that is lost, and how it ends'],
    ['smsctl simulate --port 8787', 'The same for programs in any language'],
  ] as readonly Example[],
};
