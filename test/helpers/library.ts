import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { HeldPhoneNumber, PlatformSimulator, ProviderOptions } from '../../src/library/offer.ts';
import { openProvider } from '../../src/library/provider.ts';
import { startSimulator } from '../../src/library/simulator.ts';
import { tempDir } from '../store/fixtures.ts';

export const quick = { interval: 100, timeout: 5_000 };

/** A provider of the library, open at a simulator of its own. */
export async function open(t: TestContext, platform = 'durian', options: ProviderOptions = {}) {
  const simulator = await startSimulator();
  const env = { SMSCTL_HOME: tempDir(t), ...options.env };
  const provider = await openProvider(platform, { simulator, ...options, env });
  t.after(async () => {
    await provider.close();
    await simulator.close();
  });
  const send = (number: HeldPhoneNumber, text: string) =>
    simulator.message({ platform, project: number.project, number: number.number, text });
  return { simulator, provider, send, env };
}

/** What was asked of the platform, the looks left out. */
export async function callsOf(simulator: PlatformSimulator): Promise<string[]> {
  const looks = ['getMsg', 'sms/get', 'getMessages'];
  return (await simulator.journal()).map(({ call }) => call).filter((call) => !looks.includes(call));
}

export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (reason: unknown) => reason,
  );
}

export async function failing(work: Promise<unknown>): Promise<SmsctlError> {
  const error = await failureOf(work);
  assert.ok(error instanceof SmsctlError, String(error));
  return error;
}
