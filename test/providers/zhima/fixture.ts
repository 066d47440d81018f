import assert from 'node:assert/strict';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber } from '../../../src/core/model.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/ports.ts';
import type { Memory, Provider } from '../../../src/providers/contract.ts';
import { connectZhima } from '../../../src/providers/zhima/client.ts';
import { createMemory } from '../../helpers/memory.ts';
import { rentWish } from '../../helpers/rent-wish.ts';

export const pkey = 'k+y/1=';

export const wish = rentWish;

export const held = (known: Partial<HeldNumber> = {}): HeldNumber => ({
  leaseId: 'l1',
  project: '0257',
  platformNumber: '13812345678',
  multi: false,
  messages: [],
  ...known,
});

export const verified = '{"valid":"Y","leftQuantity":"158"}';
export const lost = '{"msg":"SESSION已失效，请重新验证密钥"}';

export type Said = string | { readonly text: string; readonly cookies?: readonly string[] } | SmsctlError;

export interface Account {
  readonly provider: Provider;
  /** `phoneNos/get itemId=0257 quantity=1 | cookie`, in their order. */
  readonly asked: readonly string[];
  /** What the platform says next; the last one is said for good. */
  say(...answers: readonly Said[]): void;
}

export interface Setting {
  readonly memory?: Memory;
  readonly now?: () => number;
  /** There is a session already. */
  readonly isVerified?: boolean;
}

/** A client at a platform that says what it was told to say. */
export function open({ memory = createMemory(), now = () => 0, isVerified = false }: Setting = {}): Account {
  let left: readonly Said[] = [];
  const asked: string[] = [];
  if (isVerified) memory.write(JSON.stringify({ cookies: [['S', '1']], verifiedAt: now() }));
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    asked.push(describe(request));
    const [next = assert.fail('nothing left to say')] = left;
    if (left.length > 1) left = left.slice(1);
    if (next instanceof SmsctlError) throw next;
    const { text, cookies = [] } = typeof next === 'string' ? { text: next } : next;
    return { status: 200, headers: cookies.length === 0 ? {} : { 'set-cookie': cookies }, text };
  };
  const provider = connectZhima({
    baseUrl: 'http://zhima.test',
    credentials: { account: 'me', pkey },
    http: { send },
    clock: { now, elapsed: () => 0, sleep: async () => {} },
    memory,
  });
  return {
    provider,
    asked,
    say(...answers) {
      left = answers;
    },
  };
}

function describe({ url, query = [], headers = {} }: HttpRequest): string {
  const call = url.replace('http://zhima.test/', '').replace('.php', '');
  const words = [call, ...query.map(([name, value]) => `${name}=${value}`)];
  const { cookie, ...others } = headers;
  assert.deepEqual(others, {});
  return (cookie === undefined ? words : [...words, '|', cookie]).join(' ');
}

export async function failureOf(made: Promise<unknown> | undefined): Promise<SmsctlError> {
  const error: unknown = await made?.then(
    (value) => assert.fail(`it did not fail: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SmsctlError, String(error));
  return error;
}
