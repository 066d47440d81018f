import type { SendRecord } from '../core/ports.ts';
import type { Books } from './books.ts';
import { textIn } from './columns.ts';

/** Messages sent from rented numbers: each is written down before its request leaves, like a purchase. */

export function beginSend({ db, now }: Books, key: string): SendRecord | 'new' {
  return db.immediate(() => {
    const before = db.all('SELECT state FROM sends WHERE key = :key', { key }, (row) => textIn(row, 'state'))[0];
    // Without an end it was interrupted on the way: nobody knows whether it went.
    if (before !== undefined) return before === 'sent' ? 'sent' : 'unknown';
    db.run("INSERT INTO sends (key, state, at) VALUES (:key, 'intent', :now)", { key, now: now() });
    return 'new';
  });
}

export function endSend({ db }: Books, key: string, state: SendRecord | 'notSent'): void {
  db.immediate(() => {
    if (state === 'notSent') db.run('DELETE FROM sends WHERE key = :key', { key });
    else db.run('UPDATE sends SET state = :state WHERE key = :key', { key, state });
  });
}
