import type { HeldNumber } from '../../../src/core/model.ts';
import type { Account, Desk } from '../../../src/flows/account.ts';
import { tidy } from '../../../src/flows/tidy.ts';
import type { WaitResult } from '../../../src/flows/wait-end.ts';
import { waitForCodes } from '../../../src/flows/wait-for-code.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { createLedger } from '../../../src/store/ledger.ts';
import { createFakeClock } from '../../../test/helpers/fake-clock.ts';
import { openFakeAccount, received, waiting } from '../../../test/helpers/fake-provider.ts';
import { hold } from '../../../test/helpers/temp-ledger.ts';
import type { MemoryDatabase } from '../rig/memory-database.ts';
import { openMemory, paceIn } from '../rig/memory-database.ts';
import { type Scene, timeout } from './scenes.ts';

/** What the platform saw of one number, and what was told of it. */
export interface Watched {
  readonly number: string;
  readonly looks: readonly { readonly left: number; readonly answered: number }[];
  readonly blacklisted: readonly number[];
  readonly result: WaitResult | undefined;
  /** Its row in the ledger at the end. */
  readonly row: { readonly state: string; readonly code: string | null };
}

const numbers = ['59170000001', '59170000002', '59170000003'];
export const coded = numbers[0];
export const code = '482913';
export const every = 15_000;
export const gap = 1_000;

/** Waits for three numbers with the real flow and ledger while another process tidies up right after the clocks moved. */
export async function watchScene({ kind, takes, event, codeAt }: Scene, memory: MemoryDatabase): Promise<Watched[]> {
  memory.clear();
  const clock = createFakeClock();
  const db = openMemory(memory);
  const ledger = createLedger(db, {
    clock,
    mark: () => ({ host: 'here', boot: 'now', pid: 1, started: '' }),
    isGone: () => false,
    pace: paceIn(db, clock.now),
  });
  const desk: Desk = { ledger, clock, random: () => 0 };
  const limits = { rent: 10, rentInAll: 10, read: 1, readKeeping: 1, release: 1, blacklist: 1 };
  const fake = openFakeAccount(
    clock,
    { takes: { blacklist: takes } },
    {
      times: { gap, every, firstLook: every },
      definition: {
        ...(kind === 'many' ? { limits: { ...limits, read: 50, blacklist: 50 } } : {}),
        ...(kind === 'releasing' ? { afterCode: 'release' } : {}),
      },
    },
  );
  const looks = new Map<string, { left: number; answered: number }[]>(numbers.map((number) => [number, []]));
  /** The platform answers at once; the answer takes its time, or lies at the door of a process that stands still. */
  const read: Provider['read'] = async (asked, signal) => {
    const left = clock.elapsed();
    const readings = asked.map((number) => readingOf(number, codeAt !== null && codeAt <= left));
    await clock.sleep(takes, signal);
    for (const { platformNumber } of asked) looks.get(platformNumber)?.push({ left, answered: clock.elapsed() });
    return readings;
  };
  const account: Account = { ...fake, provider: { ...fake.provider, read } };
  const targets = hold(desk, account, numbers);
  clock.at(event.at, () => {
    clock.jump(event.wall - event.stands);
    clock.pass(event.stands);
    tidy(desk, [account.definition]);
  });
  const results: WaitResult[] = [];
  const wishes = { interval: null, once: false, keep: false, nextProject: null, match: null };
  await clock.run(
    waitForCodes(desk, account, targets, {
      ...{ ...wishes, timeout, onTimeout: 'blacklist', signal: new AbortController().signal },
      onSettled: async (result) => void results.push(result),
    }),
  );
  const rows = memory.rows('SELECT platform_number, state, code FROM leases');
  return numbers.map((number) => {
    const row = rows.find((one) => one.platform_number === number);
    const blacklistings = fake.calls.filter((call) => call.name === 'blacklist' && call.numbers.includes(number));
    return {
      number,
      looks: looks.get(number) ?? [],
      blacklisted: blacklistings.map((call) => call.at),
      result: results.find((one) => one.target.platformNumber === number),
      row: { state: String(row?.state), code: row?.code == null ? null : String(row.code) },
    };
  });
}

const readingOf = ({ platformNumber }: HeldNumber, hasCome: boolean) =>
  platformNumber === coded && hasCome ? received(code) : waiting;
