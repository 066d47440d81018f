import type { Balance } from '../core/model.ts';
import type { Account, Desk } from './account.ts';
import { askAgain, writeDown } from './pace.ts';

/** Reads the balance and notes it in the ledger: should the answer to a purchase be lost, it tells what that cost. */
export async function readBalance(desk: Desk, account: Account, signal: AbortSignal): Promise<Balance> {
  const facts = await askAgain(desk, account, signal, () => account.provider.balance(signal));
  writeDown(() => desk.ledger.noteBalance(account.paceKey, facts.balance));
  return facts;
}
