import type { HttpAnswer, HttpRequest } from '../../../src/core/ports.ts';
import type { Memory, Provider, ProviderLink } from '../../../src/providers/contract.ts';
import { connectDurian } from '../../../src/providers/durian/client.ts';
import { connectTaoma } from '../../../src/providers/taoma/client.ts';
import { connectZhima } from '../../../src/providers/zhima/client.ts';
import { freeze } from './asked.ts';
import type { Call, Said } from './call.ts';

const connections: Readonly<Record<string, (link: ProviderLink) => Provider>> = {
  durian: connectDurian,
  zhima: connectZhima,
  taoma: connectTaoma,
};

const credentials = freeze({
  name: 'me',
  apiKey: 'k',
  account: 'me',
  pkey: 'k',
  userId: 'me',
  password: '0'.repeat(32),
});
const session = '{"cookies":[["S","1"]],"verifiedAt":0}';
const verified = '{"valid":"Y","leftQuantity":"158"}';

export interface Platform {
  readonly provider: Provider;
  /** Requests of the kind that must not be made twice. */
  readonly paid: () => number;
}

/** A client, fresh for this round, at a platform that says what it was told to say. */
export function openPlatform(call: Call, said: readonly Said[]): Platform {
  let told = 0;
  let paid = 0;
  const next = (): Said => said[Math.min(told++, said.length - 1)] as Said;
  const answer = (request: HttpRequest): Said => {
    if (call.costs !== null && addressOf(request).endsWith(call.costs)) {
      paid += 1;
      return call.thenSays === undefined ? next() : { status: 200, text: call.thenSays };
    }
    const isVerification = request.url.endsWith('/pkey/verification.php');
    return isVerification && call.hasSession === true ? { status: 200, text: verified } : next();
  };
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    const { status, text } = answer(request);
    return freeze({ status, headers: {}, text });
  };
  const connect = connections[call.name.split(' ')[0] ?? ''];
  if (connect === undefined) throw new Error(`no platform for ${call.name}`);
  const provider = connect({
    baseUrl: 'http://platform.test',
    credentials,
    http: { send },
    clock: { now: () => 1, elapsed: () => 0, sleep: async () => {} },
    memory: remember(call.hasSession === true ? session : null),
  });
  return { provider, paid: () => paid };
}

/** What kind of request it is stands at the end of its path, or in `action`. */
function addressOf({ url, query = [] }: HttpRequest): string {
  return `${url}${query.find(([name]) => name === 'action')?.[1] ?? ''}`;
}

function remember(kept: string | null): Memory {
  return {
    read: () => kept,
    write: (text) => {
      kept = text;
    },
    turn: () => 0,
  };
}
