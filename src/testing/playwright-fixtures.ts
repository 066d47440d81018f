import type { Fixtures, TestInfo } from '@playwright/test';
import { systemClock } from '../context/clock.ts';
import type { HeldPhoneNumber } from '../library/offer.ts';
import { type Loans, openLoans } from './loans.ts';
import type { NumberFixtures, NumberStory, PhoneOptions } from './offer.ts';
import { deskFixture, type PhoneDesk } from './phone-desk.ts';
import { budgetOf, type TimeBudget } from './time-budget.ts';

export interface PhoneFixtures extends NumberFixtures {
  /** @internal */
  smsctlLoans: TimedLoans;
}

/** What a worker has. */
export interface PhoneWorkerFixtures {
  /** The account, and what its numbers are to be like. */
  smsctl: PhoneOptions;
  /** For fixtures and hooks of a worker. */
  workerNumber: HeldPhoneNumber;
  /** @internal */
  smsctlDesk: PhoneDesk;
}

interface TimedLoans extends Loans {
  /** Milliseconds that were not the test's. */
  apart: number;
  /** Milliseconds that the test has for what is being rented, and for nothing else. */
  lent: number;
}

const clock = systemClock;
/** Milliseconds that renting can take, with all that is waited for before it. */
const longest = 3_600_000;

export const fixtures: Fixtures<PhoneFixtures, PhoneWorkerFixtures> = {
  smsctl: [{}, { scope: 'worker', option: true }],
  smsctlDesk: [deskFixture, { scope: 'worker', timeout: 0, box: 'self' }],
  // Set up first and for every test: it knows when the test began.
  smsctlLoans: [
    async ({ smsctlDesk }, use, testInfo) => {
      const started = clock.elapsed();
      const loans: TimedLoans = {
        ...{ apart: 0, lent: 0 },
        ...openLoans(
          smsctlDesk,
          budgetOf({
            whole: () => testInfo.timeout - loans.lent,
            left: () => testInfo.timeout - loans.lent - (clock.elapsed() - started - loans.apart),
            lengthen: (by) => testInfo.setTimeout(testInfo.timeout + by),
          }),
          clock,
        ),
      };
      await use(loans);
      for (const story of await loans.end()) await attach(testInfo, story);
    },
    { auto: true, timeout: 0, box: 'self' },
  ],
  rentNumber: [
    async ({ smsctlLoans }, use, testInfo) =>
      use((wish) => besides(testInfo, smsctlLoans, () => smsctlLoans.rent(wish))),
    { box: 'self' },
  ],
  number: [
    async ({ smsctlLoans }, use) => {
      const began = clock.elapsed();
      const number = await smsctlLoans.number();
      smsctlLoans.apart += clock.elapsed() - began;
      await use(number);
    },
    { timeout: 0 },
  ],
  workerNumber: [
    async ({ smsctlDesk }, use, { project }) => {
      const loans = openLoans(smsctlDesk, budgetOfHook(project.timeout), clock);
      await use(await loans.ofWorker());
      await loans.end();
    },
    { scope: 'worker', timeout: 0 },
  ],
};

/** Work that has limits of its own takes none of the test's time. */
async function besides<T>(testInfo: TestInfo, loans: TimedLoans, work: () => Promise<T>): Promise<T> {
  const before = testInfo.timeout;
  if (before === 0) return work();
  const began = clock.elapsed();
  testInfo.setTimeout(before + longest);
  const lent = testInfo.timeout - before; // none where it is a hook or a fixture that has been given more
  loans.lent += lent;
  try {
    return await work();
  } finally {
    loans.lent -= lent;
    if (lent > 0) testInfo.setTimeout(testInfo.timeout - lent + Math.ceil(clock.elapsed() - began));
  }
}

/** A hook or a fixture of a worker has the time of a test, and does not tell how much of it is left. */
const budgetOfHook = (whole: number): TimeBudget => budgetOf({ whole: () => whole, left: () => whole * 0.8 });

async function attach(testInfo: TestInfo, story: NumberStory): Promise<void> {
  const body = JSON.stringify(story, null, 2);
  await testInfo.attach(`sms ${story.number}`, { body, contentType: 'application/json' });
}
