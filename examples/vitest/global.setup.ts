import { once } from 'node:events';
import { startSimulator } from 'smsctl';
import type { PhoneOptions } from 'smsctl/vitest';
import type { TestProject } from 'vitest/node';
import { createSignUp } from '../sign-up/page.ts';

declare module 'vitest' {
  interface ProvidedContext {
    signUp: string;
  }
}

/** Once for all tests: the page, and the platform that its messages go to. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const simulator = await startSimulator();
  const { baseUrls, credentials } = simulator;
  const page = createSignUp((number, text) =>
    simulator.message({ platform: 'durian', project: '9001', number, text }),
  ).listen(0, '127.0.0.1');
  await once(page, 'listening');
  const address = page.address();
  provide('signUp', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  // The one setting between free and real: with REAL_NUMBERS=1 numbers are rented at the platform, and paid for.
  const platform: PhoneOptions =
    process.env.REAL_NUMBERS === '1' ? {} : { simulator: { baseUrls, credentials }, interval: 200 };
  provide('smsctl', { ...platform, provider: 'durian', project: '9001', country: 'th', limits: { maxHeld: 4 } });
  return async () => {
    page.closeAllConnections();
    page.close();
    await simulator.close();
  };
}
