import { SmsctlError, withDetail } from '../../core/errors.ts';
import { extractCode } from '../../core/extract-code.ts';
import type { Balance, HeldNumber, Reading, RentedNumber, RentRequest } from '../../core/model.ts';
import type { HttpRequest, Parameters } from '../../core/ports.ts';
import { unseenMessages } from '../../core/unseen.ts';
import type { HoldWish, Provider, ProviderLink, Settlement } from '../contract.ts';
import {
  bringsNumbers,
  decodeBalance,
  decodeBlacklisted,
  decodeHeldMessage,
  decodeMessages,
  decodeNumbers,
  keyOf,
} from './answers.ts';
import { decodeFrame, findRefusal, misfit, refusalOf, type TaomaCall, type TaomaFrame } from './codes.ts';

const secret = ['userID', 'password', 'softAuthor'];

/** The five methods of the document, their parameters in its order. */
export function connectTaoma(link: ProviderLink): Provider {
  const { credentials } = link;

  const request = (call: TaomaCall, parameters: Parameters): HttpRequest => {
    const action = ['action', call] as const;
    const own = [
      ['userID', credentials.userId ?? ''],
      ['password', credentials.password ?? ''],
      ...parameters,
    ] as const;
    const nature = { secret, ...(call === 'getMessages' ? { repeatable: true } : {}) };
    return credentials.method === 'GET'
      ? { method: 'GET', url: link.baseUrl, query: [action, ...own], ...nature }
      : // In the form the digest stays out of the URL, which others write into their logs (T15).
        { method: 'POST', url: link.baseUrl, query: [action], form: own, ...nature };
  };

  const ask = async (call: TaomaCall, parameters: Parameters, signal?: AbortSignal): Promise<TaomaFrame> =>
    decodeFrame(await link.http.send(request(call, parameters), signal));

  const author = (): Parameters => (credentials.softAuthor ? [['softAuthor', credentials.softAuthor]] : []);

  const rentRequest = (wish: RentRequest): HttpRequest =>
    request('getMobiles', [
      ['projectID', wish.project],
      ['size', String(wish.count)],
    ]);

  const readAll = async (numbers: readonly HeldNumber[], signal?: AbortSignal): Promise<Reading[]> => {
    const asked = distinct(numbers);
    const frame = await ask('getMessages', [['mobiles', asked.join(',')], ...author()], signal);
    const texts = decodeMessages(frame, asked);
    const refused = texts.size === 0 ? refusedReading('getMessages', frame, asked.length) : null;
    return numbers.map((number) => refused ?? reading(texts.get(keyOf(number.platformNumber)) ?? [], number, frame));
  };

  const readHolding = async (number: HeldNumber, hold: HoldWish, signal?: AbortSignal): Promise<Reading> => {
    const parameters: Parameters = [
      ['mobile', number.platformNumber],
      ['nextProjectID', hold.nextProject ?? number.project],
      ...author(),
    ];
    const frame = await ask('getMessageAndHoldMobile', parameters, signal);
    const texts = decodeHeldMessage(frame, number.platformNumber);
    const refused = texts.length === 0 ? refusedReading('getMessageAndHoldMobile', frame, 1) : null;
    return refused ?? reading(texts, number, frame);
  };

  return {
    rentRequest,

    async balance(signal): Promise<Balance> {
      const frame = await ask('getUserInfo', [], signal);
      if (!frame.state) throw refusalOf('getUserInfo', frame);
      return decodeBalance(frame);
    },

    async rent(wish): Promise<RentedNumber[]> {
      const frame = decodeFrame(await link.http.send(rentRequest(wish)));
      if (frame.state) return decodeNumbers(frame);
      const error = refusalOf('getMobiles', frame);
      throw bringsNumbers(frame) ? withDetail(error, { effect: 'possible' }) : error;
    },

    async read(numbers, signal, hold): Promise<Reading[]> {
      if (numbers.length === 0) return [];
      if (hold === undefined) return readAll(numbers, signal);
      const readings: Reading[] = [];
      for (const number of numbers) readings.push(await readHolding(number, hold, signal));
      return readings;
    },

    async blacklist(numbers, signal): Promise<Settlement[]> {
      const [first] = numbers;
      if (first === undefined) return [];
      const asked = distinct(numbers);
      const parameters: Parameters = [
        ['projectID', first.project],
        ['mobiles', asked.join(',')],
      ];
      const frame = await ask('addBlackMobiles', parameters, signal);
      if (!frame.state) return refusedBlacklist(frame, numbers, asked.length);
      const listed = decodeBlacklisted(frame, asked);
      return numbers.map(({ platformNumber }) =>
        listed.has(keyOf(platformNumber)) ? { kind: 'done' } : { kind: 'failed', error: leftOut(frame) },
      );
    },
  };
}

/** What the words of an answer without messages mean for those who wait; null where they only say "not yet" (T5). */
function refusedReading(call: TaomaCall, frame: TaomaFrame, asked: number): Reading | null {
  const refusal = findRefusal(call, frame.words);
  if (refusal === null) return null;
  if (refusal === '号码已经离线' && asked === 1) return { kind: 'gone', note: frame.words };
  // Which of several it means is found out by whoever asks for each alone.
  throw refusalOf(call, frame);
}

function reading(texts: readonly string[], number: HeldNumber, { words }: TaomaFrame): Reading {
  const messages = texts.map((text) => ({ text, code: extractCode(text), project: null }));
  const fresh = unseenMessages(messages, number.messages);
  return fresh.length > 0
    ? { kind: 'received', messages: fresh }
    : { kind: 'waiting', note: words === '' ? null : words };
}

function refusedBlacklist(frame: TaomaFrame, numbers: readonly HeldNumber[], asked: number): Settlement[] {
  if ((frame.size ?? 0) > 0) throw misfit(frame);
  const error = refusalOf('addBlackMobiles', frame);
  if (error.code !== 'number.gone') throw error;
  return numbers.map(() => ({ kind: asked === 1 ? 'notHeld' : 'failed', error }));
}

/** For a number that is not among those the platform says it has blacklisted (T8). */
function leftOut({ words }: TaomaFrame): SmsctlError {
  return new SmsctlError('provider.refused', {
    params: { call: 'addBlackMobiles' },
    provider: 'taoma',
    providerMessage: words,
  });
}

const distinct = (numbers: readonly HeldNumber[]): string[] => [
  ...new Set(numbers.map(({ platformNumber }) => platformNumber)),
];
