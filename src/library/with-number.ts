import { isNativeError } from 'node:util/types';
import { requireKind } from './checks.ts';
import type { HeldPhoneNumber, NumberWish, PhoneProvider, ProviderOptions } from './offer.ts';
import { partsOf } from './options.ts';
import { openProvider } from './provider.ts';
import { telling } from './telling.ts';

type Whole = NumberWish & ProviderOptions & { readonly provider: string };
type AtHand = NumberWish & { readonly provider: PhoneProvider };

/**
 * Rents a number, does the work, and gives the number back however the work ends. `provider` is one that is open, and
 * stays so, or the id of one that is opened for this alone.
 *
 * @throws what the work throws; where the number could not be given back either, that is the last `cause` of it
 * @throws SmsctlError
 */
export async function withNumber<T>(
  wish: NumberWish & ({ readonly provider: PhoneProvider } | (ProviderOptions & { readonly provider: string })),
  work: (number: HeldPhoneNumber, provider: PhoneProvider) => Promise<T> | T,
): Promise<T> {
  await telling(() => requireKind('work', work, 'function'));
  if (!isWhole(wish)) {
    const { provider, ...rest } = wish;
    const number = await provider.getNumber(rest);
    return disposing(number, () => work(number, provider));
  }
  const { provider: id, ...all } = wish;
  const { account, wish: rest } = partsOf(all);
  const provider = await openProvider(id, account);
  // Closing it gives the number back.
  return disposing(provider, async () => work(await provider.getNumber(rest), provider));
}

const isWhole = (wish: Whole | AtHand): wish is Whole => !('getNumber' in Object(wish.provider));

async function disposing<T>(what: AsyncDisposable, work: () => Promise<T> | T): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    let failure: unknown = null;
    try {
      await what[Symbol.asyncDispose]();
    } catch (second) {
      failure = second;
    }
    throw failure === null ? error : withCause(error, failure);
  }
  await what[Symbol.asyncDispose]();
  return result;
}

/** What the work threw stays what is thrown: a test is read by it. */
function withCause(error: unknown, failure: unknown): unknown {
  let last = error;
  for (const met = new Set(); isNativeError(last) && isNativeError(last.cause) && !met.has(last); last = last.cause)
    met.add(last);
  const isFree = isNativeError(last) && last.cause === undefined && Object.isExtensible(last);
  if (!isFree) return new SuppressedError(failure, error);
  Object.defineProperty(last, 'cause', { value: failure, configurable: true, writable: true });
  return error;
}
