import type { Socket } from 'node:net';
import { elapsed } from '../core/stopwatch.ts';
import type { Phase } from './failure.ts';

/** Limits in milliseconds. */
export interface Timeouts {
  /** Resolving the name and connecting; through a proxy, until its tunnel stands. */
  readonly connect: number;
  readonly tls: number;
  /** From the end of the request to the head of the answer. */
  readonly response: number;
  /** From the start to the end of the answer's body. */
  readonly whole: number;
}

export interface PhaseWatch {
  phase(): Phase;
  enter(phase: Phase): void;
  stop(): void;
}

/** Milliseconds by which a timer is late only after a pause of the whole process: a laptop's sleep, Ctrl-Z. */
const pause = 500;

/** Milliseconds for what was paused. */
const catchUp = 1_000;

/** Keeps the phase of one request and calls `expire` when a phase, or the whole, takes longer than its limit. */
export function watchPhases(limits: Timeouts, expire: () => void): PhaseWatch {
  const limitOf = { connecting: limits.connect, securing: limits.tls, sent: limits.response, answering: limits.whole };
  const end = elapsed() + limits.whole;
  let phase: Phase = 'connecting';
  let due = Number.POSITIVE_INFINITY;
  let rings = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  // One timer for all: of a thousand requests a second hardly one comes near its limits.
  const arm = () => {
    clearTimeout(timer);
    rings = due;
    timer = setTimeout(ring, Math.max(0, due - elapsed()));
  };
  const ring = () => {
    if (elapsed() - rings < pause) {
      setImmediate(check);
      return;
    }
    // Timers run first: what arrived in the meantime is read, and decoded, before anything is given up.
    rings = elapsed() + catchUp;
    timer = setTimeout(ring, catchUp);
  };
  const check = () => {
    if (timer === undefined) return;
    if (elapsed() < due) arm();
    else expire();
  };
  const enter = (next: Phase) => {
    phase = next;
    due = Math.min(end, elapsed() + limitOf[next]);
    if (due < rings) arm();
  };
  enter('connecting');
  return {
    phase: () => phase,
    enter,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** Reports the phases of a request until it has been sent. */
export function followSocket(socket: Socket, enter: (phase: Phase) => void): void {
  // One that failed before it was handed over never carries the request.
  if (socket.destroyed) return;
  if (!socket.connecting) {
    enter('sent');
  } else if ('encrypted' in socket) {
    socket.once('connect', () => enter('securing'));
    socket.once('secureConnect', () => enter('sent'));
  } else {
    socket.once('connect', () => enter('sent'));
  }
}
