import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { providerNamed } from '../context/chosen-provider.ts';
import { systemClock } from '../context/clock.ts';
import { createConnector, sandboxTimes } from '../context/connect.ts';
import { homeFolder } from '../context/home-folder.ts';
import { leasesAround } from '../context/surroundings.ts';
import { readVersion } from '../context/version.ts';
import type { SmsctlError } from '../core/errors.ts';
import type { Lease } from '../core/model.ts';
import { isOn } from '../core/switches.ts';
import { requireAbility } from '../flows/ability.ts';
import type { Account, Desk } from '../flows/account.ts';
import { projectAt } from '../flows/aliases.ts';
import { readBalance } from '../flows/balance.ts';
import { globalSetting, type Sources } from '../flows/configuration.ts';
import { endLeftBehindSoon, leftBehind } from '../flows/end-run.ts';
import { dueNow, finishDueSoon, giveBack } from '../flows/give-back.ts';
import { createLookPace } from '../flows/look-pace.ts';
import { askAgain } from '../flows/pace.ts';
import { tidy } from '../flows/tidy.ts';
import { providers } from '../providers/index.ts';
import { openLedger, openMemoryLedger } from '../store/ledger.ts';
import { resolvePaths } from '../store/paths.ts';
import { openSettings } from '../store/settings.ts';
import { openVault } from '../store/vault.ts';
import { requireKind } from './checks.ts';
import { createNumber, type Debt } from './number.ts';
import type { HeldPhoneNumber, NumberWish, PhoneProvider, ProviderOptions } from './offer.ts';
import { checkOptions, environmentOf, isSimulated } from './options.ts';
import { rent } from './renting.ts';
import { simulatorAt } from './simulator.ts';
import { telling } from './telling.ts';
import { createWork } from './work.ts';

/**
 * Opens an account, as the command line would: what is not given comes from the environment, then from the settings that
 * `smsctl login` has stored. Nothing is written to a terminal, no signal is listened to, the process is never ended.
 *
 * @throws SmsctlError `usage.unknownProvider`, `credentials.missing`, `settings.invalid`, …
 */
export function openProvider(id: string, options: ProviderOptions = {}): Promise<PhoneProvider> {
  return telling(() => open(id, options));
}

async function open(id: string, options: ProviderOptions): Promise<PhoneProvider> {
  const definition = providerNamed(String(id));
  checkOptions(definition, options);
  const simulator = await simulatorOf(options);
  const given = { ...options, simulator };
  const env = environmentOf(definition, given);
  const work = createWork(options.signal);
  const { signal } = work;
  const clock = systemClock;
  const paths = resolvePaths(env, homeFolder());
  const isSandbox = isOn(env.SMSCTL_SANDBOX);
  const store = openSettings({ dir: paths.settingsDir });
  const sources: Sources = { env, stored: store.all(), storePath: store.path };
  const profile = options.profile ?? globalSetting(sources, 'profile', { fallback: 'default' })?.value ?? 'default';

  const path = isSandbox ? join(paths.sandboxDir, 'ledger.sqlite') : paths.ledgerFile;
  const ledger = options.ledger === 'shared' ? openLedger({ path, clock }) : openMemoryLedger({ clock });
  const closers: (() => Promise<void> | void)[] = [() => ledger.close()];
  const desk: Desk = { ledger, clock, random: () => randomBytes(4).readUInt32LE() / 2 ** 32 };
  const connector = createConnector({
    ...{ version: readVersion(), env, clock, paths },
    vault: openVault({ env, clock, signal, terminal: null }),
    desk: async () => desk,
    onClose: (close) => closers.unshift(close),
  });
  const wish = { definition, profile, sources, isApart: false };
  const closeAll = async () => {
    for (const close of closers) await close();
  };
  const connect = async (): Promise<Account> => {
    tidy(desk, providers);
    if (isSandbox) return connector.sandbox(wish);
    const found = await connector.platform(wish);
    return isSimulated(given) ? { ...found, times: { ...found.times, ...sandboxTimes } } : found;
  };
  const account = await connect().catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  const pace = createLookPace(desk, account);
  const all: ReturnType<typeof createNumber>[] = [];

  const endOrphans = (until: AbortSignal) =>
    endLeftBehindSoon(desk, account, { left: leftBehind(desk, account, leasesAround(env)), signal: until });

  const isFree = isSandbox || isSimulated(given);
  const rentSome = (wish: NumberWish, count: number) =>
    work.run(async () => {
      // Their places may be needed; by its request id one may be taken over.
      if (wish.requestId === undefined) await endOrphans(signal);
      const rented: HeldPhoneNumber[] = [];
      const onRented = (lease: Lease) => {
        const one = createNumber({ desk, account, work, pace }, lease);
        all.push(one);
        rented.push(one.number);
      };
      await rent({ desk, account, sources, signal, isFree, onRented }, wish, count);
      return rented;
    });

  const end = async () => {
    await work.end();
    try {
      await settleDebts(
        desk,
        account,
        all.flatMap(({ debt }) => debt() ?? []),
      );
      const { signal: endless } = new AbortController();
      await finishDueSoon(desk, account, { due: dueNow(desk, account), signal: endless });
      await endOrphans(endless);
    } finally {
      for (const { freeze } of all) freeze();
      await closeAll();
    }
  };
  let ended: Promise<void> | null = null;
  const close = () => {
    ended ??= telling(end);
    return ended;
  };
  return {
    id: definition.id,
    profile,
    isSandbox,
    balance: () => work.run(() => readBalance(desk, account, signal)),
    countries: (project) =>
      work.run(async () => {
        requireKind('project', project, 'text');
        requireAbility(definition, 'countries');
        const asked = { project: projectAt(sources, project, definition.id), vip: null };
        const ask = async () => (await account.provider.countries?.(asked, signal)) ?? [];
        return askAgain(desk, account, signal, ask);
      }),
    async getNumber(wish) {
      const [number] = await rentSome({ ...wish }, 1);
      if (number === undefined) throw new TypeError('a purchase without a number is no success');
      return number;
    },
    getNumbers(all) {
      const { count, ...wish } = { ...all };
      return rentSome(wish, count);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

const simulatorOf = async ({ simulator }: ProviderOptions) =>
  typeof simulator === 'string' ? await simulatorAt(simulator) : simulator;

/** As many a call as the platform takes. @throws SmsctlError the first failure, after all have been tried */
async function settleDebts(desk: Desk, account: Account, debts: readonly Debt[]): Promise<void> {
  const failures: SmsctlError[] = [];
  for (const how of ['release', 'blacklist'] as const) {
    const targets = debts.filter((debt) => debt.how === how).map(({ target }) => target);
    if (targets.length === 0) continue;
    for (const { error } of await giveBack(desk, account, how, targets)) if (error !== null) failures.push(error);
  }
  if (failures[0] !== undefined) throw failures[0];
}
