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
export function noteBalance(books: Books, account: string, balance: string): void {
  const { db, now } = books;
  const reading = { account, balance, now: now() };
  if (saysNothingNew(books, reading)) return; // the rule for one who only looks: no lock and no write for it
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

/** The same balance as ever, with no purchase since it was first read and none that waits for a reading. */
function saysNothingNew(
  books: Books,
  { account, balance, now }: { readonly account: string; readonly balance: string; readonly now: number },
): boolean {
  const last = lastBalance(books, account);
  if (last === null || last.balance !== balance || last.at > now) return false;
  const [news] = books.db.all(
    `SELECT EXISTS (SELECT 1 FROM leases WHERE acquired_at >= :at) OR EXISTS (
       SELECT 1 FROM intents WHERE account = :account AND state = 'unknown' AND balance_after IS NULL) AS news`,
    { at: last.at, account },
    (row) => integerIn(row, 'news'),
  );
  return news === 0;
}
