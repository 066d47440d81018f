import { type ErrorCode, SmsctlError } from '../../core/errors.ts';
import type { HttpAnswer } from '../../core/ports.ts';
import { type Json, parseJson, property, protocolError, successText } from '../decode.ts';
import { saysSomethingWasDone } from '../wording.ts';

/** The failures the document names, in its words. What a method says while it waits is none. */
const refusals = {
  操作频繁: 'rate.limited',
  余额不足: 'balance.insufficient',
  暂时没有可用号码: 'numbers.none',
  号码已经离线: 'number.gone',
  参数错误: 'provider.refused',
} as const satisfies Record<string, ErrorCode>;

export type TaomaRefusal = keyof typeof refusals;

/** The five methods, with the failures the document lists for each. */
export const documentedRefusals = {
  getMobiles: ['余额不足', '操作频繁', '参数错误', '暂时没有可用号码'],
  getMessages: ['余额不足', '操作频繁', '参数错误'],
  getMessageAndHoldMobile: ['余额不足', '操作频繁', '参数错误', '号码已经离线'],
  addBlackMobiles: ['操作频繁', '参数错误', '号码已经离线'],
  getUserInfo: ['操作频繁', '参数错误'],
} as const satisfies Record<string, readonly TaomaRefusal[]>;

export type TaomaCall = keyof typeof documentedRefusals;

/** The same sentences as other versions of a platform may put them; spaces and punctuation are gone by then. */
const spellings: Readonly<Record<TaomaRefusal, RegExp>> = {
  操作频繁: /(?:操作|请求|访问)(?:太|过于|过)?频繁/u,
  余额不足: /余额(?:已经?)?不足/u,
  暂时没有可用号码: /(?:没有?|无)可用的?(?:手机)?号|(?:暂时没有|暂无)(?:手机)?号码/u,
  号码已经离线: /号码?\d*(?:已经?)?(?:离线|下线|掉线)/u,
  参数错误: /参数(?:错误|有误|出错|不正确)/u,
};

/** `{"state", …, "message"}`: what every answer has. */
export interface TaomaFrame {
  readonly state: boolean;
  /** How many numbers or messages it speaks of, where it says so. */
  readonly size: number | null;
  /** `message`: the reason of a failure, and at addBlackMobiles the numbers. */
  readonly words: string;
  readonly body: Json;
}

export function decodeFrame(answer: HttpAnswer): TaomaFrame {
  const body = parseJson(successText(answer));
  const state = property(body, 'state');
  const size = property(body, 'size') ?? null;
  // Booleans and integers may come as strings (T16).
  const isGood = state === true || state === 'true';
  if (!isGood && state !== false && state !== 'false') throw protocolError('shape');
  if (size !== null && (typeof size !== 'string' || !/^\d{1,9}$/u.test(size))) throw protocolError('shape');
  const words = (readText(body, 'message') ?? '').trim();
  return { state: isGood, size: size === null ? null : Number(size), words, body };
}

/** A member that is a text; null where there is none. */
export function readText(body: Json, name: string): string | null {
  const value = property(body, name) ?? null;
  if (value !== null && typeof value !== 'string') throw protocolError('shape');
  return value;
}

/** An answer that fits none of the documented shapes, with the platform's words where it has some. */
export function misfit({ words }: TaomaFrame): SmsctlError {
  return new SmsctlError('provider.protocol', {
    params: { reason: 'shape' },
    provider: 'taoma',
    providerMessage: words === '' ? null : words,
  });
}

/** Which of the failures that the document lists for this method the words stand for; null for any other words. */
export function findRefusal(call: TaomaCall, words: string): TaomaRefusal | null {
  const plain = words.replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '');
  // A number that is not held can be asked for by either way of reading; the document lists it for one of them.
  const listed = documentedRefusals[call === 'getMessages' ? 'getMessageAndHoldMobile' : call];
  return listed.find((refusal) => spellings[refusal].test(plain)) ?? null;
}

/**
 * The failure that an answer's words stand for. Only words that the document lists for this very method prove that the
 * platform understood and did nothing; any others are a refusal that nobody understands.
 */
export function refusalOf(call: TaomaCall, frame: TaomaFrame): SmsctlError {
  if (frame.words === '') return misfit(frame);
  const refusal = findRefusal(call, frame.words);
  const said = { provider: 'taoma', providerMessage: frame.words };
  if (refusal === null) return new SmsctlError('provider.refused', { ...said, params: { call } });
  // The platform has one sentence for a wrong password, a wrong project and a wrong parameter (T7).
  const params = refusal === '参数错误' ? { call, meaning: 'anyParameter' } : { call };
  const effect = saysSomethingWasDone(frame.words) ? 'possible' : 'none';
  return new SmsctlError(refusals[refusal], { ...said, params, effect });
}
