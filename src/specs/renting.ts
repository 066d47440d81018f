import { openStates } from '../core/lease-state.ts';
import { endActions, exclusions, operators, timeoutActions } from '../input/choices.ts';
import { type CommandSpec, numbersArgument, type OptionSpec, pidOption, talkExitCodes } from '../input/spec.ts';

/** From a number to its code, and back again. */

/** What a number is to be like. */
const rentOptions: readonly OptionSpec[] = [
  pidOption,
  { flags: '--count N', text: 'count' },
  { flags: '--country CC', text: 'country', complete: 'country' },
  { flags: '--prefix DIGITS', text: 'prefix' },
  { flags: '--multi', text: 'multi' },
  { flags: '--vip KEY', text: 'vip' },
  { flags: '--secret-key KEY', text: 'secretKey' },
  { flags: '--exclude WHOSE', text: 'exclude', complete: exclusions },
  { flags: '--area CODE', text: 'area' },
  { flags: '--operator NAME', text: 'operator', complete: operators },
  { flags: '--international', text: 'international' },
  { flags: '--number N', text: 'number' },
];

/** How it is asked for. */
const askOptions: readonly OptionSpec[] = [
  { flags: '--retry-for DURATION', text: 'retryFor', complete: 'duration' },
  { flags: '--request-id TEXT', text: 'requestId' },
];

/** How long, how often and for what is waited, and what comes after it. */
const waitOptions: readonly OptionSpec[] = [
  { flags: '--timeout DURATION', text: 'timeout', complete: 'duration' },
  { flags: '--interval DURATION', text: 'interval', complete: 'duration' },
  { flags: '--on-timeout ACTION', text: 'onTimeout', complete: timeoutActions },
  { flags: '--keep', text: 'keep' },
  { flags: '--next-pid ID', text: 'nextPid', complete: 'project' },
  { flags: '--match REGEX', text: 'match' },
  { flags: '--not CODE', text: 'not', repeatable: true },
];

export const getNumber: CommandSpec = {
  name: 'get-number',
  exitCodes: [...talkExitCodes, 5, 6, 7, 9],
  documents: [
    { schema: 'get-number' },
    { schema: 'wait-code', option: '--wait' },
    { schema: 'get-number-dry-run', option: '--dry-run' },
  ],
  options: [
    ...rentOptions,
    ...askOptions,
    { flags: '--dry-run', text: 'dryRun' },
    { flags: '--wait', text: 'wait' },
    ...waitOptions,
  ],
  run: async (...given) => (await import('../commands/get-number.ts')).runGetNumber(...given),
};

export const runWith: CommandSpec = {
  name: 'run',
  exitCodes: [...talkExitCodes, 5, 6, 9, 126, 127],
  arguments: [{ label: 'COMMAND', text: 'command', required: true, many: true, complete: 'file' }],
  options: [
    ...rentOptions,
    ...askOptions,
    { flags: '--timeout DURATION', text: 'runTimeout', complete: 'duration' },
    { flags: '--on-end ACTION', text: 'onEnd', complete: endActions },
    { flags: '--report FILE', text: 'report', complete: 'file' },
  ],
  run: async (...given) => (await import('../commands/run.ts')).runWithNumbers(...given),
};

export const waitCode: CommandSpec = {
  name: 'wait-code',
  exitCodes: [...talkExitCodes, 7, 8],
  arguments: [numbersArgument({ states: ['held', 'received'] })],
  options: [
    pidOption,
    { flags: '--all', text: 'all' },
    { flags: '--multi', text: 'multiStranger' },
    ...waitOptions,
    { flags: '--since TIME', text: 'codeSince', complete: 'duration' },
    { flags: '--once', text: 'once' },
  ],
  run: async (...given) => (await import('../commands/wait-code.ts')).runWaitCode(...given),
};

export const sendSms: CommandSpec = {
  name: 'send-sms',
  exitCodes: [...talkExitCodes, 6, 9],
  arguments: [
    {
      label: 'NUMBER|ID',
      text: 'number',
      required: false,
      many: false,
      complete: { states: ['held', 'received'], ability: 'send' },
    },
  ],
  options: [
    pidOption,
    { flags: '--text TEXT', text: 'text' },
    { flags: '--request-id TEXT', text: 'sendId' },
    { flags: '--check', text: 'checkSend' },
  ],
  run: async (...given) => (await import('../commands/send-sms.ts')).runSendSms(...given),
};

export const release: CommandSpec = {
  name: 'release',
  exitCodes: talkExitCodes,
  arguments: [numbersArgument({ states: openStates, ability: 'release' })],
  options: [pidOption, { flags: '--all', text: 'all' }, { flags: '--multi', text: 'multiStranger' }],
  run: async (...given) => (await import('../commands/release.ts')).runRelease(...given),
};

export const blacklist: CommandSpec = {
  name: 'blacklist',
  exitCodes: talkExitCodes,
  documents: [{ schema: 'blacklist' }, { schema: 'blacklist-check', option: '--check' }],
  arguments: [numbersArgument({ states: openStates, ability: 'blacklist' })],
  options: [pidOption, { flags: '--check', text: 'check' }],
  run: async (...given) => (await import('../commands/blacklist.ts')).runBlacklist(...given),
};

export const reconcile: CommandSpec = {
  name: 'reconcile',
  exitCodes: [...talkExitCodes, 9],
  options: [{ flags: '--dry-run', text: 'dryRun' }],
  run: async (...given) => (await import('../commands/reconcile.ts')).runReconcile(...given),
};
