import { join } from 'node:path';
import { digestOf } from '../core/digest.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Clock, HttpEvent, Ledger } from '../core/ports.ts';
import { createMask } from '../core/redact.ts';
import type { Vault } from '../core/vault.ts';
import type { Account, Desk } from '../flows/account.ts';
import {
  type AccountSettings,
  accountSettings,
  fieldSetting,
  limitsOf,
  type Sources,
  typedKey,
} from '../flows/configuration.ts';
import { referencesIn, withValues } from '../flows/references.ts';
import { type ClosableHttpClient, createHttpClient } from '../net/http.ts';
import { proxyPasswords } from '../net/proxy.ts';
import type { CredentialField, ProviderDefinition, ProviderTimes } from '../providers/contract.ts';
import { guardProvider } from '../providers/guarded.ts';
import { providers } from '../providers/index.ts';
import type { Paths } from '../store/paths.ts';

export interface Connecting {
  readonly definition: ProviderDefinition;
  readonly profile: string;
  readonly sources: Sources;
  readonly isApart: boolean;
}

export interface Connector {
  platform(wish: Connecting): Promise<Account>;
  /** The same account at the simulated platform. */
  sandbox(wish: Connecting): Promise<Account>;
}

export interface ConnectorParts {
  /** This program's, for the User-Agent. */
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly paths: Paths;
  readonly vault: Vault;
  readonly desk: () => Promise<Desk>;
  readonly onClose: (close: () => Promise<void> | void) => void;
  /** Told of each request, its keys masked. */
  readonly onEvent?: (event: HttpEvent) => void;
}

/** In the sandbox codes come after a few seconds, so it is looked for them more often. */
export const sandboxTimes: Partial<ProviderTimes> = { firstLook: 1_000, every: 1_000, gap: 0, rentAgain: 1_000 };

export function createConnector(parts: ConnectorParts): Connector {
  let sandbox: Promise<{ baseUrls: Readonly<Record<string, string>> }> | null = null;
  // One platform may be asked for several accounts, and may repeat the key of another than the one that asks.
  const mask = createMask();

  const client = (proxy: boolean): ClosableHttpClient =>
    createHttpClient({
      version: parts.version,
      env: parts.env,
      clock: parts.clock,
      proxy,
      redact: mask.hide,
      ...(parts.onEvent === undefined ? {} : { onEvent: parts.onEvent }),
    });

  const open = async (
    { definition, profile, sources, isApart }: Connecting,
    settings: AccountSettings,
    { times, place, proxy }: { times: ProviderTimes; place: string; proxy: boolean },
  ): Promise<Account> => {
    const { baseUrl, credentials, limits } = settings;
    const drawer = isApart ? createDrawer() : (await parts.desk()).ledger;
    const hidden = definition.fields.filter((field) => field.secret);
    // A password that is only sent as its digest is a secret in both forms.
    const typed = hidden.map((field) => fieldSetting(sources, definition, { profile, field })?.value ?? '');
    const kept = hidden.map((field) => credentials[field.name] ?? '');
    const secrets = [...typed, ...kept, ...proxyPasswords(parts.env)];
    for (const secret of secrets) mask.add(secret);
    // An account has connections of its own: what one of them brings too late can only be of the same account.
    const http = client(proxy);
    parts.onClose(() => http.close());
    const account = credentials[definition.accountField] ?? '';
    const paceKey = digestOf(JSON.stringify([definition.id, place, account]));
    // Of these very credentials: a session that another key opened is none of theirs.
    const memoryKey = () => digestOf(JSON.stringify([paceKey, credentials]));
    // What the client puts away, such as a session, is as secret as the keys, and stays so when it is thrown away.
    const noted = (text: string | null) => {
      for (const one of textsIn(text)) mask.add(one);
      return text;
    };
    const memory = {
      read: () => noted(drawer.recall(memoryKey())),
      write: (text: string | null) => drawer.remember(memoryKey(), noted(text)),
      turn: (gap: number) => drawer.takeTurn(memoryKey(), gap),
    };
    const bare = await definition.connect({ baseUrl, credentials, http, clock: parts.clock, memory });
    const provider = guardProvider(bare, mask);
    return { definition, provider, profile, paceKey, limits, times, forget: () => memory.write(null) };
  };

  return {
    async platform(wish) {
      accountSettings(wish.sources, wish.definition, wish.profile); // no command is run for an account that lacks something
      const sources = await readReferences(parts.vault, wish);
      const settings = accountSettings(sources, wish.definition, wish.profile);
      return open({ ...wish, sources }, settings, {
        times: wish.definition.times,
        place: settings.baseUrl,
        proxy: true,
      });
    },
    async sandbox(wish) {
      sandbox ??= startSandbox(parts);
      const { baseUrls } = await sandbox;
      const { credentials } = await wish.definition.simulator();
      const settings = {
        baseUrl: baseUrls[wish.definition.id] ?? '',
        credentials,
        limits: limitsOf(wish.sources, wish.definition, wish.profile),
      };
      const times = { ...wish.definition.times, ...sandboxTimes };
      return open(wish, settings, { times, place: 'sandbox', proxy: false });
    },
  };
}

/** Where a client puts things away that are not to outlive the process. */
function createDrawer(): Pick<Ledger, 'recall' | 'remember' | 'takeTurn'> {
  const kept = new Map<string, string | null>();
  return {
    recall: (key) => kept.get(key) ?? null,
    remember: (key, text) => void kept.set(key, text),
    takeTurn: () => 0,
  };
}

/** The sources with what the user's own commands give in the place of these. */
async function readReferences(vault: Vault, { sources, definition, profile }: Connecting): Promise<Sources> {
  const values = new Map<CredentialField, string>();
  // One after the other: two of them may ask for a passphrase at the same terminal.
  for (const { field, command } of referencesIn(sources, definition, profile)) {
    try {
      values.set(field, await vault.read(command));
    } catch (error) {
      if (!(error instanceof SmsctlError) || error.code !== 'credentials.commandFailed') throw error;
      const key = typedKey(sources, definition, { profile, name: field.name });
      throw withDetail(error, { params: { ...error.params, key }, provider: definition.id });
    }
  }
  return withValues(sources, definition, values);
}

/** Each command serves the sandbox itself, over a memory that all of them share. */
async function startSandbox(parts: ConnectorParts) {
  const [{ startSimulator }, { openStateFile }] = await Promise.all([
    import('../simulator/server.ts'),
    import('../store/state-file.ts'),
  ]);
  const state = openStateFile(join(parts.paths.sandboxDir, 'simulator.sqlite'));
  const platforms = await Promise.all(providers.map((definition) => definition.simulator()));
  const simulator = await startSimulator({ platforms, state, clock: parts.clock, port: 0 });
  simulator.unref(); // a platform would not keep the process alive either
  parts.onClose(async () => {
    await simulator.close();
    state.close();
  });
  return simulator;
}

/** The texts of some length in a JSON document, whatever its shape. */
function textsIn(json: string | null): string[] {
  const texts: string[] = [];
  if (json === null) return texts;
  try {
    JSON.parse(json, (_name, value: unknown) => {
      if (typeof value === 'string' && value.length >= 6) texts.push(value);
      return value;
    });
  } catch {
    texts.push(json);
  }
  return texts;
}
