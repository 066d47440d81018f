import type { HeldPhoneNumber, NumberWish, PhoneProvider, ProviderOptions } from './offer.ts';
import { openProvider } from './provider.ts';

type Whole = NumberWish & ProviderOptions & { readonly provider: string };
type AtHand = NumberWish & { readonly provider: PhoneProvider };

/**
 * Rents a number, does the work, and gives the number back however the work ends. `provider` is one that is open, and
 * stays so, or the id of one that is opened for this alone.
 *
 * @throws what the work throws; SmsctlError
 */
export async function withNumber<T>(
  wish: NumberWish & ({ readonly provider: PhoneProvider } | (ProviderOptions & { readonly provider: string })),
  work: (number: HeldPhoneNumber, provider: PhoneProvider) => Promise<T> | T,
): Promise<T> {
  if (!isWhole(wish)) {
    const { provider, ...rest } = wish;
    await using number = await provider.getNumber(rest);
    return await work(number, provider);
  }
  const {
    provider: id,
    profile,
    credentials,
    baseUrl,
    limits,
    ledger,
    sandbox,
    simulator,
    env,
    signal,
    ...rest
  } = wish;
  const all = { profile, credentials, baseUrl, limits, ledger, sandbox, simulator, env, signal };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  await using provider = await openProvider(id, given);
  return await withNumber({ ...rest, provider }, work);
}

const isWhole = (wish: Whole | AtHand): wish is Whole => typeof wish.provider === 'string';
