import type { SimulatedPlatform } from '../providers/simulated.ts';
import { refuse } from './input.ts';
import { seedOf } from './random.ts';
import type { AccountWish, Scenario, StockWish } from './scenario.ts';
import { createAccount, type PlatformState, type WorldState } from './state.ts';
import { makeNumbers, stockCountries } from './stock.ts';

/**
 * Makes the world as the scenario says; what it leaves out stays.
 *
 * @throws SmsctlError `usage.invalidValue` for a platform or an option that does not exist; nothing has changed then.
 */
export function stageScenario(state: WorldState, scenario: Scenario, platforms: readonly SimulatedPlatform[]): void {
  for (const [id, { options }] of Object.entries(scenario.platforms)) {
    checkOptions(findPlatform(platforms, `platforms.${id}`, id), options);
  }
  scenario.faults.forEach(({ platform }, index) => {
    if (platform !== null) findPlatform(platforms, `faults[${index}].platform`, platform);
  });
  state.rate = {
    burst: scenario.rate.burst ?? state.rate.burst,
    perSecond: scenario.rate.perSecond ?? state.rate.perSecond,
  };
  state.projects = { ...state.projects, ...scenario.projects };
  state.faults.push(...structuredClone(scenario.faults));
  for (const [id, wish] of Object.entries(scenario.platforms)) {
    const platform = state.platforms[id];
    if (platform === undefined) continue;
    platform.options = { ...platform.options, ...wish.options };
    for (const account of wish.accounts) setAccount(platform, account);
    setStock(platform, wish.stock, seedOf(state.seed, id));
  }
}

/** @throws SmsctlError `usage.invalidValue` */
export function findPlatform(platforms: readonly SimulatedPlatform[], path: string, id: string): SimulatedPlatform {
  const ids = platforms.map((platform) => platform.id);
  return platforms.find((platform) => platform.id === id) ?? refuse({ path, value: id }, `one of ${ids.join(', ')}`);
}

/** Changes an account, or opens it with its name for a key. */
export function setAccount(platform: PlatformState, wish: AccountWish): void {
  const old = Object.hasOwn(platform.accounts, wish.name) ? platform.accounts[wish.name] : undefined;
  const account = old ?? createAccount(wish.name);
  platform.accounts[wish.name] = {
    ...account,
    key: wish.key ?? account.key,
    balance: wish.balance ?? account.balance,
    suspended: wish.suspended ?? account.suspended,
    maxHeld: wish.maxHeld ?? account.maxHeld,
  };
}

export function setStock(platform: PlatformState, wish: StockWish, seed: number): void {
  const { '*': all, ...single } = wish;
  const everywhere = new Set(all === undefined ? [] : [...stockCountries, ...Object.keys(platform.stock)]);
  const wishes = [...[...everywhere].map((country) => [country, all ?? 0] as const), ...Object.entries(single)];
  for (const [country, some] of wishes) {
    platform.stock[country] = typeof some === 'number' ? makeNumbers(country, some, seed) : [...some];
  }
}

function checkOptions(platform: SimulatedPlatform, wished: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(wished)) {
    const field = { path: `platforms.${platform.id}.options.${name}`, value };
    const values = Object.hasOwn(platform.options, name) ? platform.options[name] : undefined;
    if (values === undefined) refuse(field, `one of ${Object.keys(platform.options).join(', ')}`);
    if (values !== null && !values.includes(value)) refuse(field, `one of ${values.join(', ')}`);
  }
}
