import { fieldVariable, limitFields, variableName } from '../flows/configuration.ts';
import type { Environment } from '../net/proxy.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import type { PlatformSimulator } from './simulator.ts';

/** Limits of the user's own, as for the command line; null is none. */
export interface LimitOptions {
  readonly maxHeld?: number;
  readonly maxPerDay?: number;
  /** A decimal number as text. */
  readonly minBalance?: string;
}

export interface ProviderOptions {
  /** A set of credentials and limits; `default` unless given. */
  readonly profile?: string;
  /** By the names of the credential fields (`name`, `apiKey`, …). What is missing is looked for in the environment, then in the settings. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Where the platform is, or a server that speaks like it. */
  readonly baseUrl?: string;
  readonly limits?: LimitOptions;
  /**
   * Where numbers are written down. `memory`: for as long as the process lives. `shared`: in the ledger of the command
   * line, synced before anything is told, with the limits and the pace of all processes of this machine.
   */
  readonly ledger?: 'memory' | 'shared';
  /** No account, no network, no money: the simulated platform. `SMSCTL_SANDBOX` decides unless given. */
  readonly sandbox?: boolean;
  /** One that `startSimulator` has started, in place of the platform: its address and its account. */
  readonly simulator?: Pick<PlatformSimulator, 'baseUrls' | 'credentials'>;
  /** In place of `process.env`. */
  readonly env?: Environment;
  /** Ends whatever is under way. */
  readonly signal?: AbortSignal;
}

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
