import { createHash } from 'node:crypto';
import type { Answer, Heard } from './parrot.ts';

export const platforms = ['durian', 'zhima', 'taoma'] as const;
export type Platform = (typeof platforms)[number];

/** The setting that names the account. */
export const accountFields: Readonly<Record<Platform, string>> = { durian: 'name', zhima: 'account', taoma: 'userId' };

type Bodies = Readonly<Record<string, (heard: Heard) => unknown>>;

/** The number that every rental brings. */
export const numbers: Readonly<Record<string, string>> = {
  durian: '+59173841704',
  zhima: '13800138000',
  taoma: '13800138000',
};

const durian: Bodies = {
  getUserInfo: () => ({ code: 200, msg: 'Success', data: { username: 'me', score: '100', create_date: '2024-01-01' } }),
  getMobile: () => ({ code: 200, msg: 'Success', data: numbers.durian }),
  getMobileCode: () => ({ code: 200, msg: 'Success', data: `${numbers.durian},+591` }),
  getMsg: () => ({ code: 908, msg: 'not yet', data: '' }),
  getStatus: () => ({ code: 202, msg: 'Success', data: '' }),
  getBlack: () => ({ code: 400100, msg: 'no', data: '' }),
  getCountryPhoneNum: () => ({ code: 200, msg: 'Success', data: { bo: 2, th: 1 } }),
  passMobile: () => ({ code: 200, msg: 'Success', data: '' }),
  addBlack: () => ({ code: 200, msg: 'Success', data: '' }),
};

const zhima: Bodies = {
  'pkey/verification': () => ({ valid: 'Y', leftQuantity: '5' }),
  'items/details': () => ({ name: 'A shop', status: '1', price: '0.1', type: '5' }),
  'phoneNos/get': () => ({ phoneNos: numbers.zhima }),
  'sms/get': () => ({ status: '1' }),
  'sms/send': () => ({ msg: 'OK' }),
  'sms/release': () => ({ msg: 'OK' }),
  'sms/releaseAll': () => ({ msg: 'OK' }),
  'sms/block': () => ({ msg: 'OK' }),
};

const taoma: Bodies = {
  getUserInfo: () => ({ state: true, account: 'me', balance: 5, maxMobileSize: 10, message: '' }),
  getMobiles: () => ({ state: true, size: 1, mobiles: [numbers.taoma], message: '' }),
  getMessages: () => ({ state: true, size: 0, data: [], message: '暂时没收到短信' }),
  getMessageAndHoldMobile: () => ({ state: false, mobile: '', msg: '', message: '暂时没收到短信' }),
  addBlackMobiles: ({ parameters }) => ({ state: true, size: 1, message: parameters.mobiles }),
};

const bodies: Readonly<Record<string, Bodies>> = { durian, zhima, taoma };

/** The answer of a platform where all is well; none is remembered. */
export function good(heard: Heard): Answer {
  const body = bodies[heard.platform]?.[heard.call]?.(heard);
  if (body === undefined) return { status: 404, body: '<html>not found</html>' };
  const headers = heard.call === 'pkey/verification' ? { 'set-cookie': `PHPSESSID=${sessionOf(heard.room)}` } : {};
  return { body: JSON.stringify(body), headers };
}

/** The session that a room gets; it cannot be mistaken for any other text. */
export function sessionOf(room: string): string {
  return createHash('sha256').update(`session of ${room}`).digest('base64url').slice(0, 26);
}
