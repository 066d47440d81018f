import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ErrorCode, errorCatalogue, SmsctlError } from '../../src/core/errors.ts';
import { telling } from '../../src/library/telling.ts';
import { enAbilities } from '../../src/messages/en/abilities.ts';

/** What only a typed command can do wrong, or needs a terminal. */
const ofTheCommandLine =
  /^(?:command|input|output|terminal|send|account\.inUse)\b|^usage\.(?:missing|unknownCommand|unknownOption|excess|option|ambiguous|noSuch|leaseWithout|noOpen|secretIn|sandboxLogin)/;

const codes = (Object.keys(errorCatalogue) as ErrorCode[]).filter((code) => !ofTheCommandLine.test(code));

async function messageOf(code: ErrorCode, params: SmsctlError['params']): Promise<string> {
  const told = await telling(() => Promise.reject(new SmsctlError(code, { params }))).catch((error: unknown) => error);
  assert.ok(told instanceof SmsctlError);
  return told.message;
}

describe('what a failure of the library says', () => {
  const subjects = Object.keys(enAbilities);
  for (const code of codes) {
    it(`names no option and no command as the way out: ${code}`, async () => {
      for (const what of subjects) {
        const message = await messageOf(code, { what, option: '--retry-for', other: '--pid', title: 'Durian' });
        assert.doesNotMatch(message, /(?:^|[\s(])--?[a-z]/);
        for (const [, command = ''] of message.matchAll(/\bsmsctl ([a-z-]+)/g))
          assert.match(command, /^(?:login|config|reconcile|processes)$/, message);
        assert.match(message, /\S \([a-zA-Z.]+\)$/);
      }
    });
  }

  it('keeps the words of the platform apart from its own', async () => {
    const { message } = await telling(() =>
      Promise.reject(new SmsctlError('number.unknown', { providerCode: '905', providerMessage: 'Invalid number' })),
    ).catch((error: SmsctlError) => error);
    assert.match(message, /\. The platform says "905 Invalid number"\. Rent another number\. \(number\.unknown\)$/);
  });

  it('says once that a number is still held', async () => {
    const error = new SmsctlError('code.timeout', { params: { after: 'kept' }, stake: 'stillHeld' });
    const told = await telling(() => Promise.reject(error)).catch((thrown: unknown) => String(thrown));
    assert.deepEqual(String(told).match(/still held/g), ['still held']);
  });

  it('names a wish as the library does', async () => {
    const message = await messageOf('usage.conflict', { option: '--retry-for', other: '--pid' });
    assert.equal(message, 'retryFor and project cannot be used together. (usage.conflict)');
  });
});
