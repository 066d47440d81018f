import type { WorldState } from './state.ts';

/** One request as it came, and what it got. */
export interface JournalEntry {
  /** RFC 3339, by the simulated clock. */
  readonly at: string;
  readonly platform: string;
  readonly call: string;
  readonly method: string;
  /** Path and query exactly as they came, credentials included: the sandbox's are no secret. */
  readonly url: string;
  /** The form exactly as it came. */
  readonly body: string;
  /** Null where the request got no whole answer. */
  readonly status: number | null;
  /** The first 500 characters of the answer's body. */
  readonly answer: string;
  /** The kind of the fault that was injected. */
  readonly fault: string | null;
}

const kept = 1000;

/** Appends one entry and forgets the oldest beyond the last thousand. */
export function writeJournal(state: WorldState, entry: JournalEntry): void {
  state.journal.push({ ...entry, answer: entry.answer.slice(0, 500) });
  state.journal.splice(0, state.journal.length - kept);
}
