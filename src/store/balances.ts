import type { BalanceReading } from '../core/ports.ts';
import type { Books } from './books.ts';
import { integerIn, textIn } from './columns.ts';

/** What is known of the accounts' balances: the last reading of each, and what it says of purchases with a lost answer. */

export function lastBalance({ db }: Books, account: string | null): BalanceReading | null {
  const [reading] = db.all('SELECT balance, at FROM balances WHERE account = :account', { account }, (row) => ({
    balance: textIn(row, 'balance'),
    at: integerIn(row, 'at'),
  }));
  return reading ?? null;
}

/** The first reading after a purchase tells most of it, so a later one does not replace it. */
export function noteBalance({ db, now }: Books, account: string, balance: string): void {
  const reading = { account, balance, now: now() };
  db.immediate(() => {
    db.run(
      `INSERT INTO balances (account, balance, at) VALUES (:account, :balance, :now)
       ON CONFLICT (account) DO UPDATE SET balance = excluded.balance, at = excluded.at`,
      reading,
    );
    db.run(
      `UPDATE intents SET balance_after = :balance, balance_after_at = :now
       WHERE account = :account AND state = 'unknown' AND balance_after IS NULL`,
      reading,
    );
  });
}
