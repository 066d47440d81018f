import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createLookPace } from '../../src/flows/look-pace.ts';
import { waitForCodes } from '../../src/flows/wait-for-code.ts';
import { createNumber } from '../../src/library/number.ts';
import { createWork } from '../../src/library/work.ts';
import { failure, openFakeAccount, received, type Script, waiting } from '../helpers/fake-provider.ts';
import { hold, leaseNow, openDesk } from '../helpers/temp-ledger.ts';

/** Holds a hundred numbers of an account that is looked at once a second; their codes are there after a minute. */
function begin(t: TestContext, script: Partial<Script> = {}) {
  const desk = openDesk(t);
  const look: Script['look'] = () => (desk.clock.elapsed() < 60_000 ? waiting : received('482913'));
  const account = openFakeAccount(desk.clock, { look, ...script }, { times: { gap: 1_000 } });
  const digits = Array.from({ length: 100 }, (_, index) => `${59173800000 + index}`);
  return { desk, account, targets: hold(desk, account, digits) };
}

/** Each number waits for its own code. */
function waitForEach({ desk, account, targets }: ReturnType<typeof begin>, timeout: number) {
  const parts = { desk, account, work: createWork(undefined), pace: createLookPace(desk, account) };
  const numbers = targets.map((target) => createNumber(parts, leaseNow(desk, target)).number);
  return desk.clock.run(Promise.all(numbers.map((number) => number.waitForCode({ timeout }))));
}

test('a hundred waits at once are as quick as one wait for a hundred', async (t) => {
  const [one, many] = [begin(t), begin(t)];
  await one.desk.clock.run(
    waitForCodes(one.desk, one.account, one.targets, {
      ...{ timeout: 120_000, interval: null, once: false, onTimeout: 'keep', keep: false, nextProject: null },
      ...{ match: null, signal: new AbortController().signal, onSettled: async () => {} },
    }),
  );
  const codes = await waitForEach(many, 120_000);
  assert.deepEqual(new Set(codes), new Set(['482913']));
  assert.deepEqual(many.account.made('read'), one.account.made('read'));
});

test('a busy answer to one of them slows all', async (t) => {
  const read: Script['read'] = (time) => {
    if (time === 1) throw failure('rate.limited');
  };
  const stage = begin(t, { read });
  await waitForEach(stage, 120_000);
  const [first = 0, second = 0] = stage.account.made('read');
  assert.ok(second - first >= 3_000, `${second - first} ms`);
});
