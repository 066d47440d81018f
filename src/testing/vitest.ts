import { test as base, type TestAPI } from 'vitest';
import type { NumberFixtures, NumberStory, PhoneOptions } from './offer.ts';
import { fixtures, type PhoneFixtures, type PhoneWorkerFixtures } from './vitest-fixtures.ts';

declare module 'vitest' {
  interface TaskMeta {
    sms?: readonly NumberStory[];
  }
  interface ProvidedContext {
    smsctl: PhoneOptions;
  }
}

export const test: TestAPI<NumberFixtures & { smsctl: PhoneOptions }> = base.extend<{
  $worker?: PhoneWorkerFixtures;
  $test?: PhoneFixtures;
}>(fixtures);
export type { PhoneOptions };
