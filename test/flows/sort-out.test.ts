import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { Ledger } from '../../src/core/ports.ts';
import { createUnchanged, sortOut } from '../../src/flows/sort-out.ts';
import { startWatch } from '../../src/flows/watch.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { hold, openDesk, withLedger } from '../helpers/temp-ledger.ts';

const plan = { firstLook: 0, every: 15_000, giveUp: 15_000 };

test('a number that was rented anew after its time is not looked at for the old lease any more', (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const [target] = hold(desk, account, ['11111']);
  if (target === undefined) return assert.fail();
  const due = [startWatch(target, plan, { elapsed: 0, sinceRented: 0 })];
  desk.clock.pass(600_000);
  desk.elsewhere.expire();
  assert.deepEqual(sortOut(desk, account, { due, match: null }).batch, due, 'its time may be over by the clock alone');
  hold(desk, account, ['11111']);
  const { batch, ended } = sortOut(desk, account, { due, match: null });
  assert.deepEqual([batch, ended.map((one) => one.status)], [[], ['gone']]);
});

/** A number that is looked after, and how often the ledger was asked about leases. */
function open(t: TestContext, changed: Partial<Ledger> = {}) {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const due = hold(desk, account, ['11111', '22222']).map((target) =>
    startWatch(target, plan, { elapsed: 0, sinceRented: 0 }),
  );
  let asked = 0;
  let isBroken = false;
  const counting = withLedger(desk, {
    ...changed,
    find(query) {
      asked += 1;
      if (isBroken) throw new SmsctlError('ledger.unusable');
      return desk.ledger.find(query);
    },
  });
  const unchanged = createUnchanged(counting);
  return {
    desk,
    id: due[0]?.target.lease?.id ?? '',
    /** As long after the last one as it takes for the ledger to be asked again. */
    look: () => {
      desk.clock.pass(20);
      return sortOut(counting, account, { due, match: null, unchanged });
    },
    lookAtOnce: () => sortOut(counting, account, { due, match: null, unchanged }),
    asked: () => asked,
    break: (broken: boolean) => {
      isBroken = broken;
    },
  };
}

test('what the ledger says of a number is not asked for again while nothing in it changes', (t) => {
  const { desk, look, asked } = open(t);
  for (let time = 0; time < 3; time += 1) assert.equal(look().batch.length, 2);
  desk.elsewhere.takeTurn('fake account', 1_000);
  look();
  assert.equal(asked(), 1);
});

for (const [who, ledger] of [
  ['this process', 'ledger'],
  ['another process', 'elsewhere'],
] as const) {
  test(`what ${who} makes of it is seen at once`, (t) => {
    const { desk, id, look, asked } = open(t);
    look();
    desk[ledger].change(id, { state: 'released' });
    const { batch, ended } = look();
    assert.deepEqual([batch.length, ended.map(({ status }) => status), asked()], [1, ['gone'], 2]);
  });
}

test('what another process makes of a number while its neighbours are being sorted out is seen at the next look', (t) => {
  let meanwhile = () => {};
  const { desk, id, look } = open(t, {
    version() {
      const version = desk.ledger.version();
      meanwhile();
      return version;
    },
  });
  look();
  meanwhile = () => {
    meanwhile = () => {};
    desk.elsewhere.change(id, { state: 'released' });
  };
  look();
  assert.deepEqual(
    look().ended.map(({ status }) => status),
    ['gone'],
  );
});

test('where it could not be read it is asked for again at the next look', (t) => {
  const { look, asked, break: breakLedger } = open(t);
  breakLedger(true);
  assert.equal(look().batch.length, 2);
  breakLedger(false);
  look();
  look();
  assert.equal(asked(), 2);
});

test('where not even its version can be read it is asked for each time', (t) => {
  const { look, asked } = open(t, {
    version() {
      throw new SmsctlError('ledger.unusable');
    },
  });
  for (let time = 1; time <= 3; time += 1) {
    assert.equal(look().batch.length, 2);
    assert.equal(asked(), time);
  }
});

test('for all that are sorted out within moments the ledger is asked once whether anything has changed', (t) => {
  let asked = 0;
  const { desk, id, look, lookAtOnce } = open(t, {
    version() {
      asked += 1;
      return desk.ledger.version();
    },
  });
  for (let time = 0; time < 5; time += 1) {
    lookAtOnce();
    desk.clock.pass(3);
  }
  assert.equal(asked, 1);
  desk.elsewhere.change(id, { state: 'released' });
  assert.deepEqual([look().ended.length, asked], [1, 2]);
});
