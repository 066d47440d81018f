import type { StateFile } from '../core/ports.ts';
import { textIn } from './columns.ts';
import { openDatabase } from './database.ts';

/** In the header of every state file: "smsS". */
const applicationId = 0x736d7353;

const steps = ['CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), text TEXT NOT NULL) STRICT'];

/**
 * Not synced to disk: it survives a crash of the process, but a power cut may cost the sandbox its memory.
 *
 * @throws SmsctlError `ledger.unusable` with `path` and `reason`, from here and from every method.
 */
export function openStateFile(path: string): StateFile {
  const db = openDatabase({ path, applicationId, steps, durable: false });
  return {
    update: (change) =>
      db.immediate(() => {
        const [before] = db.all('SELECT text FROM state', {}, (row) => textIn(row, 'text'));
        const { text, result } = change(before ?? null);
        db.run('INSERT INTO state (id, text) VALUES (1, :text) ON CONFLICT (id) DO UPDATE SET text = excluded.text', {
          text,
        });
        return result;
      }),
    close: () => db.close(),
  };
}
