/** A number for each test of Playwright (docs/testing.md). */
import {
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import type { NumberFixtures } from './offer.ts';
import { fixtures, type PhoneWorkerFixtures } from './playwright-fixtures.ts';

/** Playwright's own, with numbers. To be merged with others by `mergeTests`. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & NumberFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & PhoneWorkerFixtures
> = base.extend(fixtures);
export type { NumberFixtures, PhoneOptions, TestWish } from './offer.ts';
export type { PhoneWorkerFixtures } from './playwright-fixtures.ts';
