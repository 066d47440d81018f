import type { Clock } from '../../../src/core/ports.ts';

/** Whose something is that is to happen: what a dead one waits for never comes, what a frozen one waits for comes late. */
export interface Owner {
  readonly isDead: boolean;
  /** It gets no time before this, in ms of the clock that never jumps. */
  readonly frozenUntil: number;
}

/** One time for all that lives in a sequence. It moves only in `run`, from one thing that is due to the next. */
export interface Time {
  now(): number;
  elapsed(): number;
  /** Does something `ms` from now. Returns how to call it off. */
  after(ms: number, act: () => void, owner?: Owner): () => void;
  /** Sets the wall clock on or back. */
  jump(ms: number): void;
  /** The lowest and the highest that the wall clock has shown between two times of the other clock. */
  wallBetween(from: number, to: number): { readonly low: number; readonly high: number };
  /** Goes on until nothing is left that is to happen. */
  run(): Promise<void>;
}

interface Due {
  readonly at: number;
  readonly act: () => void;
  readonly owner: Owner | null;
}

/** More than this is no sequence but a loop without an end. */
const mostEvents = 20_000;

export function createTime(): Time {
  let elapsed = 0;
  let offset = Date.UTC(2026, 10, 21, 12);
  let events = 0;
  let dues: Due[] = [];
  const offsets = [{ from: 0, offset }];

  const dueAt = ({ at, owner }: Due) => (owner === null ? at : Math.max(at, owner.frozenUntil));
  const takeNext = (): Due | null => {
    let next: Due | null = null;
    for (const due of dues) if (next === null || dueAt(due) < dueAt(next)) next = due;
    if (next !== null) dues.splice(dues.indexOf(next), 1);
    return next;
  };

  return {
    now: () => offset + elapsed,
    elapsed: () => elapsed,
    after(ms, act, owner) {
      const due = { at: elapsed + Math.max(0, ms), act, owner: owner ?? null };
      dues.push(due);
      return () => {
        dues = dues.filter((one) => one !== due);
      };
    },
    jump(ms) {
      offset += ms;
      offsets.push({ from: elapsed, offset });
    },
    wallBetween(from, to) {
      const spans = offsets.filter((one, index) => one.from <= to && (offsets[index + 1]?.from ?? to) >= from);
      const starts = spans.map((one) => Math.max(one.from, from) + one.offset);
      const ends = spans.map((one) => Math.min(offsets[offsets.indexOf(one) + 1]?.from ?? to, to) + one.offset);
      return { low: Math.min(...starts), high: Math.max(...ends) };
    },
    async run() {
      for (;;) {
        await new Promise(setImmediate); // whoever can go on without time has gone on
        const due = takeNext();
        if (due === null) return;
        if (due.owner?.isDead) continue;
        events += 1;
        if (events > mostEvents) throw new Error('it goes on and on');
        elapsed = Math.max(elapsed, dueAt(due));
        due.act();
      }
    },
  };
}

/** The time as one process knows it. What sleeps in a dead one never wakes. */
export function clockOf(time: Time, owner: Owner, onSleep: () => void): Clock {
  return {
    now: time.now,
    elapsed: time.elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (owner.isDead) return;
        onSleep();
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          callOff();
          reject(signal?.reason);
        };
        const callOff = time.after(
          ms,
          () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
          owner,
        );
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}
