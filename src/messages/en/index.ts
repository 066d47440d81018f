import { tableTime } from '../table-time.ts';
import { enAbilities } from './abilities.ts';
import { enBoard } from './board.ts';
import { enDoctor } from './doctor.ts';
import { enErrors } from './errors.ts';
import { enExpected } from './expected.ts';
import { enHelp } from './help.ts';
import { enPages } from './help-pages.ts';
import { enTopics } from './help-topics.ts';
import { enLogin } from './login.ts';
import { enManual } from './manual.ts';
import { enPrompts } from './prompts.ts';
import { enRun } from './run.ts';
import { enStats } from './stats.ts';
import { enWizard } from './wizard.ts';
import { enAfter, enDuration, enStakes, enStates, plural } from './words.ts';

/** What not every command says is handed out when it is asked for: only then does the bundle load it. */
export const en = {
  locale: 'en' as string,
  get errors() {
    return enErrors;
  },
  stakes: enStakes,
  states: enStates,
  abilities: enAbilities,
  get stats() {
    return enStats;
  },
  board: enBoard,
  after: enAfter,
  get help() {
    return enHelp;
  },
  get pages() {
    return enPages;
  },
  get topics() {
    return enTopics;
  },
  get manual() {
    return enManual;
  },
  get prompts() {
    return enPrompts;
  },
  get wizard() {
    return enWizard;
  },
  duration: enDuration,
  clock: (milliseconds: number): string => tableTime(milliseconds, enDuration),
  /** Puts sentences one after another. */
  sentences: (parts: readonly string[]): string => parts.join(' '),
  clauses: (parts: readonly string[]): string => parts.join('; '),

  /** A label and what it stands for. */
  labelled: (label: string, text: string): string => `${label}: ${text}`,

  failure: {
    error: 'Error',
    hint: 'What to do',
    codes: (code: string, exitCode: number): string => `code ${code}, exit ${exitCode}`,
    platformSays: 'The platform says',
    more: (count: number, command: string): string => `and ${count} more: ${command}`,
  },

  columns: {
    id: 'ID',
    number: 'NUMBER',
    country: 'COUNTRY',
    name: 'NAME',
    available: 'AVAILABLE',
    project: 'PROJECT',
    provider: 'PROVIDER',
    state: 'STATE',
    code: 'CODE',
    age: 'AGE',
    left: 'LEFT',
    next: 'NEXT',
    result: 'RESULT',
    platform: 'PLATFORM',
    ledger: 'LEDGER',
    blacklisted: 'BLACKLISTED',
    before: 'BEFORE',
    after: 'AFTER',
    why: 'WHY',
    key: 'KEY',
    value: 'VALUE',
    source: 'SOURCE',
    origin: 'FROM',
    title: 'PLATFORM',
    configured: 'CONFIGURED',
    variable: 'VARIABLE',
    can: 'CAN DO',
    exitCode: 'EXIT CODE',
  },

  facts: {
    project: 'Project',
    name: 'Name',
    status: 'State',
    kind: 'Kind',
    prices: 'Price',
    account: 'Account',
    balance: 'Balance',
    profile: 'Profile',
    maxNumbers: 'Numbers at once',
    createdAt: 'Created',
    settings: 'Settings',
    ledger: 'Ledger',
    sandbox: 'Sandbox',
    request: 'Request',
    limits: 'Limits',
    baseUrl: 'Base URL',
    platform: 'Platform',
    can: 'Can',
    rentOptions: 'Options',
    control: 'Control',
    credentials: 'Credentials',
  },

  providers: {
    configured: 'configured',
    notConfigured: (command: string): string => `not configured yet: ${command}`,
    required: 'required',
    set: (source: string): string => `set (${source})`,
    more: 'Limits and other settings: smsctl config list --all',
  },

  units: { points: 'points', messages: 'messages', yuan: 'yuan' } as Readonly<Record<string, string>>,
  yesNo: (yes: boolean): string => (yes ? 'yes' : 'no'),
  none: '–',

  getNumber: {
    asking: 'Asking for a number …',
    retrying: (words: string, pause: string): string => `${words} Asking again in ${pause}.`,
    advice: (count: number, after: string, within: string): string =>
      `Have the SMS sent to ${count === 1 ? 'it' : 'them'} after about ${after} and within ${within}.`,
    adviceNow: (count: number, within: string): string =>
      `Have the SMS sent to ${count === 1 ? 'it' : 'them'} within ${within}.`,
    thenWait: (command: string): string => `Then: ${command}`,
    fewer: (got: number, asked: number): string => `Only ${got} of ${asked} numbers could be had.`,
    existing: 'This request id was used before: these are its numbers, nothing was bought.',
    requestIsOut: 'The request has left; its answer is waited for, so that no number is lost. Again to leave at once.',
    dryRun: 'Nothing was sent. This request would be:',
  },

  waitCode: {
    waiting: (count: number): string => (count === 1 ? 'Waiting for the code' : `Waiting for ${count} codes`),
    left: (time: string): string => `${time} left`,
    looks: (count: number): string => plural(count, 'look', 'looks'),
    settled: {
      received: (number: string): string => `${number}: code received`,
      timedOut: (number: string): string => `${number}: no code in time`,
      gone: (number: string): string => `${number}: no longer held`,
      pending: (number: string): string => `${number}: nothing yet`,
      failed: (number: string): string => `${number}: failed`,
    },
  },

  giveBack: {
    released: 'released',
    blacklisted: 'blacklisted',
    already: 'already so',
    failed: 'failed',
    nothing: 'Nothing is held that fits: nothing to do.',
  },

  sendStates: {
    sent: 'sent',
    sending: 'on its way',
    already: 'was sent before; nothing was sent now',
    failed: 'not sent',
  },

  platformStatus: { codeSent: 'code sent', held: 'held', free: 'free' },

  reconciled: {
    timeOver: 'its time is over',
    stillPossible: 'a number may still be held; look again when its time is over',
    free: 'the platform has freed it',
    codeSent: 'a code is there: smsctl wait-code',
    held: 'the platform still holds it for you',
    blacklisted: 'blacklisted now',
    leftBehind: 'given back now, as the command it was rented for is gone',
    notAsked: 'the platform could not be asked',
    lateCode: 'a code came after it was given up',
    failed: 'asking failed',
    /** What is known of a purchase whose answer was lost. */
    freed: (time: string): string => `the platform frees it by itself within ${time}`,
    balance: (before: string | null, after: string | null, others: number | null): string => {
      if (before === null && after === null) return 'the balance is not known';
      const between = others === null ? '' : `, ${plural(others, 'other number', 'other numbers')} rented in between`;
      return `balance ${before ?? 'not known'} before it, ${after ?? 'not known'} after it${between}`;
    },
    chargesMessages: 'the balance pays for messages there and does not tell whether a number was rented',
    nothing: 'Everything is settled.',
  },

  notes: {
    unknown: (count: number): string =>
      `${plural(count, 'rent request has', 'rent requests have')} an unknown outcome: a number may have been rented. smsctl reconcile settles it.`,
    finishedDue: (number: string): string => `${number}: blacklisted now, as an earlier command had to leave it.`,
    stillDue: (number: string): string => `${number}: still to be blacklisted; the next command tries again.`,
    endedLeft: (number: string): string => `${number}: given back now, as the command it was rented for is gone.`,
    stillLeft: (number: string): string => `${number}: could not be given back yet; the next command tries again.`,
    notReleased: (number: string, command: string): string => `${number} could not be released. Try again: ${command}`,
    stillHeld: (numbers: string): string => `Still held: ${numbers}.`,
    lateCode: (number: string, code: string): string =>
      `${number}: a code came after it was given up: ${code}. It is kept in the ledger.`,
    noLateLook: (number: string, why: string): string =>
      `${number} was given up and could not be looked at again: ${why}`,
    nothingHeld: 'No number is held by this command.',
    resume: (command: string): string => `Resume with: ${command}`,
  },

  config: {
    allowPlaintext: (risk: string): string => `${risk} Use it all the same, from now on?`,
    saved: (key: string): string => `${key} is set.`,
    removed: (key: string): string => `${key} is removed.`,
    enterSecret: (key: string): string => `${key} (hidden):`,
    unset: 'not set',
    nothingSet: 'Nothing is set yet. smsctl login begins.',
    aliasMeant: (name: string): string => `Nothing of this project is there. Did you mean the alias ${name}?`,
    restWithAll: '--all shows the defaults and what is not set, too.',
    ignored: (key: string, meant: string | null): string =>
      `${key} in the settings file means nothing and is ignored${meant === null ? '' : `; ${meant} was probably meant`}.`,
  },

  sources: { option: 'option', environment: 'environment', store: 'store', default: 'default' },

  get run() {
    return enRun;
  },
  get login() {
    return enLogin;
  },
  get doctor() {
    return enDoctor;
  },

  simulate: {
    serving: 'The simulator is serving. Ctrl-C stops it.',
    use: 'To use it from another terminal:',
  },

  expected: enExpected,
};
