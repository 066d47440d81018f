import { fieldVariable, limitFields, variableName } from '../flows/configuration.ts';
import type { Environment } from '../net/proxy.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { check, requireKind, requireSecretText } from './checks.ts';
import type { LimitOptions, PlatformSimulator, ProviderOptions } from './offer.ts';

type Given = Omit<ProviderOptions, 'simulator'> & {
  readonly simulator: Pick<PlatformSimulator, 'baseUrls' | 'credentials'> | undefined;
};

/** The environment with what the options say above it: options, environment, settings, default, in this order. */
export function environmentOf(definition: ProviderDefinition, options: Given): Environment {
  const { env = process.env, simulator, limits = {} } = options;
  const { id } = definition;
  const { credentials = simulator?.credentials[id] ?? {}, baseUrl = simulator?.baseUrls[id] } = options;
  const sandbox = options.sandbox ?? (simulator === undefined ? undefined : false);
  const fields = definition.fields.flatMap((field) => {
    const value = credentials[field.name];
    return value === undefined ? [] : [[fieldVariable(definition, field), value] as const];
  });
  const ours = limitFields.flatMap((field) => {
    const value = limits[field.name as keyof LimitOptions];
    return value === undefined ? [] : [[fieldVariable(definition, field), String(value)] as const];
  });
  return {
    ...env,
    ...(isSimulated(options) ? withoutProxy(env) : {}),
    ...Object.fromEntries([...fields, ...ours]),
    ...(baseUrl === undefined ? {} : { [variableName(definition.id, 'baseUrl')]: baseUrl }),
    ...(sandbox === undefined ? {} : { SMSCTL_SANDBOX: sandbox ? '1' : '' }),
  };
}

/** Whether what is rented costs nothing, because a simulator of this machine stands in for the platform. */
export const isSimulated = ({ simulator, baseUrl }: ProviderOptions | Given): boolean =>
  simulator !== undefined && baseUrl === undefined;

/** It is on this machine, where a proxy does not find it. */
function withoutProxy({ no_proxy, NO_PROXY }: Environment): Environment {
  const others = no_proxy || NO_PROXY;
  return { no_proxy: others ? `127.0.0.1,${others}` : '127.0.0.1' };
}

/** @throws SmsctlError `usage.unknownOption`, `usage.invalidValue` */
export function checkOptions(definition: ProviderDefinition, options: ProviderOptions): void {
  check(options, {
    ...({ profile: 'text', baseUrl: 'text', ledger: ['memory', 'shared'], sandbox: 'flag' } as const),
    ...({ credentials: 'object', limits: 'object', env: 'object', signal: 'signal' } as const),
    simulator: typeof options.simulator === 'object' ? 'object' : 'text',
  });
  const { credentials = {}, limits = {}, simulator } = options;
  // The platform itself would be asked in its place.
  if (typeof simulator === 'object') requireKind('simulator.baseUrls', simulator.baseUrls?.[definition.id], 'text');
  check(credentials, Object.fromEntries(definition.fields.map(({ name }) => [name, null])));
  for (const [name, value] of Object.entries(credentials)) if (value !== undefined) requireSecretText(name, value);
  check(limits, Object.fromEntries(limitFields.map(({ name }) => [name, null])));
}

/** What is said of the account, and what of the number. */
export function partsOf<T extends ProviderOptions>(all: T) {
  const { profile, credentials, baseUrl, limits, ledger, sandbox, simulator, env, signal, ...wish } = all;
  return {
    account: defined({ profile, credentials, baseUrl, limits, ledger, sandbox, simulator, env, signal }),
    wish,
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

export const defined = <T extends object>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
