import type { HoldName, SimulatedAccount, World } from '../simulated.ts';
import { words } from './simulator-words.ts';

/** One request of a verified account. */
export interface Asked {
  readonly parameters: Readonly<Record<string, string>>;
  readonly world: World;
  readonly user: SimulatedAccount;
}

/** Project and number of a request that names one of each, or what is wrong with them. */
export function readHoldName({ parameters, world, user }: Asked): HoldName | { readonly msg: string } {
  const { itemId, phoneNo } = parameters;
  if (!itemId || !phoneNo) return { msg: words.parameters };
  const { kind } = world.project(itemId);
  if (kind === 'unknownProject') return { msg: words.unknownProject };
  if (kind === 'systemFailure') return { msg: words.failure };
  const number = readNumber(phoneNo, world);
  return number === null ? { msg: words.badNumber } : { account: user.name, project: itemId, number };
}

/** A number of the stock, in the spelling in which it was given out. A raw plus has become a space on its way. */
export function readNumber(spelled: string, world: World): string | null {
  const digits = spelled.replace(/^[+ ]/, '');
  return [`+86${digits}`, `+${digits}`].find((one) => world.exists(one) && isSpelled(one, spelled, world)) ?? null;
}

function isSpelled(number: string, spelled: string, world: World): boolean {
  return spell(number, world) === spelled.replace(/^ /, '+');
}

/** Mainland numbers have no calling code; what those from abroad look like, nobody says. */
export function spell(number: string, world: World): string {
  if (/^\+861\d{10}$/.test(number)) return number.slice(3);
  return world.option('foreign') === 'plus' ? number : number.slice(1);
}
