import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SmsctlError } from '../core/errors.ts';
import type { Lease, LeftBehind } from '../core/model.ts';
import type { Clock, HttpEvent, SettingsStore } from '../core/ports.ts';
import { isOn } from '../core/switches.ts';
import type { Account, Desk } from '../flows/account.ts';
import { globalSetting, profilePattern, type Sources } from '../flows/configuration.ts';
import { endLeftBehindSoon, leftBehind } from '../flows/end-run.ts';
import { dueNow, finishDueSoon } from '../flows/give-back.ts';
import { tidy } from '../flows/tidy.ts';
import type { Messages } from '../messages/index.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { providers } from '../providers/index.ts';
import { type Paths, resolvePaths } from '../store/paths.ts';
import { openSettings } from '../store/settings.ts';
import type { Output } from '../terminal/output.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Prompts } from '../terminal/prompts.ts';
import { failureText } from '../views/failure.ts';
import { onlyProvider, providerNamed } from './chosen-provider.ts';
import { systemClock } from './clock.ts';
import type { Connecting } from './connect.ts';
import { createDialogue } from './dialogue.ts';
import type { Globals } from './globals.ts';
import { homeFolder } from './home-folder.ts';
import type { Host } from './host.ts';
import { createVault } from './lazy-vault.ts';
import { once } from './once.ts';
import { createReporter } from './report.ts';
import { createSuggestions, type Suggestions } from './suggestion.ts';
import { leasesAround } from './surroundings.ts';

interface AccountWish {
  readonly provider?: string;
  readonly profile?: string;
  /** Leave alone what an earlier command had to leave `blacklistDue`. */
  readonly onlyLook?: boolean;
  /** Instead of the settings, to try what is not stored yet. Nobody is asked anything then. */
  readonly sources?: Sources;
  /** Opens no ledger and writes nothing: what the client puts away ends with the process. */
  readonly isApart?: boolean;
}

/**
 * All that touches the world, in one place: what is cheap stands ready, what is heavy is loaded when it is first asked
 * for, and only once.
 */
export interface Context extends Suggestions {
  readonly host: Host;
  readonly globals: Globals;
  readonly texts: Messages;
  readonly output: Output;
  readonly clock: Clock;
  readonly version: string;
  readonly paths: Paths;
  readonly isSandbox: boolean;
  /** Whether a person sits at the terminal and may be asked. */
  readonly isInteractive: boolean;
  /** Whether nothing on the terminal may move: SMSCTL_ACCESSIBLE, or TERM=dumb. */
  readonly isPlain: boolean;
  /** Says a failure on stderr in the form the user asked for. An interruption is said once, however often it is thrown. */
  report(error: SmsctlError): void;
  /** Aborted by Ctrl-C and SIGTERM with the SmsctlError that stands for it. */
  readonly signal: AbortSignal;
  /** A spinner on stderr, or lines where nothing may move; nothing where there is no terminal. */
  progress(): Progress;
  /** Questions, on stderr, where `isInteractive`. */
  prompts(): Promise<Prompts>;
  settings(): Promise<SettingsStore>;
  sources(): Promise<Sources>;
  /** What the user's own commands have given in this process, to be masked. */
  revealed(): readonly string[];
  /** The provider the user means. @throws SmsctlError `usage.unknownProvider`, `usage.missingOption` */
  provider(id?: string): Promise<ProviderDefinition>;
  profile(name?: string): Promise<string>;
  /** The ledger and what flows need besides; tidied up when it is opened. */
  desk(): Promise<Desk>;
  account(wish?: AccountWish): Promise<Account>;
  /**
   * Finishes, after the command's own work, what an earlier command had to leave at the accounts that were used:
   * `blacklistDue`, or rented for a process that is gone. Takes a few seconds at most for each.
   */
  finishEarlier(): Promise<void>;
  /** Closes what was opened. */
  close(): Promise<void>;
}

export interface ContextParts {
  readonly host: Host;
  readonly globals: Globals;
  readonly texts: Messages;
  readonly output: Output;
  readonly version: string;
  /** From the first call on, Ctrl-C and SIGTERM abort it instead of ending the process. */
  readonly signal: () => AbortSignal;
  readonly clock?: Clock;
}

export function createContext(parts: ContextParts): Context {
  const { host, globals, texts, output, signal } = parts;
  const clock = parts.clock ?? systemClock;
  const { env } = host;
  const paths = resolvePaths(env, homeFolder());
  const isSandbox = globals.sandbox || isOn(env.SMSCTL_SANDBOX);
  const { isInteractive, ...dialogue } = createDialogue({ host, globals, texts, output, clock, signal });
  const used = new Map<Account, { readonly due: readonly Lease[]; readonly left: readonly LeftBehind[] }>();
  const closers: (() => Promise<void> | void)[] = [];
  const suggestions = createSuggestions(globals);
  const vault = createVault({ host, output, clock, signal, isInteractive });
  const report = createReporter({ output, texts, suggestions, isAtNumbers: () => isOpened });
  let isOpened = false;
  const onClose = (close: () => Promise<void> | void) => closers.unshift(close);

  const settings = once(async (): Promise<SettingsStore> => {
    const store = openSettings({ dir: paths.settingsDir });
    const write: SettingsStore['write'] = async (changes) => {
      await store.write(changes);
      sources.forget(); // what is read from now on is what was written
    };
    return { ...store, write };
  });
  const sources = once(async (): Promise<Sources> => {
    const store = await settings();
    return { env, stored: store.all(), storePath: store.path };
  });

  const profile = async (name?: string): Promise<string> => {
    const option = name ?? globals.profile;
    const found = option ?? globalSetting(await sources(), 'profile', { fallback: 'default' })?.value ?? 'default';
    if (profilePattern.test(found)) return found;
    throw new SmsctlError('settings.invalid', { params: { name: 'profile', reason: 'profile' } });
  };

  const provider = async (id?: string): Promise<ProviderDefinition> => {
    const wanted = id ?? globalSetting(await sources(), 'provider', { option: globals.provider })?.value;
    return wanted === undefined ? onlyProvider(await sources(), await profile(), isSandbox) : providerNamed(wanted);
  };

  const desk = once(async (): Promise<Desk> => {
    signal(); // what is written to the ledger is not to be cut short
    const { openLedger } = await import('../store/ledger.ts');
    const path = isSandbox ? join(paths.sandboxDir, 'ledger.sqlite') : paths.ledgerFile;
    const ledger = openLedger({ path, clock });
    isOpened = true;
    onClose(() => ledger.close());
    const opened = { ledger, clock, random: () => randomBytes(4).readUInt32LE() / 2 ** 32 };
    const { unknown } = tidy(opened, providers);
    if (unknown > 0) output.note(suggestions.within(texts.notes.unknown(unknown)), 'warn');
    return opened;
  });

  const sayRequest = ({ request, outcome, milliseconds }: HttpEvent) =>
    output.alert(`${request} → ${outcome} (${Math.round(milliseconds)} ms)`, 'dim');
  const connect = once(async () =>
    (await import('./connect.ts')).createConnector({
      ...{ version: parts.version, env, clock, paths, vault, desk, onClose },
      ...(globals.verbose ? { onEvent: sayRequest } : {}),
    }),
  );

  const prompts = once(() => dialogue.prompts());

  /** Plain HTTP is asked about once, where there is somebody to ask; the answer is a setting like any other. */
  const openPlatform = async (wish: Connecting): Promise<Account> => {
    const connector = await connect();
    try {
      return await connector.platform(wish);
    } catch (error) {
      if (!(error instanceof SmsctlError) || error.code !== 'plaintext.unconfirmed' || !isInteractive) throw error;
      const message = texts.config.allowPlaintext(failureText(error, texts).message);
      if (!(await (await prompts()).confirm(message))) throw error;
      const changes = { [String(error.params.key)]: 'yes' };
      await (await settings()).write(changes);
      return connector.platform({ ...wish, sources: await sources() });
    }
  };

  return {
    host,
    globals,
    texts,
    output,
    clock,
    get version() {
      return parts.version;
    },
    paths,
    isSandbox,
    isInteractive,
    isPlain: dialogue.isPlain,
    ...suggestions,
    report,
    get signal() {
      return signal();
    },
    progress: () => dialogue.progress(),
    prompts,
    settings,
    sources,
    revealed: vault.known,
    provider,
    profile,
    desk,
    async account(wish = {}) {
      const definition = await provider(wish.provider);
      const name = await profile(wish.profile);
      const connector = await connect();
      const found = {
        definition,
        profile: name,
        sources: wish.sources ?? (await sources()),
        isApart: wish.isApart === true,
      };
      const open = isSandbox ? connector.sandbox : wish.sources === undefined ? openPlatform : connector.platform;
      const account = await open(found);
      if (wish.onlyLook !== true) {
        const at = await desk();
        used.set(account, { due: dueNow(at, account), left: leftBehind(at, account, leasesAround(env)) });
      }
      return account;
    },
    async finishEarlier() {
      for (const [account, { due, left }] of used) {
        const results = await finishDueSoon(await desk(), account, { due, signal: signal() });
        for (const { target, status } of results) {
          output.note(
            status === 'failed' ? texts.notes.stillDue(target.number) : texts.notes.finishedDue(target.number),
          );
        }
        for (const { target, status } of await endLeftBehindSoon(await desk(), account, { left, signal: signal() })) {
          output.note(
            status === 'failed' ? texts.notes.stillLeft(target.number) : texts.notes.endedLeft(target.number),
          );
        }
      }
    },
    async close() {
      for (const close of closers.splice(0)) await close();
    },
  };
}
