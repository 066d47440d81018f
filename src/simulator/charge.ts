import type { HoldName } from '../providers/simulated.ts';
import { projectOf } from './projects.ts';
import type { Scene } from './take.ts';

/** Takes the project's price from the account and writes the book; false, and nothing is done, where it has too little. */
export function charge({ state, platform, id, now }: Scene, { account: name, project, number }: HoldName): boolean {
  const { price } = projectOf(state.projects, project);
  const account = Object.hasOwn(platform.accounts, name) ? platform.accounts[name] : undefined;
  if (account === undefined || price > account.balance) return false;
  account.balance = Math.round((account.balance - price) * 1e6) / 1e6;
  state.book.push({ at: new Date(now).toISOString(), account: name, platform: id, project, number, price });
  return true;
}
