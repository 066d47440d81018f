import type { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { Messages } from '../messages/index.ts';
import { failureJson } from './failure.ts';
import { timeJson } from './lease.ts';

/** What became of a command and of the numbers that were rented for it. */
export interface RunStory {
  /** The program alone: a secret may stand in the words behind it. */
  readonly name: string;
  readonly startedAt: number;
  /** Null where it never began. */
  readonly command: { readonly exitCode: number | null; readonly signal: string | null } | null;
  readonly isTimedOut: boolean;
  /** As the ledger has them at the end. */
  readonly leases: readonly Lease[];
  /** Of all this. */
  readonly exitCode: number;
  readonly error: SmsctlError | null;
}

interface Telling {
  readonly texts: Messages;
  readonly now: number;
}

export const inSeconds = (milliseconds: number): number => Math.round(Math.max(0, milliseconds) / 100) / 10;

/** How long the code is, and no more of it: a report is kept where many can read it. */
export const maskCode = (code: string | null): string | null => code && '•'.repeat(code.length);

export function runJson({ name, command, isTimedOut, ...story }: RunStory, { texts, now }: Telling) {
  return {
    command: { name, exitCode: command?.exitCode ?? null, signal: command?.signal ?? null, timedOut: isTimedOut },
    exitCode: story.exitCode,
    startedAt: timeJson(story.startedAt),
    seconds: inSeconds(now - story.startedAt),
    numbers: story.leases.map((lease) => ({
      id: lease.id,
      provider: lease.provider,
      profile: lease.profile,
      project: lease.project,
      number: lease.number,
      country: lease.country,
      state: lease.state,
      code: maskCode(lease.code),
      messages: lease.messages.length,
      codeSeconds: codeAfter(lease),
      heldSeconds: inSeconds((lease.closedAt ?? now) - lease.acquiredAt),
    })),
    error: story.error === null ? null : failureJson(story.error, texts),
  };
}

export function runLines({ leases, command, isTimedOut, startedAt }: RunStory, { texts, now }: Telling): string[] {
  const { run } = texts;
  const took = texts.duration(now - startedAt);
  const numbers = leases.map((lease) => {
    const seconds = codeAfter(lease);
    const after = seconds === null ? null : texts.duration(seconds * 1000);
    const code = lease.code === null ? run.noCode : run.code(lease.code.length, after);
    const isLeft = isOpen(lease.state) && lease.expiresAt !== null;
    const end = isLeft ? [run.endsIn(texts.duration((lease.expiresAt ?? now) - now))] : [];
    const state = texts.states[lease.state] ?? lease.state;
    return texts.labelled(lease.number ?? lease.id, texts.clauses([code, state, ...end]));
  });
  const ending = isTimedOut ? run.timedOut(took) : run.ended(command?.exitCode ?? 0, took);
  return command === null || command.exitCode === null ? numbers : [...numbers, ending];
}

function codeAfter({ code, receivedAt, acquiredAt }: Lease): number | null {
  return code === null || receivedAt === null ? null : inSeconds(receivedAt - acquiredAt);
}
