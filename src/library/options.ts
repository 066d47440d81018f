import { fieldVariable, limitFields, variableName } from '../flows/configuration.ts';
import type { Environment } from '../net/proxy.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { check, requireSecretText } from './checks.ts';
import type { LimitOptions, ProviderOptions } from './offer.ts';

/** The environment with what the options say above it: options, environment, settings, default, in this order. */
export function environmentOf(definition: ProviderDefinition, options: ProviderOptions): Environment {
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
export const isSimulated = ({ simulator, baseUrl }: ProviderOptions): boolean =>
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
    ...({ credentials: 'object', limits: 'object', simulator: 'object', env: 'object', signal: 'object' } as const),
  });
  const { credentials = {}, limits = {} } = options;
  check(credentials, Object.fromEntries(definition.fields.map(({ name }) => [name, null])));
  for (const [name, value] of Object.entries(credentials)) if (value !== undefined) requireSecretText(name, value);
  check(limits, Object.fromEntries(limitFields.map(({ name }) => [name, null])));
}
