/** What a help page says besides the lines of `help.ts`. Commands by their path: `config set`. */

import { enAccountPages } from './account-pages.ts';

/** A command line and a remark on it. */
export type Example = readonly [line: string, says: string];

/** What stdout carries. The JSON is read from the schemas. */
export interface OutputTexts {
  readonly terminal: string;
  readonly pipe: string;
}

export const enPages = {
  headings: {
    firstSteps: 'First steps:',
    output: 'Output:',
    exitCodes: 'Exit codes:',
    topics: 'Topics (smsctl help TOPIC):',
    seeAlso: 'See also:',
  },
  groups: {
    rent: 'Rent a number and wait for its code:',
    giveBack: 'Give numbers back:',
    look: 'Look:',
    account: 'Account and settings:',
    tools: 'Tools:',
  },
  onTerminal: 'on a terminal',
  inPipe: 'in a pipe',
  everyExitCode: (codes: string): string => `Like every command also ${codes}: smsctl help exit-codes`,
  moreGlobals: 'Every command takes these, before or after its name:',
  nothing: 'nothing',
  firstSteps: [
    ['smsctl', 'Be asked for everything, step by step'],
    ['smsctl get-number --sandbox --pid 123 --wait', 'Try it: no account, no network, no money'],
    ['smsctl login', 'Log in to a platform'],
    ['smsctl get-number --help', 'All about one command'],
  ] as readonly Example[],
  topics: {
    'exit-codes': 'what each exit code means, for scripts',
    environment: 'every variable that is read, and what it is set to',
    json: 'the rules of --json, every document, examples with jq',
    money: 'what costs money, and what is promised about it',
    sandbox: 'the simulated platforms and their project ids',
  },

  about: {
    ...enAccountPages.about,
    balance: 'Asks the platform for the balance of the account. Costs nothing, so it is also the way to check a key.',
    'get-number':
      'Rents numbers for a project and prints them. This is the command that costs money: it sends one request, and never repeats it unless it is proven that nothing was rented. Every number is in the ledger before it is printed.',
    run: 'Rents numbers as get-number does, runs a command with them in its environment (SMSCTL_NUMBER, SMSCTL_NUMBERS), and gives them back however it ends. Inside of it wait-code, release, blacklist, status and send-sms need no number. Its exit code is the command’s; stdout is the command’s alone.',
    'wait-code':
      'Looks for the code in the pace that the platform asks for, for one number or fifty, and prints each code the moment it is there. When no code came in time, the number is blacklisted, so that you are not given it again; --on-timeout decides otherwise.',
    release: 'Gives numbers back that are not needed any more. Where a platform cannot do that, it says so.',
    blacklist: 'Gives numbers back and asks the platform not to give them to you again. --check only asks.',
    countries: 'Asks how many numbers there are, most first.',
    status: 'Asks the platform about numbers and sets what it says beside what the ledger knows. Rents nothing.',
    project: 'Asks the platform about a project. Not every platform can be asked.',
    'send-sms':
      'Sends one message from a rented number, where the platform can. It is sent once: when the answer is lost, --check asks what became of it.',
    numbers:
      'Shows what the ledger on this machine knows, without asking anybody: open leases, and those that were closed in the last 24 hours.',
    stats:
      'Counts, from the ledger on this machine, how many of the rented numbers brought a code, and how soon. Asks nobody.',
    reconcile:
      'Settles what a crash, a lost answer or an expiry has left open, and looks for codes that came late. Run it after exit code 9.',
    providers: 'Shows the platforms, what each can do, and which settings it needs.',
    config:
      'Settings are looked for in this order: option, environment, store, default. Keys are never written on the command line.',
    'config get': 'Prints one setting. A key is shown as ***.',
    'config path': 'Prints the files that this program writes.',
    simulate:
      'Serves the simulated platforms to any program in any language, until Ctrl-C. smsctl help sandbox has the project ids.',
    completion:
      'Prints a script that makes Tab complete commands, options and values: platforms, projects used lately, countries, and the numbers that are held. It asks this program each time, without a network, so it never has to be made anew.',
    help: 'Shows the page of a command or of a topic.',
  } as Readonly<Record<string, string>>,

  examples: {
    ...enAccountPages.examples,
    balance: [
      ['smsctl balance', 'The account in use'],
      ['smsctl balance -p durian --profile work --json', 'Another account, for a program'],
    ],
    'get-number': [
      ['smsctl get-number --pid 123 --wait', 'Rent one number and wait for its code'],
      ['smsctl get-number --pid 0257 --country bo --count 3', 'Three numbers of Bolivia'],
      ['smsctl get-number --pid 123 --retry-for 5m', 'Go on asking for five minutes while there are none'],
      ['smsctl get-number --pid 123 --request-id order-7', 'Safe to run again: the same id buys nothing twice'],
      ['n=$(smsctl get-number --pid 123) && code=$(smsctl wait-code "$n")', 'In a script'],
      ['smsctl get-number --pid 123 --dry-run', 'See the request without sending it'],
    ],
    run: [
      ['smsctl run --pid 123 -- npm test', 'A test suite with a number'],
      ['smsctl run --pid 123 --count 2 --timeout 10m --report sms.xml -- npx playwright test', 'Two, and a report'],
      ["smsctl run --pid 123 -- sh -c 'echo $SMSCTL_NUMBER; smsctl wait-code'", 'What the command can do'],
    ],
    'wait-code': [
      ['smsctl wait-code', 'The one number that is held'],
      ['smsctl wait-code +59173841704 --timeout 2m --on-timeout release', 'Give it back if no code comes in time'],
      ["smsctl wait-code --all --json | jq -r '[.number, .code] | @tsv'", 'All that are held'],
      ['smsctl wait-code --once', 'One look; exit code 8 when there is nothing yet'],
      ["smsctl wait-code --match 'code: (\\w+)'", 'Say how the code looks'],
    ],
    release: [
      ['smsctl release', 'The one number that is held'],
      ['smsctl release --all --pid 123', 'All of a project'],
      ['smsctl release - < numbers.txt', 'Those of a file, one a line'],
    ],
    blacklist: [
      ['smsctl blacklist +59173841704', 'Never give me this one again'],
      ['smsctl blacklist --check +59173841704 --pid 123', 'Only ask'],
    ],
    countries: [
      ['smsctl countries --pid 123', 'For a project'],
      ['smsctl countries --country th --json', 'One country'],
    ],
    status: [
      ['smsctl status', 'The one number that is held'],
      ['smsctl status --all', 'All that are open'],
    ],
    project: [['smsctl project --pid 123 -p zhima', 'What it is called and what it costs']],
    'send-sms': [
      ["smsctl send-sms --text 'STOP' --request-id stop-1", 'Safe to run again: the same id sends nothing twice'],
      ['smsctl send-sms --check', 'What became of the last one'],
    ],
    numbers: [
      ['smsctl numbers', 'What is held, and what to do next'],
      ['smsctl numbers --watch', 'The same, kept up to date on the screen'],
      ['smsctl numbers --state held --since 1h', 'Those of the last hour that are still held'],
      ["smsctl numbers --all --json | jq -r '.leases[].number'", 'Everything the ledger knows'],
    ],
    stats: [
      ['smsctl stats', 'By platform, project and country'],
      ['smsctl stats --by country --since 7d --pid 123', 'Which country to rent in'],
    ],
    reconcile: [
      ['smsctl reconcile --dry-run', 'See what would be done'],
      ['smsctl reconcile', 'Do it'],
    ],
    providers: [['smsctl providers', 'Which settings are still missing']],
    config: [
      ['smsctl config set provider durian', 'The platform to use'],
      ['smsctl config set durian.name alice', 'The name of the account'],
      ['smsctl config set durian.apiKey', 'Asks for the key, without an echo'],
      ['smsctl config list', 'What is set, and where'],
    ],
    'config get': [['smsctl config get durian.maxHeld', 'How many numbers may be held at once']],
    'config path': [['smsctl config path', 'Where the settings are']],
    simulate: [
      ['smsctl simulate --port 8787', 'On a port of your choice'],
      ['smsctl simulate --scenario scenario.json', 'With accounts, stock and faults of your own'],
    ],
    completion: [
      ["echo 'source <(smsctl completion bash)' >> ~/.bashrc", 'bash, from the next shell on'],
      ["echo 'source <(smsctl completion zsh)' >> ~/.zshrc", 'zsh: below the line with compinit, where there is one'],
      ['smsctl completion fish > ~/.config/fish/completions/smsctl.fish', 'fish'],
      ["'smsctl completion pwsh | Out-String | Invoke-Expression' >> $PROFILE", 'PowerShell'],
    ],
    help: [
      ['smsctl help get-number', 'A command'],
      ['smsctl help config set', 'A command of a command'],
      ['smsctl help exit-codes', 'A topic'],
    ],
  } as Readonly<Record<string, readonly Example[]>>,

  outputs: {
    ...enAccountPages.outputs,
    balance: { terminal: 'account, balance with its unit', pipe: 'the balance alone' },
    'get-number': {
      terminal: 'a table: id, number, country, project, time left',
      pipe: 'a number a line; with --wait the codes follow',
    },
    run: {
      terminal: 'the command’s own output; the numbers and what became of them on stderr',
      pipe: 'the command’s own output; with --json the document stands on stderr',
    },
    'wait-code': {
      terminal: 'the wait on stderr; each code on a line of its own',
      pipe: 'the code; where several numbers were meant: number, code, with a tab between',
    },
    release: { terminal: 'a table: number, result', pipe: 'number, result' },
    blacklist: { terminal: 'a table: number, result', pipe: 'number, result; with --check: number, true or false' },
    countries: { terminal: 'a table: country, name, numbers, what yours have brought', pipe: 'country, numbers' },
    status: { terminal: 'a table: number, platform, ledger', pipe: 'number, platform, ledger' },
    project: { terminal: 'name, state, kind, price', pipe: 'project, name, state, kind, price' },
    'send-sms': { terminal: 'what became of the message', pipe: 'number, state, the platform’s words' },
    numbers: {
      terminal: 'a table: number, project, state, time left, code, next step; id and age where there is room',
      pipe: 'id, number, provider, project, state, code',
    },
    stats: {
      terminal: 'tables: rented, codes, given up, times, share with a bar',
      pipe: 'what is counted by, provider, project, country, then the counts',
    },
    reconcile: { terminal: 'a table: number, before, after, why', pipe: 'id, number, before, after' },
    providers: {
      terminal: 'for each platform what it can do, and its settings',
      pipe: 'provider, true if it is set up',
    },
    'config get': { terminal: 'the value', pipe: 'the value; nothing when it is not set' },
    'config set': { terminal: 'nothing; a remark on stderr', pipe: 'nothing' },
    'config path': { terminal: 'settings, ledger, sandbox', pipe: 'the path of the settings' },
    simulate: { terminal: 'addresses, and the variables to set', pipe: 'lines of export NAME=VALUE' },
    completion: { terminal: 'the script', pipe: 'the script' },
    help: { terminal: 'the page, as wide as the terminal', pipe: 'the same, 80 columns wide' },
  } as Readonly<Record<string, OutputTexts>>,
};
