import type { Row } from '../../../src/store/database.ts';
import type { MemoryDatabase } from '../rig/memory-database.ts';
import { judgeLeases, type LeaseJudge } from './judge-leases.ts';
import { judgeMoney, type MoneyJudge } from './judge-money.ts';
import { judgeWaits, type WaitJudge } from './judge-waits.ts';
import type { Witness } from './network.ts';
import type { Plan } from './plan.ts';
import type { Platform } from './platform.ts';
import type { Process } from './process.ts';
import type { Time } from './time.ts';

/** What all judges go by: the platform's truth and what is written down, never the program's own word. */
export interface Scene {
  readonly plan: Plan;
  readonly time: Time;
  readonly platform: Platform;
  /** The leases as they are written down, oldest first. */
  readonly leases: () => readonly LeaseRow[];
  readonly memory: MemoryDatabase;
  /** Names a broken promise. */
  readonly accuse: (what: string) => void;
  /** From here on nothing can be promised: an answer came so late that its number had been rented anew. */
  readonly dismiss: () => void;
  readonly note: (line: () => string) => void;
}

export interface LeaseRow {
  readonly id: string;
  readonly state: string;
  readonly number: string | null;
  /** Of the process that asked for it. */
  readonly pid: number;
  readonly expiresAt: number | null;
  readonly acquiredAt: number;
  /** As they stand in the file. */
  readonly messages: string;
  /** All of it, to see what has changed. */
  readonly row: Row;
}

export interface Judge {
  readonly money: MoneyJudge;
  readonly leases: LeaseJudge;
  readonly waits: WaitJudge;
  witness(process: Process): Witness;
  /** The ledger has changed. */
  look(): void;
}

export function createJudge(scene: Scene): Judge {
  const money = judgeMoney(scene);
  const leases = judgeLeases(scene);
  const waits = judgeWaits(scene);
  return {
    money,
    leases,
    waits,
    witness: (process) => ({ ...money.witness(process), ...waits.witness(process) }),
    look() {
      leases.look();
      money.look();
    },
  };
}

/** Reads the leases once for each state of the file. */
export function leasesIn(memory: MemoryDatabase): {
  readonly read: () => readonly LeaseRow[];
  readonly forget: () => void;
} {
  let known: readonly LeaseRow[] | null = null;
  const sql = 'SELECT leases.*, intents.pid AS pid FROM leases JOIN intents ON intents.id = intent_id ORDER BY seq';
  return {
    read() {
      known ??= memory.rows(sql).map((row) => ({
        id: String(row.id),
        state: String(row.state),
        number: row.platform_number === null ? null : String(row.platform_number),
        pid: Number(row.pid),
        expiresAt: row.expires_at === null ? null : Number(row.expires_at),
        acquiredAt: Number(row.acquired_at),
        messages: String(row.messages),
        row,
      }));
      return known;
    },
    forget() {
      known = null;
    },
  };
}
