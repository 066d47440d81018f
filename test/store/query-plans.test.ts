import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { leaseStates, openStates } from '../../src/core/lease-state.ts';
import type { Ledger } from '../../src/core/ports.ts';
import type { Desk } from '../../src/flows/account.ts';
import { findGivenUp } from '../../src/flows/late-codes.ts';
import { limitUse } from '../../src/flows/limit-use.ts';
import { selectTargets } from '../../src/flows/select.ts';
import { tidy } from '../../src/flows/tidy.ts';
import { providers } from '../../src/providers/index.ts';
import { type Database, openDatabase, type Values } from '../../src/store/database.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { ledgerApplicationId, ledgerSteps } from '../../src/store/schema.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { day, minute, newIntent, rentedNumber, tempDir } from './fixtures.ts';

/** A ledger with a past, and the plan of every question that is put to it. */
function watchedDesk(t: TestContext) {
  const options = { applicationId: ledgerApplicationId, steps: ledgerSteps, durable: false };
  const db = openDatabase({ path: join(tempDir(t), 'ledger.sqlite'), ...options });
  t.after(() => db.close());
  const plans: string[] = [];
  const explain = (sql: string, values: Values = {}) =>
    plans.push(...db.all(`EXPLAIN QUERY PLAN ${sql}`, values, ({ detail }) => String(detail)));
  const watched: Database = {
    ...db,
    all(sql, values, decode) {
      explain(sql, values);
      return db.all(sql, values, decode);
    },
    run(sql, values) {
      explain(sql, values);
      return db.run(sql, values);
    },
  };
  const clock = createFakeClock();
  const mark = () => ({ host: 'here', boot: '', pid: 1, started: '' });
  const pace = { takeTurn: () => 0, slowDown: () => 0, speedUp() {} };
  const ledger = createLedger(watched, { clock, mark, isGone: () => true, pace });
  const desk: Desk = { ledger, clock, random: () => 0 };
  return { desk, ledger, clock, account: openFakeAccount(clock), plans };
}

type Watched = ReturnType<typeof watchedDesk>;

const limits = { maxHeld: 20, maxPerDay: 20, minBalance: null };

function buy(ledger: Ledger, digits: string) {
  const requestId = `order ${digits}`;
  const bought = ledger.reserve(newIntent({}, { provider: 'fake', requestId, isLeaving: true }), limits);
  if (bought.kind !== 'reserved') throw new Error('expected a new reservation');
  const [lease] = ledger.fulfil(bought.intentId, [rentedNumber(digits)], 5 * minute);
  if (lease === undefined) throw new Error('nothing rented');
  return lease;
}

/** What each command asks the ledger for. */
const questions: Readonly<Record<string, (watched: Watched) => void>> = {
  'every command, when it opens the ledger': ({ desk }) => void tidy(desk, providers),
  'every command, before and after a call': ({ ledger }) => {
    ledger.takeTurn('an account', 0);
    ledger.takeTurn('an account', 500);
    ledger.slowDown('an account', 1000, 5000);
    ledger.speedUp('an account');
    ledger.recall('session');
    ledger.remember('session', 'abc');
    ledger.remember('session', null);
  },
  'get-number': ({ ledger }) => {
    buy(ledger, '59173841799');
    ledger.reserve(newIntent({}, { provider: 'fake', requestId: 'order 59173841799' }), limits);
  },
  'get-number that gets no number': ({ ledger }) => {
    for (const end of ['abandon', 'markUnknown'] as const) {
      const reservation = ledger.reserve(newIntent(), limits);
      if (reservation.kind !== 'reserved') throw new Error('expected a new reservation');
      ledger.attempt(reservation.intentId);
      ledger[end](reservation.intentId, 'reason', 5 * minute);
    }
  },
  balance: ({ ledger }) => {
    ledger.noteBalance('an account', '100');
    ledger.noteBalance('an account', '100');
  },
  numbers: ({ ledger, clock }) => {
    const closedSince = clock.now() - day;
    for (const wish of [
      {},
      { provider: 'fake' },
      { profile: 'default', project: '0257' },
      { projects: { fake: '1' } },
    ]) {
      ledger.find({ closedSince, ...wish });
    }
  },
  'numbers --since 1h': ({ ledger, clock }) => void ledger.find({ since: clock.now() - 60 * minute }),
  'numbers --state held': ({ ledger }) => void ledger.find({ states: ['held'] }),
  'stats --since 1h --provider fake': ({ ledger, clock }) =>
    void ledger.find({ provider: 'fake', since: clock.now() - 60 * minute }),
  'wait-code, release, blacklist, status': ({ ledger }) => {
    const lease = buy(ledger, '59173841798');
    const nothing = { all: true, project: null, provider: null, profile: null, multi: false };
    for (const named of [[], [lease.id], ['+59173841798'], ['73841798', lease.id]]) {
      selectTargets(ledger, { ...nothing, named });
    }
    selectTargets(ledger, { ...nothing, named: [], provider: 'fake', profile: 'default', project: '0257' });
    ledger.find({ ids: [lease.id] });
    ledger.find({ provider: 'fake', profile: 'default', states: ['blacklistDue'] });
    ledger.change(lease.id, { state: 'received', code: '1', messages: [] });
    ledger.change(lease.id, { state: 'released' });
    ledger.keepLate(lease.id, { messages: [] });
  },
  'reconcile, status': ({ desk, ledger, clock }) => {
    findGivenUp(desk);
    const [lease] = ledger.find({ states: openStates });
    ledger.intent(lease?.intentId ?? '');
    ledger.find({ provider: 'fake', profile: 'default', project: '0257', since: clock.now() - day });
  },
  'send-sms': ({ ledger }) => {
    ledger.beginSend('a message');
    ledger.endSend('a message', 'sent');
  },
  'the wizard, of the limits': ({ desk, account }) => void limitUse(desk, account),
};

/** A walk over all there are of something that is few. */
const few = /^SCAN (intents|leases) USING (COVERING )?INDEX (leases_open|intents_open|intents_unknown)$/u;

for (const [what, ask] of Object.entries(questions)) {
  test(`no walk over the past: ${what}`, (t) => {
    const watched = watchedDesk(t);
    buy(watched.ledger, '59173841704');
    watched.plans.splice(0);
    ask(watched);
    assert.ok(watched.plans.length > 0);
    const walks = watched.plans.filter((plan) => /^SCAN (intents|leases)\b/u.test(plan) && !few.test(plan));
    assert.deepEqual(walks, []);
  });
}

/** What reads all leases, and why it may. */
const walks: Readonly<Record<string, (ledger: Ledger) => void>> = {
  'numbers --all, stats: they tell of all of them': (ledger) => void ledger.find({}),
  'numbers --state released: nobody asks for it in a loop': (ledger) => void ledger.find({ states: ['released'] }),
  'countries, the wizard of projects: they count what was rented of each': (ledger) =>
    void ledger.find({ provider: 'fake', project: '0257' }),
  // From the newest on, and it ends at the first that was bought.
  'numbers, where there is none to show: whether anything was ever bought': (ledger) =>
    void ledger.find({ states: leaseStates.filter((state) => state !== 'notRented'), most: 1 }),
};

for (const [what, ask] of Object.entries(walks)) {
  test(`a walk in the order of time: ${what}`, (t) => {
    const { ledger, plans } = watchedDesk(t);
    ask(ledger);
    assert.ok(plans.includes('SCAN leases USING INDEX leases_acquired'), plans.join('\n'));
  });
}
