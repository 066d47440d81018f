import type { Platform } from './parrot-words.ts';

/** A command, and the call of the platform that the key comes back in. */
export interface Scene {
  readonly platform: Platform;
  readonly words: readonly string[];
  /** `*` is every call. */
  readonly call: string;
  /** Whether a number must be held before. */
  readonly needsLease: boolean;
}

const wait = ['wait-code', '--once'];
const giveUp = ['wait-code', '--timeout', '0.1', '--interval', '0.2'];

function scenesOf(platform: Platform, scenes: Readonly<Record<string, readonly (readonly string[])[]>>): Scene[] {
  return Object.entries(scenes).flatMap(([call, lines]) =>
    lines.map((words) => ({ platform, words, call, needsLease: withLease.has(words[0] ?? '') })),
  );
}

const withLease: ReadonlySet<string> = new Set([
  'wait-code',
  'release',
  'blacklist',
  'status',
  'reconcile',
  'send-sms',
]);

/** Every command that asks a platform, at every call that it makes; and those that ask nobody. */
export const scenes: readonly Scene[] = [
  ...scenesOf('durian', {
    getUserInfo: [['balance'], ['doctor']],
    getMobileCode: [
      ['get-number', '--pid', '123'],
      ['get-number', '--pid', '123', '--count', '3', '--request-id', 'order'],
      ['get-number', '--pid', '123', '--retry-for', '0.2'],
    ],
    getMsg: [wait, giveUp, ['get-number', '--pid', '123', '--wait', '--timeout', '0.1']],
    passMobile: [['release'], ['release', '--all'], [...giveUp, '--on-timeout', 'release']],
    addBlack: [['blacklist'], giveUp],
    getBlack: [['blacklist', '--check']],
    getCountryPhoneNum: [['countries'], ['countries', '--pid', '123', '--sort', 'country']],
    getStatus: [['status'], ['reconcile']],
    '*': [['get-number', '--pid', '123', '--dry-run'], ['reconcile', '--dry-run'], ['numbers', '--all'], ['providers']],
  }),
  ...scenesOf('zhima', {
    'pkey/verification': [['balance'], ['doctor'], ['project', '--pid', '123'], ['get-number', '--pid', '123']],
    'items/details': [['project', '--pid', '123']],
    'phoneNos/get': [
      ['get-number', '--pid', '123'],
      ['get-number', '--pid', '123', '--operator', 'mobile'],
    ],
    'sms/get': [wait, giveUp, ['get-number', '--pid', '123', '--wait', '--timeout', '0.1']],
    'sms/send': [
      ['send-sms', '--text', 'hello'],
      ['send-sms', '--check'],
    ],
    'sms/release': [['release']],
    'sms/releaseAll': [['release', '--all']],
    'sms/block': [['blacklist'], giveUp],
    '*': [
      ['get-number', '--pid', '123', '--dry-run'],
      ['config', 'list'],
    ],
  }),
  ...scenesOf('taoma', {
    getUserInfo: [['balance'], ['doctor']],
    getMobiles: [['get-number', '--pid', '123']],
    getMessages: [wait, giveUp],
    getMessageAndHoldMobile: [[...wait, '--keep']],
    addBlackMobiles: [['blacklist'], giveUp],
    '*': [['get-number', '--pid', '123', '--dry-run'], ['release'], ['config', 'list']],
  }),
];

/** What a user looks at afterwards, in any mode. */
export const lookBack: readonly (readonly string[])[] = [
  ['numbers', '--all'],
  ['config', 'list'],
  ['config', 'get', 'durian.apiKey'],
  ['config', 'get', 'durian.work.secretKey'],
  ['config', 'get', 'zhima.pkey'],
  ['config', 'get', 'taoma.password'],
  ['config', 'path'],
  ['providers'],
  ['doctor'],
  ['stats'],
  ['help', 'environment'],
  ['get-number', '--pid', '5', '--dry-run', '-v'],
  ['balance', '--sandbox', '-v'],
];
