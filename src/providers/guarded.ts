import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Mask } from '../core/redact.ts';
import type { Provider } from './contract.ts';

/**
 * The same provider, none of whose words can carry a secret: a platform may quote the key it was given in its answer, and
 * its words go on to terminals, logs and the ledger. Numbers and codes are left as they are.
 */
export function guardProvider(provider: Provider, mask: Mask): Provider {
  const all = Object.entries(provider) as [keyof Provider, (...given: unknown[]) => unknown][];
  const guarded = all.map(([name, call]) => {
    const make = (...given: unknown[]): unknown => {
      // The keys of one project come with the request that uses them; the platform may repeat them in any later answer.
      for (const key of keysOf(given[0])) mask.add(key);
      return call.apply(provider, given);
    };
    if (name === 'rentRequest') return [name, make] as const;
    const act = async (...given: unknown[]): Promise<unknown> => {
      try {
        return cleanResult(await make(...given), mask.hide, name === 'project');
      } catch (error) {
        throw error instanceof SmsctlError ? cleanError(error, mask.hide) : error;
      }
    };
    return [name, act] as const;
  });
  return Object.fromEntries(guarded) as unknown as Provider;
}

type Redact = (text: string) => string;

function keysOf(wish: unknown): string[] {
  const { vip, secretKey } = (wish ?? {}) as { readonly vip?: unknown; readonly secretKey?: unknown };
  return [vip, secretKey].filter((key) => typeof key === 'string');
}

function cleanError(error: SmsctlError, redact: Redact): SmsctlError {
  const words = error.providerMessage;
  if (words === null || redact(words) === words) return error;
  return withDetail(error, { providerMessage: redact(words) });
}

/** The platform's texts in other results, by the names that contract.ts and model.ts give them. */
const wordy = new Set(['note', 'text', 'project', 'account', 'createdAt', 'country']);

/** @param isTheirs whether all its texts are the platform's; elsewhere `kind`, say, is a word of ours */
function cleanResult(result: unknown, redact: Redact, isTheirs: boolean): unknown {
  if (Array.isArray(result)) {
    const cleaned = result.map((item) => cleanResult(item, redact, isTheirs));
    return cleaned.every((item, index) => item === result[index]) ? result : cleaned;
  }
  if (result instanceof SmsctlError) return cleanError(result, redact);
  if (typeof result !== 'object' || result === null) return result;
  const changed: [string, unknown][] = [];
  for (const [name, value] of Object.entries(result)) {
    const isWordy = typeof value === 'string' && (isTheirs || wordy.has(name));
    const cleaned = isWordy ? redact(value) : cleanResult(value, redact, name === 'raw');
    if (cleaned !== value) changed.push([name, cleaned]);
  }
  // Nearly always there is nothing to take out.
  return changed.length === 0 ? result : { ...result, ...Object.fromEntries(changed) };
}
