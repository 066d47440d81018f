import { SmsctlError } from '../core/errors.ts';
import { nearestTo } from '../core/nearest.ts';
import { isBegun, isConfigured, type Sources } from '../flows/configuration.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { providers } from '../providers/index.ts';

const ids = (): string[] => providers.map((one) => one.id);

/** @throws SmsctlError `usage.unknownProvider`, with what was probably meant */
export function providerNamed(wanted: string): ProviderDefinition {
  const definition = providers.find((one) => one.id === wanted.toLowerCase());
  if (definition !== undefined) return definition;
  const meant = nearestTo(wanted, ids());
  const suggestion = meant === null ? {} : { suggestion: meant };
  throw new SmsctlError('usage.unknownProvider', { params: { name: wanted, known: ids().join(', '), ...suggestion } });
}

/**
 * Where none is named: the only one that is configured, or that was begun; in the sandbox the first.
 *
 * @throws SmsctlError `usage.missingOption`
 */
export function onlyProvider(sources: Sources, profile: string, isSandbox: boolean): ProviderDefinition {
  if (isSandbox && providers[0] !== undefined) return providers[0];
  const only =
    onlyOne(providers, (one) => isConfigured(sources, one, profile)) ??
    onlyOne(providers, (one) => isBegun(sources, one, profile));
  if (only !== null) return only;
  const ready = providers.filter((one) => isConfigured(sources, one, profile)).map((one) => `-p ${one.id}`);
  throw new SmsctlError('usage.missingOption', {
    params: { option: '--provider', known: ids().join(', '), ready: ready.join(', ') },
  });
}

function onlyOne<T>(all: readonly T[], fits: (one: T) => boolean): T | null {
  const fitting = all.filter(fits);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
