import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { requireAbility, requireRentOption } from '../../src/flows/ability.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';

const { definition } = openFakeAccount(
  createFakeClock(),
  {},
  {
    definition: { title: 'Taoma', abilities: ['blacklist'], rentOptions: ['multi'] },
  },
);

test('what a platform can do passes', () => {
  requireAbility(definition, 'blacklist');
  requireRentOption(definition, 'multi');
});

test('what it cannot do is an error that says what and where, and that nothing happened', () => {
  for (const [what, require] of [
    ['release', () => requireAbility(definition, 'release')],
    ['country', () => requireRentOption(definition, 'country')],
  ] as const) {
    assert.throws(require, (error) => {
      assert.ok(error instanceof SmsctlError);
      assert.deepEqual(
        [error.code, error.exitCode, error.effect, error.provider],
        ['provider.unsupported', 11, 'none', 'fake'],
      );
      assert.deepEqual(error.params, { what, title: 'Taoma' });
      return true;
    });
  }
});
