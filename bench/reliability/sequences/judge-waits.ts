import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, Message } from '../../../src/core/model.ts';
import type { Target } from '../../../src/flows/target.ts';
import type { WaitResult } from '../../../src/flows/wait-end.ts';
import type { Scene } from './judge.ts';
import { openStates } from './judge-leases.ts';
import type { Witness } from './network.ts';
import type { WaitPlan } from './plan.ts';
import { type Hold, holdNamedBy } from './platform.ts';
import type { Process } from './process.ts';
import { definitions } from './variants.ts';

/** A process's wait for one lease. Times are of the clock that never jumps. */
interface Watch {
  readonly plan: WaitPlan;
  /** When it may be given up. */
  readonly end: number;
  /** What the lease had brought before. */
  readonly seen: string;
  lastLook: { readonly left: number; readonly sense: 'nothing' | 'answered' | 'over' } | null;
  readonly brought: Message[];
  told: WaitResult | null;
}

export interface WaitJudge {
  witness(process: Process): Pick<Witness, 'looks' | 'lookReturns' | 'givesBack'>;
  begins(process: Process, targets: readonly Target[], plan: WaitPlan): void;
  /** Blacklistings that an earlier process had left due when this one began. */
  finds(process: Process, due: readonly string[]): void;
  told(process: Process, result: WaitResult): void;
  /** The wait has come to an end by itself, well or not. */
  ends(process: Process): void;
  /** Everything has come to rest. */
  rest(): void;
  /** Codes that came over a number that was rented anew before anybody could know. */
  readonly crossed: () => number;
}

export function judgeWaits(scene: Scene): WaitJudge {
  const { plan, time, platform, leases, accuse, note } = scene;
  const { giveUp } = definitions[plan.platform].times;
  const watches = new Map<string, Watch>();
  const due = new Map<number, readonly string[]>();
  const crossed = new Set<string>();

  const watchOf = ({ pid }: Process, leaseId: string | null) => watches.get(`${pid} ${leaseId}`);
  const rowOf = (leaseId: string | null) => leases().find((row) => row.id === leaseId);
  const isKnown = (hold: Hold) => leases().some((row) => row.pid === hold.pid && row.number === hold.number);
  const knownHolds = () => new Set(platform.holds.filter(isKnown));
  const isOfLease = (hold: Hold | undefined, leaseId: string | null) => {
    const row = rowOf(leaseId);
    return hold !== undefined && row !== undefined && hold.pid === row.pid && hold.number === row.number;
  };

  /** The wait of this process for that lease is over, and nothing came of it. */
  const mayGiveUp = ({ end, lastLook }: Watch): boolean => {
    if (lastLook === null || lastLook.sense === 'nothing') return false;
    return lastLook.sense === 'over' || lastLook.left >= end - 1; // timers count in whole ones
  };

  const checkGivingUp = (process: Process, what: 'release' | 'blacklist', { leaseId, platformNumber }: HeldNumber) => {
    const watch = watchOf(process, leaseId);
    const row = rowOf(leaseId);
    const isDue = what === 'blacklist' && row?.state === 'blacklistDue' && due.get(process.pid)?.includes(row.id);
    if (isDue) return; // an earlier process has given it up
    if (watch === undefined) return accuse(`${what} of ${platformNumber}, which is not this process's to give up`);
    if (what === 'release' && watch.brought.some(({ code }) => code !== null)) return; // it has done its work
    if (watch.plan.onTimeout !== what || watch.plan.once)
      accuse(`${what} of ${platformNumber}, which nobody asked for`);
    if (!mayGiveUp(watch)) accuse(`${platformNumber} was given up before its time or without a last look`);
    // That its time is over is the word of a clock that may have jumped.
    if (row === undefined || ![...openStates, 'expired'].includes(row.state))
      accuse(`${platformNumber} was given up when it had ended`);
    if (row?.messages !== watch.seen && hasCode(row?.messages ?? '[]', watch.seen)) {
      accuse(`${platformNumber} was given up though its code had come`);
    }
  };

  return {
    crossed: () => crossed.size,
    witness: (process) => ({
      looks(numbers) {
        const before = knownHolds();
        return () => {
          for (const number of numbers) {
            const hold = platform.holdOf(number);
            if (hold === undefined || before.has(hold) || isOfLease(hold, number.leaseId)) continue;
            const come = hold.letters.filter(({ at }) => hold.rented + at <= time.elapsed());
            for (const { code } of come) if (code !== null) crossed.add(`${number.leaseId} ${code}`);
          }
        };
      },
      lookReturns(numbers, left, answer) {
        for (const [index, number] of numbers.entries()) {
          const watch = watchOf(process, number.leaseId);
          if (watch === undefined) continue;
          if (answer instanceof SmsctlError) {
            watch.lastLook = { left, sense: answer.code === 'provider.refused' ? 'answered' : 'nothing' };
            continue;
          }
          const reading = (answer as Exclude<typeof answer, SmsctlError>)[index];
          watch.lastLook = { left, sense: reading?.kind === 'over' ? 'over' : 'answered' };
          if (reading?.kind === 'received') watch.brought.push(...reading.messages);
        }
      },
      givesBack(what, numbers) {
        note(() => `${process.pid}: ${what} ${numbers.map((one) => one.platformNumber).join(', ')}`);
        if (process.stopped !== null) accuse(`a ${what} left after a stop`);
        const isWish = process.command.what === what || process.command.what === 'releaseAll';
        const before = knownHolds();
        for (const number of numbers) if (!isWish) checkGivingUp(process, what, number);
        return () => {
          for (const number of numbers) {
            const hold = platform.holdOf(number);
            if (hold === undefined || !platform.isActive(hold) || isOfLease(hold, number.leaseId)) continue;
            // One that was moved is blacklisted for what it was rented for, and may be ours anew for that.
            if (number.project !== rowOf(number.leaseId)?.row.project) continue;
            const isClosed = !openStates.includes(rowOf(number.leaseId)?.state ?? '');
            if (before.has(hold) && !(isWish && isClosed)) accuse(`${what} hit a newer hold of ${hold.number}`);
          }
        };
      },
    }),
    begins(process, targets, wait) {
      for (const { lease } of targets) {
        if (lease === null) continue;
        const left = Math.max(0, (lease.expiresAt ?? 0) - time.now());
        const end = time.elapsed() + (wait.once ? 0 : Math.min(wait.timeout ?? giveUp, left));
        const seen = JSON.stringify(lease.messages);
        watches.set(`${process.pid} ${lease.id}`, { plan: wait, end, seen, lastLook: null, brought: [], told: null });
      }
    },
    finds: (process, ids) => void due.set(process.pid, ids),
    told(process, result) {
      const { target, code, status, error } = result;
      note(() => `${process.pid}: ${target.platformNumber} is ${status} ${code ?? ''} ${result.after}`);
      const watch = watchOf(process, target.lease?.id ?? null);
      if (watch === undefined || watch.told !== null) accuse(`${target.platformNumber} was told twice`);
      if (watch === undefined) return;
      watch.told = result;
      if (status === 'timedOut' && !mayGiveUp(watch))
        accuse('a timeout was told before its time or without a last look');
      if (code === null || target.lease === null) return;
      const { id } = target.lease;
      if (!isOfLease(platform.holds[holdNamedBy(code)], id) && !crossed.has(`${id} ${code}`)) {
        accuse(`${code} was told for a number that it did not come to`);
      }
      const isWritten = rowOf(id)?.state === 'gone' || rowOf(id)?.messages.includes(code) === true;
      if (!isWritten && error?.code !== 'ledger.unusable') accuse('a code was told before it was written down');
    },
    rest() {
      for (const { id, messages } of leases()) {
        for (const code of codesIn(messages)) {
          if (!isOfLease(platform.holds[holdNamedBy(code)], id) && !crossed.has(`${id} ${code}`))
            accuse(`${code} stands with a lease that it did not come to`);
        }
      }
    },
    ends(process) {
      for (const [name, { brought, told }] of watches) {
        const [pid, id = ''] = name.split(' ');
        if (Number(pid) !== process.pid) continue;
        for (const { text, code } of brought) {
          if (code === null) continue;
          const isTold = told?.messages.some((message) => message.text === text) === true;
          if (!isTold && rowOf(id)?.messages.includes(text) !== true) accuse(`${text} was read and lost`);
        }
      }
    },
  };
}

/** Whether a list of messages, as it is kept, has a code that an earlier one did not have. */
function hasCode(messages: string, earlier: string): boolean {
  return codesIn(messages).some((code) => !earlier.includes(code));
}

const codesIn = (messages: string): string[] =>
  [...messages.matchAll(/"code":"(\d+)"/gu)].map(([, code]) => code ?? '');
