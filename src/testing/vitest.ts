/** A number for each test of Vitest (docs/testing.md). */
import { test as base, type TestAPI } from 'vitest';
import type { NumberFixtures, NumberStory, PhoneOptions } from './offer.ts';
import { fixtures, type PhoneFileFixtures, type PhoneFixtures, type PhoneWorkerFixtures } from './vitest-fixtures.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Numbers that a test had. */
    sms?: readonly NumberStory[];
  }
  interface ProvidedContext {
    /** For all tests. */
    smsctl: PhoneOptions;
  }
}

/** Vitest's own, with numbers. */
export const test: TestAPI<NumberFixtures & { smsctl: PhoneOptions }> = base.extend<{
  $worker?: PhoneWorkerFixtures;
  $file?: PhoneFileFixtures;
  $test?: PhoneFixtures;
}>(fixtures);
export type { NumberFixtures, NumberStory, PhoneOptions, StoryEvent, TestWish } from './offer.ts';
