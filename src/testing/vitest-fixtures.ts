import type { TestContext } from 'vitest';
import { systemClock } from '../context/clock.ts';
import type { HeldPhoneNumber } from '../library/offer.ts';
import { type Loans, openLoans } from './loans.ts';
import type { NumberFixtures, PhoneOptions } from './offer.ts';
import { deskFixture, type PhoneDesk } from './phone-desk.ts';
import { budgetOf } from './time-budget.ts';

export interface PhoneFixtures extends NumberFixtures {
  /** @internal */
  smsctlLoans: Loans;
}

export interface PhoneWorkerFixtures {
  smsctl: PhoneOptions;
}

export interface PhoneFileFixtures {
  /** @internal */
  smsctlDesk: PhoneDesk;
}

type Use<T> = (value: T) => Promise<void>;
type Fixture<Context, T> = (context: Context, use: Use<T>) => Promise<void>;
type WorkerContext = PhoneWorkerFixtures;
type Context = PhoneFixtures & PhoneFileFixtures & TestContext;

interface Fixtures {
  readonly smsctl: [Fixture<object, PhoneOptions>, { scope: 'worker'; injected: true }];
  readonly smsctlDesk: [Fixture<WorkerContext, PhoneDesk>, { scope: 'file' }];
  readonly smsctlLoans: [Fixture<Context, Loans>, { auto: true }];
  readonly rentNumber: Fixture<Context, PhoneFixtures['rentNumber']>;
  readonly number: Fixture<Context, HeldPhoneNumber>;
}

const clock = systemClock;

export const fixtures: Fixtures = {
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads here what a fixture needs
  smsctl: [async ({}, use) => use({}), { scope: 'worker', injected: true }],
  // Where files are not isolated, each may have options of its own.
  smsctlDesk: [deskFixture, { scope: 'file' }],
  smsctlLoans: [
    async ({ smsctlDesk, task }, use) => {
      const started = clock.elapsed();
      const whole = () => task.timeout;
      const loans = openLoans(
        smsctlDesk,
        budgetOf({ whole, left: () => whole() - (clock.elapsed() - started) }),
        clock,
      );
      await use(loans);
      const stories = await loans.end();
      if (stories.length > 0) task.meta.sms = [...(task.meta.sms ?? []), ...stories];
    },
    { auto: true },
  ],
  rentNumber: async ({ smsctlLoans }, use) => use((wish) => smsctlLoans.rent(wish)),
  number: async ({ smsctlLoans }, use) => use(await smsctlLoans.number()),
};
