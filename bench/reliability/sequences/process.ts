import { SmsctlError } from '../../../src/core/errors.ts';
import type { Command, Fault } from './plan.ts';
import type { Owner, Time } from './time.ts';

/** Thrown into the code of a process that has just died. Whatever that code still does reaches nobody. */
export class Killed extends Error {}

/** One command of the sequence, as a process of its own. */
export interface Process extends Owner {
  readonly pid: number;
  readonly command: Command;
  readonly started: number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** When Ctrl-C came. */
  readonly stopped: number | null;
  isDead: boolean;
  /** It has come to its end by itself. */
  isOver: boolean;
  /** Stands between any two things it does that others could see. @throws Killed where this is its end, or was before */
  step(isAlone?: boolean): void;
  /** What its next call to the platform meets. */
  nextFault(isGivingBack: boolean): Fault;
  /** Lets others in at that step; `act` is called once, at the process's end at the latest. */
  letIn(atStep: number, act: () => void): void;
}

const well: Fault = { kind: 'well', there: 50, back: 50 };

export function startProcess(time: Time, { pid, command }: { pid: number; command: Command }): Process {
  const stop = new AbortController();
  const faults = command.net.values();
  const faultsGiving = command.giving.values();
  let steps = 0;
  let guest: { readonly atStep: number; readonly act: () => void } | null = null;
  const { freeze } = command;
  let stopped: number | null = null;
  let frozenUntil = 0;

  const process: Process = {
    pid,
    command,
    started: time.elapsed(),
    signal: stop.signal,
    isDead: false,
    isOver: false,
    get frozenUntil() {
      return frozenUntil;
    },
    get stopped() {
      return stopped;
    },
    step(isAlone = false) {
      if (process.isDead) throw new Killed();
      if (steps === command.death) {
        process.isDead = true;
        throw new Killed();
      }
      if (guest !== null && guest.atStep <= steps && !isAlone) {
        const { act } = guest;
        guest = null;
        act();
      }
      steps += 1;
    },
    nextFault: (isGivingBack) => (isGivingBack ? faultsGiving : faults).next().value ?? well,
    letIn(atStep, act) {
      guest = { atStep, act };
    },
  };
  if (freeze !== null) {
    time.after(freeze.at, () => {
      frozenUntil = time.elapsed() + freeze.lasts;
    });
  }
  if (command.stop !== null) {
    time.after(
      command.stop,
      () => {
        if (process.isOver) return;
        stopped = time.elapsed();
        stop.abort(new SmsctlError('interrupted'));
      },
      process,
    );
  }
  return process;
}
