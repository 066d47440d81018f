import type { Socket } from 'node:net';
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

/** Keeps the phase of one request and calls `expire` when a phase, or the whole, takes longer than its limit. */
export function watchPhases(limits: Timeouts, expire: () => void): PhaseWatch {
  const limitOf = { connecting: limits.connect, securing: limits.tls, sent: limits.response, answering: null };
  let phase: Phase = 'connecting';
  let current: NodeJS.Timeout | undefined;
  let stopped = false;
  const whole = startTimer(limits.whole, () => !stopped && expire());
  const enter = (next: Phase) => {
    clearTimeout(current);
    phase = next;
    const limit = limitOf[next];
    if (limit !== null) current = startTimer(limit, () => !stopped && phase === next && expire());
  };
  enter('connecting');
  return {
    phase: () => phase,
    enter,
    stop: () => {
      stopped = true;
      clearTimeout(current);
      clearTimeout(whole);
    },
  };
}

// After a pause of the whole process (a laptop's sleep) timers are late and run first: what has already arrived is
// read before anything is given up.
function startTimer(ms: number, act: () => void): NodeJS.Timeout {
  return setTimeout(() => setImmediate(act), ms);
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
