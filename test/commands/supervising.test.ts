import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supervise, takeSignals } from '../../src/commands/supervising.ts';
import type { Ended } from '../../src/context/child-process.ts';
import type { Host, StopSignal } from '../../src/context/host.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';

function fakeHost(isTTY: boolean) {
  const listeners = new Map<StopSignal, Set<() => void>>();
  const stream = { isTTY } as unknown as Host['stderr'];
  const host: Pick<Host, 'stdin' | 'stdout' | 'stderr' | 'on' | 'off' | 'removeAllListeners'> = {
    stdin: stream as unknown as Host['stdin'],
    stdout: stream,
    stderr: stream,
    on: (signal, listener) => listeners.set(signal, (listeners.get(signal) ?? new Set()).add(listener)),
    off: (signal, listener) => listeners.get(signal)?.delete(listener),
    removeAllListeners: (signal) => listeners.delete(signal),
  };
  const send = (signal: StopSignal) => {
    for (const listener of listeners.get(signal) ?? []) listener();
  };
  return { host: host as Host, send, listeners };
}

function fakeChild(diesOf: readonly string[]) {
  const { promise: ended, resolve } = Promise.withResolvers<Ended>();
  const killed: string[] = [];
  const end = (exitCode: number, signal: string | null = null) => resolve({ exitCode, signal, failure: null });
  const kill = (signal: StopSignal | 'SIGKILL') => {
    killed.push(signal);
    if (diesOf.includes(signal)) end(signal === 'SIGTERM' ? 0 : 137, null);
  };
  return { child: { ended, kill }, killed, end };
}

for (const [diesOf, killed, exitCode, took] of [
  [['SIGTERM'], ['SIGTERM'], 143, 60_000],
  [['SIGKILL'], ['SIGTERM', 'SIGKILL'], 137, 65_000],
] as const) {
  test(`a command whose time is over is told to end, and then made to: it ends of ${diesOf}`, async () => {
    const { host } = fakeHost(false);
    const clock = createFakeClock();
    using signals = takeSignals(host);
    const fake = fakeChild(diesOf);
    const ended = await clock.run(supervise({ host, clock }, fake.child, { signals, timeout: 60_000 }));
    assert.deepEqual([fake.killed, ended.exitCode, ended.isTimedOut, clock.elapsed()], [killed, exitCode, true, took]);
  });
}

for (const [where, isTTY, handedOn] of [
  ['at a terminal, where it reaches the command by itself', true, ['SIGTERM', 'SIGHUP']],
  ['elsewhere', false, ['SIGINT', 'SIGTERM', 'SIGHUP']],
] as const) {
  test(`signals go to the command, Ctrl-C ${where}: ${handedOn}`, async () => {
    const { host, send, listeners } = fakeHost(isTTY);
    const fake = fakeChild([]);
    {
      using signals = takeSignals(host);
      const ended = supervise({ host, clock: createFakeClock() }, fake.child, { signals, timeout: null });
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) send(signal);
      fake.end(5);
      assert.deepEqual([(await ended).exitCode, fake.killed], [5, handedOn]);
    }
    assert.ok([...listeners.values()].every((some) => some.size === 0));
  });
}
