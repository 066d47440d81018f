import { SmsctlError, withDetail } from '../../core/errors.ts';
import type {
  Balance,
  HeldNumber,
  ProjectFacts,
  Reading,
  RentedNumber,
  RentRequest,
  SendState,
} from '../../core/model.ts';
import { onlyDigits } from '../../core/phone.ts';
import type { HttpRequest, Parameters } from '../../core/ports.ts';
import type { Provider, ProviderLink, Settlement } from '../contract.ts';
import { saysSomethingWasDone } from '../wording.ts';
import {
  decodeBalance,
  decodeFields,
  decodeNumbers,
  decodeProject,
  decodeReading,
  type Fields,
  isDone,
  isNo,
  isOk,
  numbersNamed,
  wordsOf,
} from './answers.ts';
import { isCostly, refusal, senseOf, sessionRefusal, type ZhimaCall } from './codes.ts';
import { openSessions } from './session.ts';

const operators = { mobile: '1', unicom: '2', telecom: '3' } as const;

/** The eight calls of the document. */
export function connectZhima(link: ProviderLink): Provider {
  const { account = '', pkey = '' } = link.credentials;

  const request = (call: ZhimaCall, parameters: Parameters): HttpRequest => ({
    method: 'GET',
    url: `${link.baseUrl}/${call}.php`,
    query: parameters,
    secret: ['account', 'pkey'],
    ...(call === 'sms/get' ? { repeatable: true } : {}),
  });

  const verification = request('pkey/verification', [
    ['account', account],
    ['pkey', pkey],
  ]);
  const sessions = openSessions(link, verification);

  /**
   * One call within the session. Where the platform says that the session is over, it did nothing: the key is verified
   * and the call is made once more, and never a third time (Z2).
   */
  const ask = async (call: ZhimaCall, parameters: Parameters, signal?: AbortSignal): Promise<Fields> => {
    const made = request(call, parameters);
    const session = await before(() => sessions.ensure(signal), signal);
    const first = decodeFields(await sessions.send(session, made, signal));
    if (!isSessionLost(first, call)) return first;
    const fresh = await before(() => sessions.renew(session, signal), signal);
    const second = decodeFields(await sessions.send(fresh, made, signal));
    if (!isSessionLost(second, call)) return second;
    sessions.forget();
    throw sessionRefusal(second.msg ?? '', call);
  };

  const rentRequest = (wish: RentRequest): HttpRequest => {
    for (const option of ['area', 'operator'] as const) {
      if (!wish.international || wish[option] === null) continue;
      // Only numbers of mainland China have these (call 4 of the document).
      throw new SmsctlError('usage.conflict', { params: { option: `--${option}`, other: '--international' } });
    }
    return request('phoneNos/get', [
      ['itemId', wish.project],
      ['quantity', String(wish.count)],
      ...(wish.number === null ? [] : [['phoneNo', platformSpelling(wish.number)] as const]),
      ...(wish.area === null ? [] : [['areaCode', wish.area] as const]),
      ...(wish.international ? [['international', 'Y'] as const] : []),
      ...(wish.operator === null ? [] : [['type', operators[wish.operator]] as const]),
    ]);
  };

  const about = ({ project, platformNumber }: HeldNumber): Parameters => [
    ['itemId', project],
    ['phoneNo', platformNumber],
  ];

  /** Numbers of one project. */
  const releaseThese = async (numbers: readonly HeldNumber[], signal?: AbortSignal): Promise<Settlement[]> => {
    const parameters: Parameters = [
      ['phoneNo', numbers.map(({ platformNumber }) => platformNumber).join(',')],
      ['itemId', numbers[0]?.project ?? ''],
    ];
    const answer = await ask('sms/release', parameters, signal);
    return isDone(answer) ? numbers.map(() => ({ kind: 'done' })) : settle(numbers, wordsOf(answer));
  };

  return {
    rentRequest,

    async balance(signal): Promise<Balance> {
      const balance = decodeBalance((await sessions.begin(signal)).fields);
      return { account: account === '' ? null : account, balance, unit: 'messages', maxNumbers: null, createdAt: null };
    },

    async rent(wish): Promise<RentedNumber[]> {
      const { query = [] } = rentRequest(wish);
      return decodeNumbers(await ask('phoneNos/get', query), wish);
    },

    async read(numbers, signal): Promise<Reading[]> {
      return inOrder(numbers, async (number) => decodeReading(await ask('sms/get', about(number), signal), number));
    },

    async release(numbers, signal): Promise<Settlement[]> {
      if (numbers.length === 0) return [];
      const settled = await releaseThese(numbers, signal);
      const rest = numbers.filter((_, index) => settled[index]?.kind === 'failed');
      if (rest.length === 0) return settled;
      // Whether these were released nobody said. It does no harm to say it again, without those that spoiled it.
      const later = (await releaseThese(rest, signal)).values();
      return settled.map((one) => (one.kind === 'failed' ? (later.next().value ?? one) : one));
    },

    async releaseAll(signal): Promise<void> {
      const answer = await ask('sms/releaseAll', [], signal);
      if (!isDone(answer)) throw refusal(wordsOf(answer), 'sms/releaseAll');
    },

    async blacklist(numbers, signal): Promise<Settlement[]> {
      return inOrder(numbers, async (number): Promise<Settlement> => {
        const answer = await ask('sms/block', about(number), signal);
        if (isDone(answer)) return { kind: 'done' };
        const words = wordsOf(answer);
        const error = refusal(words, 'sms/block');
        const sense = senseOf(words, 'sms/block');
        if (sense === 'already') return { kind: 'already' };
        if (sense === 'notHeld') return { kind: 'notHeld', error };
        throw error;
      });
    },

    async project(project, signal): Promise<ProjectFacts> {
      return decodeProject(await ask('items/details', [['itemId', project]], signal));
    },

    async send(number, text): Promise<void> {
      const parameters: Parameters = [...about(number), ['smcontent', text], ['querys', 'N']];
      const answer = await ask('sms/send', parameters);
      if (!isDone(answer)) throw refusal(wordsOf(answer), 'sms/send');
    },

    async sendState(number, signal): Promise<SendState> {
      const answer = await ask('sms/send', [...about(number), ['querys', 'Y']], signal);
      if (isDone(answer)) return { state: 'sent', note: null };
      const note = wordsOf(answer);
      const sense = senseOf(note, 'sms/send');
      if (sense === 'sending') return { state: 'sending', note };
      // What is said of the account, the project or the number is no word on the message.
      if (sense !== null && sense !== 'provider.refused') throw refusal(note, 'sms/send');
      return { state: 'failed', note };
    },
  };
}

/**
 * Said instead of an answer: in words, or as the document's `valid` (Z2). What costs money or sends a text is not made
 * again on a `valid` beside which something is said to have been done.
 */
function isSessionLost(fields: Fields, call: ZhimaCall): boolean {
  const { phoneNos, sm, status, msg } = fields;
  if (call === 'sms/get' && (status ?? '') !== '') return false;
  if ((phoneNos ?? '') !== '' || (sm ?? '').trim() !== '') return false;
  const sense = msg === null ? null : senseOf(msg, call);
  const isPerhapsDone = isOk(msg) || sense === 'sending' || saysSomethingWasDone(msg ?? '');
  return isNo(fields) ? !(isCostly(call) && isPerhapsDone) : sense === 'sessionLost';
}

/** A verification comes before the call, or after it was refused: when it fails, the call did nothing. */
async function before<T>(verify: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    const isStopped = signal?.aborted === true && error === signal.reason;
    throw error instanceof SmsctlError && !isStopped ? withDetail(error, { effect: 'none' }) : error;
  }
}

/**
 * A release that was refused. Of several numbers only those that the words name are known to be not held; whether the
 * rest was released nobody says (Z8).
 */
function settle(numbers: readonly HeldNumber[], words: string): Settlement[] {
  const error = refusal(words, 'sms/release');
  const named = numbersNamed(words);
  const isNamed = ({ platformNumber }: HeldNumber) => numbers.length === 1 || named.has(onlyDigits(platformNumber));
  if (senseOf(words, 'sms/release') !== 'notHeld' || !numbers.some(isNamed)) throw error;
  const unsaid = withDetail(refusal('', 'sms/release'), { providerMessage: words });
  return numbers.map((number) => (isNamed(number) ? { kind: 'notHeld', error } : { kind: 'failed', error: unsaid }));
}

/** Numbers of mainland China as the platform writes them; others as they were given. */
function platformSpelling(number: string): string {
  const compact = number.normalize('NFKC').replace(/[\s().-]/gu, '');
  return /^(?:(?:\+|00)?86)?(1[3-9]\d{9})$/u.exec(compact)?.[1] ?? compact;
}

/** One call at a time: the account's pace is counted per call. */
async function inOrder<In, Out>(items: readonly In[], act: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}
