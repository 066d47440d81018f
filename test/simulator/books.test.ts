import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SimulatedPlatform, TakeWish } from '../../src/providers/simulated.ts';
import { createState } from '../../src/simulator/state.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { stillClock } from '../helpers/simulator.ts';

const platform: SimulatedPlatform = {
  id: 'test',
  basePath: '',
  account: { name: 'me', key: 'k' },
  credentials: {},
  options: {},
  stock: { cn: 30, th: 5 },
  call: () => '',
  handle: () => ({ status: 200, headers: {}, body: '' }),
};

const usual: TakeWish = {
  ...{ account: 'me', project: '1', count: 1, country: null, prefix: null, multi: true, avoidAll: false },
  ...{ holdFor: 300_000, number: null, charge: 'message' },
};

/** A world whose clock moves when it is told. */
function open() {
  const state = createState(1, [platform]);
  const world = () => createWorld(state, { platform: 'test', clock: stillClock });
  const take = (wish: Partial<TakeWish> = {}) => {
    const [hold] = world().take({ ...usual, ...wish });
    assert.ok(typeof hold === 'object');
    return { account: 'me', project: hold.project, number: hold.number };
  };
  const wait = (seconds: number) => {
    state.clockOffset += seconds * 1000;
  };
  const balance = () => world().account('me')?.balance;
  return { state, world, take, wait, balance };
}

describe('the books of a platform that charges messages', () => {
  it('open with the countries it wants', () => {
    const { world } = open();
    assert.deepEqual(world().stock(null), { cn: 30, th: 5 });
  });

  it('charge nothing for a number, and each message once, when it is handed out', () => {
    const { state, world, take, wait, balance } = open();
    const hold = take({ project: '9002' });
    assert.deepEqual([state.book.length, balance()], [0, 1000]);
    assert.equal(world().handOutNext(hold), 'none');
    wait(6);
    const texts = [1, 2, 3].map(() => world().handOutNext(hold));
    assert.notDeepEqual(texts[0], texts[1]);
    assert.equal(texts[2], 'none');
    const charge = { at: '2026-01-02T03:04:11.000Z', ...hold, platform: 'test', price: 1 };
    assert.deepEqual(state.book, [charge, charge]);
    assert.equal(balance(), 998);
  });

  it('charge no message where the number was charged', () => {
    const { state, world, take, wait } = open();
    const hold = take({ charge: 'number' });
    wait(3);
    assert.notEqual(world().handOutNext(hold), 'none');
    assert.equal(world().send(hold, 'Hello'), 'accepted');
    assert.equal(state.book.length, 1);
  });

  it('keep a message back that cannot be paid, and give no number that could not be', () => {
    const { state, world, take, wait } = open();
    const { accounts } = state.platforms.test ?? assert.fail();
    const hold = take();
    wait(3);
    const me = accounts.me ?? assert.fail();
    me.balance = 0.5;
    assert.equal(world().handOutNext(hold), 'noBalance');
    assert.equal(world().send(hold, 'Hello'), 'noBalance');
    assert.equal(world().take(usual), 'noBalance');
    assert.deepEqual([state.book.length, me.balance, state.platforms.test?.sent], [0, 0.5, []]);
    me.balance = 1;
    assert.notEqual(world().handOutNext(hold), 'noBalance');
  });
});

describe('a message that is sent', () => {
  it('stands in the books once for each request, is charged, and leaves after three seconds', () => {
    const { state, world, take, wait } = open();
    const hold = take();
    world().send(hold, 'one');
    wait(2);
    world().send(hold, 'two');
    wait(1);
    assert.deepEqual(world().sent(hold), [
      { text: 'one', hasLeft: true },
      { text: 'two', hasLeft: false },
    ]);
    const { sent } = state.platforms.test ?? assert.fail();
    assert.deepEqual(
      sent.map(({ text, number }) => [text, number]),
      [
        ['one', hold.number],
        ['two', hold.number],
      ],
    );
    assert.equal(state.book.length, 2);
  });

  it('is forgotten by the next who takes the number', () => {
    const { world, take, wait } = open();
    const hold = take();
    world().send(hold, 'one');
    world().free(hold.account, hold.project, hold.number);
    wait(1);
    take({ number: hold.number });
    assert.deepEqual(world().sent(hold), []);
  });
});

describe('a hold that is moved', () => {
  it('is held on for the other project, whose message then comes', () => {
    const { world, take, wait } = open();
    const hold = take();
    wait(3);
    const first = world().handOutNext(hold);
    wait(290);
    world().move(hold, { to: '2', holdFor: 300_000 });
    assert.equal(world().hold('me', '1', hold.number), null);
    wait(299);
    const moved = { ...hold, project: '2' };
    const shown = world().hold('me', '2', hold.number);
    assert.deepEqual([shown?.takenFor, shown?.handedOut, shown?.messages.length], ['1', 1, 2]);
    assert.notDeepEqual(world().handOutNext(moved), first);
    assert.equal(world().handOutNext(moved), 'none');
    wait(1);
    assert.equal(world().hold('me', '2', hold.number), null);
    assert.deepEqual(world().lastHold(moved)?.endsAt, world().now());
  });

  it('loses the messages of its old project that were not handed out', () => {
    const { world, take, wait } = open();
    const hold = take({ project: '9002' });
    wait(6);
    assert.notEqual(world().handOutNext(hold), 'none');
    world().move(hold, { to: '9001', holdFor: 300_000 });
    wait(60);
    assert.equal(world().handOutNext({ ...hold, project: '9001' }), 'none');
  });

  it('to its own project gets another message only after its last', () => {
    const { world, take, wait } = open();
    const hold = take({ project: '9002' });
    for (let turn = 0; turn < 3; turn += 1) {
      wait(3);
      assert.notEqual(world().handOutNext(hold), 'none');
      world().move(hold, { to: '9002', holdFor: 300_000 });
    }
    assert.equal(world().hold('me', '9002', hold.number)?.messages.length, 3);
    wait(9);
    assert.equal(world().hold('me', '9002', hold.number)?.messages.length, 6);
    const never = take({ project: '9001' });
    world().move(never, { to: '9001', holdFor: 300_000 });
    wait(60);
    assert.equal(world().handOutNext(never), 'none');
  });
});

describe('a session', () => {
  it('ends after its time, however often it is used, and can be begun anew', () => {
    const { state, world, wait } = open();
    const id = world().openSession('me', { lifetime: 900_000 });
    wait(899);
    assert.equal(world().session(id), 'me');
    wait(1);
    assert.equal(world().session(id), null);
    assert.equal(world().knowsSession(id), true);
    assert.equal(world().openSession('me', { lifetime: 1000, id }), id);
    assert.equal(world().session(id), 'me');
    assert.deepEqual(Object.keys(state.platforms.test?.sessions ?? {}), [id]);
  });

  it('has an id of its own, is none where it was never opened, and is forgotten after a day', () => {
    const { world, wait } = open();
    const ids = [1, 2].map(() => world().openSession('me', { lifetime: 1000 }));
    assert.notEqual(ids[0], ids[1]);
    for (const id of ['', '__proto__', 'toString']) {
      assert.equal(world().session(id), null);
      assert.equal(world().knowsSession(id), false);
    }
    wait(86_402);
    world().openSession('me', { lifetime: 1000 });
    assert.equal(world().knowsSession(ids[0] ?? ''), false);
  });
});

describe('a request that comes too fast', () => {
  it('is counted by itself for each action that is named', () => {
    const { state, world, wait } = open();
    state.rate = { burst: 1, perSecond: 1 };
    const ask = (action?: string) => world().tooFast('me', action);
    assert.deepEqual(
      [ask('a'), ask('a'), ask('b'), ask(), ask(), ask('__proto__')],
      [false, true, false, false, true, false],
    );
    wait(1);
    assert.deepEqual([ask('a'), ask('b'), ask()], [false, false, false]);
  });
});

describe('a wish for mainland numbers', () => {
  it('keeps to network and area, and a wish for others gets none of them', () => {
    const { world } = open();
    const taken = world().take({ ...usual, country: 'cn', operator: 'unicom', count: 30 });
    assert.ok(Array.isArray(taken) && taken.length === 10);
    const abroad = world().take({ ...usual, outside: 'cn', count: 5 });
    assert.ok(Array.isArray(abroad) && abroad.every(({ callingCode }) => callingCode === '66'));
    assert.equal(world().take({ ...usual, country: 'th', area: '021' }), 'noNumbers');
  });
});
