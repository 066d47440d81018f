import { SmsctlError } from '../../../src/core/errors.ts';
import type { Database } from '../../../src/store/database.ts';
import { type MemoryDatabase, openMemory } from '../rig/memory-database.ts';
import { Killed, type Process } from './process.ts';

export interface StoreWatch {
  /** Something about the leases may have changed for all to see. */
  readonly onCommit: () => void;
  /** What no process may do to a ledger, whatever happens. */
  readonly onFoul: (what: string) => void;
}

/** The database as one process reaches it, with the trouble it is to have, and with its death between any two steps. */
export function connectStore(memory: MemoryDatabase, process: Process, watch: StoreWatch): Database {
  const bare = openMemory(memory);
  const isInside = memory.isInTransaction;
  let operations = 0;
  let touchesLeases = false;

  /** Whether the trouble of this process, if it has one, is on for its next operation; reads of a full disk go well. */
  const troubleNow = (isRead: boolean) => {
    const { trouble } = process.command;
    if (trouble === null) return null;
    const isOn = operations >= trouble.from && operations < trouble.from + trouble.lasts;
    operations += 1;
    return isOn && !(isRead && trouble.reason === 'full') ? trouble : null;
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Killed || error instanceof SmsctlError) throw error;
      watch.onFoul(`the ledger contradicts itself: ${error instanceof Error ? error.message : String(error)}`);
      throw unusable('corrupt');
    }
  };

  return {
    path: bare.path,
    immediate(work) {
      process.step();
      const trouble = troubleNow(false);
      if (trouble?.when === 'begin') throw unusable(trouble.reason);
      touchesLeases = false;
      const result = guarded(() =>
        bare.immediate(() => {
          const done = work();
          process.step(true);
          if (trouble !== null) throw unusable(trouble.reason);
          return done;
        }),
      );
      if (touchesLeases) watch.onCommit();
      process.step();
      return result;
    },
    requireWhole(now) {
      process.step(isInside());
      bare.requireWhole(now);
    },
    all(sql, values, decode) {
      process.step(isInside());
      const trouble = isInside() ? null : troubleNow(true);
      if (trouble !== null) throw unusable(trouble.reason);
      return guarded(() => bare.all(sql, values, decode));
    },
    version() {
      process.step(isInside());
      const trouble = troubleNow(true);
      if (trouble !== null) throw unusable(trouble.reason);
      return bare.version();
    },
    run(sql, values) {
      process.step(isInside());
      if (!isInside()) watch.onFoul('a write stands alone, outside a transaction');
      touchesLeases ||= sql.includes('leases');
      const changes = guarded(() => bare.run(sql, values));
      if (!isInside()) watch.onCommit();
      return changes;
    },
    close() {},
  };
}

const unusable = (reason: string) => new SmsctlError('ledger.unusable', { params: { path: ':memory:', reason } });
