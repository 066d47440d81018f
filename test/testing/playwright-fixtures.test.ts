import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestInfo } from '@playwright/test';
import type { HeldPhoneNumber } from '../../src/library/offer.ts';
import type { Loans } from '../../src/testing/loans.ts';
import type { NumberFixtures } from '../../src/testing/offer.ts';
import type { PhoneDesk } from '../../src/testing/phone-desk.ts';
import { fixtures } from '../../src/testing/playwright-fixtures.ts';

type Fixture<Context, T> = readonly [
  (context: Context, use: (value: T) => Promise<void>, testInfo: TestInfo) => Promise<void>,
];

const { smsctlLoans, rentNumber } = fixtures as unknown as {
  readonly smsctlLoans: Fixture<{ readonly smsctlDesk: PhoneDesk }, Loans>;
  readonly rentNumber: Fixture<{ readonly smsctlLoans: Loans }, NumberFixtures['rentNumber']>;
};

/** Waits that are told nothing bring a code at once; `timeouts` has what they were given. */
function fakeNumber(timeouts: (number | undefined)[]): HeldPhoneNumber {
  const number = {
    ...{ id: '1', provider: 'durian', project: '9001', number: '+66812345678', country: 'TH' },
    ...{ state: 'released', messages: [], mark: async () => {}, [Symbol.asyncDispose]: async () => {} },
    async waitForCode({ timeout }: { readonly timeout?: number } = {}) {
      timeouts.push(timeout);
      return '482913';
    },
  } as const;
  return number as unknown as HeldPhoneNumber;
}

test('a wait beside the renting of another number takes no more than the test has', async () => {
  const timeouts: (number | undefined)[] = [];
  const number = fakeNumber(timeouts);
  const renting = Promise.withResolvers<HeldPhoneNumber>();
  const rents = [Promise.resolve(number), renting.promise];
  const smsctlDesk: PhoneDesk = {
    options: {},
    rent: () => rents.shift() ?? Promise.reject(new RangeError('no more')),
    ofWorker: () => Promise.reject(new RangeError('none')),
    close: async () => {},
  };
  const testInfo = {
    timeout: 10_000,
    setTimeout(ms: number) {
      testInfo.timeout = ms;
    },
    attach: async () => {},
  } as unknown as TestInfo;
  const useLoans = (loans: Loans) => rentNumber[0]({ smsctlLoans: loans }, useRent, testInfo);
  const useRent = async (rent: NumberFixtures['rentNumber']) => {
    const first = await rent();
    const second = rent();
    await first.waitForCode();
    renting.resolve(fakeNumber([]));
    await second;
  };
  await smsctlLoans[0]({ smsctlDesk }, useLoans, testInfo);
  assert.equal(timeouts.length, 1);
  assert.ok((timeouts[0] ?? 0) <= 10_000, `${timeouts[0]} ms`);
});
