import type { Books } from './books.ts';
import { textIn } from './columns.ts';

/** What the providers' clients put away, one text a key. */

export function recall({ db }: Books, key: string): string | null {
  return db.all('SELECT text FROM memories WHERE key = :key', { key }, (row) => textIn(row, 'text'))[0] ?? null;
}

export function remember({ db }: Books, key: string, text: string | null): void {
  db.immediate(() => {
    if (text === null) db.run('DELETE FROM memories WHERE key = :key', { key });
    else db.run('INSERT OR REPLACE INTO memories (key, text) VALUES (:key, :text)', { key, text });
  });
}
