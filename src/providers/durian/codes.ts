import { type ErrorCode, SmsctlError } from '../../core/errors.ts';
import type { HttpAnswer } from '../../core/ports.ts';
import { isObject, type Json, parseJson, property, protocolError, successText } from '../decode.ts';

/** The nine calls, with every return code the document lists for each. */
export const documentedCodes = {
  getUserInfo: ['200', '800', '802', '803'],
  getMobile: [
    ...['200', '800', '802', '803', '902', '903', '904', '906', '907', '400', '403', '406', '409'],
    ...['400101', '400102', '400103', '400906', '200408'],
  ],
  getMobileCode: [
    ...['200', '800', '802', '803', '902', '903', '904', '906', '907', '400', '403', '406', '409'],
    ...['400101', '400102', '400103', '400906', '200408'],
  ],
  getMsg: ['200', '800', '802', '803', '904', '905', '908', '405', '407', '400906'],
  passMobile: ['200', '800', '802', '803', '401', '904', '905', '400906'],
  addBlack: ['200', '800', '802', '803', '400', '904', '905', '912'],
  getStatus: ['200', '800', '802', '803', '904', '905', '201', '202', '203'],
  getBlack: ['200100', '800', '802', '803', '904', '905', '902', '400100'],
  getCountryPhoneNum: ['200', '403', '800', '802', '803', '907'],
} as const satisfies Record<string, readonly string[]>;

export type DurianCall = keyof typeof documentedCodes;

/** What a return code means when it is a refusal. Codes that are answers (200, 201, 407, 908, …) are the client's. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  '400': 'provider.refused',
  '401': 'provider.refused',
  '403': 'balance.insufficient',
  '405': 'provider.refused',
  '406': 'quota.exceeded',
  '409': 'rate.limited',
  '800': 'account.suspended',
  '802': 'credentials.rejected',
  '803': 'credentials.rejected',
  '902': 'parameter.refused',
  '903': 'country.unknown',
  '904': 'project.unknown',
  '905': 'number.unknown',
  '906': 'numbers.none',
  '907': 'key.rejected',
  '200408': 'quota.exceeded',
  '400101': 'key.required',
  '400102': 'parameter.refused',
  '400103': 'key.rejected',
  '400906': 'parameter.refused',
};

/** `{"code", "msg", "data"}`: the frame of every answer, its code as digits. */
export interface DurianFrame {
  readonly code: string;
  readonly message: string;
  readonly data: Json;
}

export function decodeFrame(answer: HttpAnswer): DurianFrame {
  const body = parseJson(successText(answer));
  const code = property(body, 'code');
  // The document's own frame shows the code as a string, recorded answers as a number (D15).
  if (!isObject(body) || typeof code !== 'string' || !/^\d{1,9}$/u.test(code)) throw protocolError('shape');
  const message = property(body, 'msg');
  return { code, message: typeof message === 'string' ? message : '', data: property(body, 'data') ?? null };
}

/**
 * The failure that a frame stands for. Only a code that the document lists for this very call proves that the platform
 * understood and did nothing; "too fast" (409) may come from any call, for it is said before the call is looked at.
 */
export function refusal(call: DurianCall, frame: DurianFrame): SmsctlError {
  const known: readonly string[] = documentedCodes[call];
  const code = known.includes(frame.code) || frame.code === '409' ? refusals[frame.code] : undefined;
  const words = { provider: 'durian', providerCode: frame.code, providerMessage: frame.message };
  if (code === undefined) return new SmsctlError('provider.protocol', { params: { reason: 'code' }, ...words });
  return new SmsctlError(code, { ...words, params: { call }, effect: 'none' });
}
