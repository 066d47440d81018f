import { fieldVariable, limitFields, variableName } from '../flows/configuration.ts';
import type { Environment } from '../net/proxy.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import type { LimitOptions, ProviderOptions } from './offer.ts';

/** The environment with what the options say above it: options, environment, settings, default, in this order. */
export function environmentOf(
  definition: ProviderDefinition,
  { env = process.env, simulator, limits = {}, ...options }: ProviderOptions,
): Environment {
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
    ...Object.fromEntries([...fields, ...ours]),
    ...(baseUrl === undefined ? {} : { [variableName(definition.id, 'baseUrl')]: baseUrl }),
    ...(sandbox === undefined ? {} : { SMSCTL_SANDBOX: sandbox ? '1' : '' }),
  };
}
