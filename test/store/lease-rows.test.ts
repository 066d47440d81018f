import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { newIntent, newLedger, rentNumbers } from './fixtures.ts';

const message = { text: 'code 1234', code: '1234', project: null };

const broken: Readonly<Record<string, { readonly state?: string; readonly messages?: unknown }>> = {
  'a state nobody knows': { state: 'lost' },
  'messages that are no list': { messages: message },
  'messages that are null': { messages: null },
  'a message that is a text': { messages: ['code 1234'] },
  'a message that is null': { messages: [null] },
  'a message without a text': { messages: [{ code: '1234', project: null }] },
  'a message without a code': { messages: [{ text: 'code 1234', project: null }] },
  'a message without a project': { messages: [{ text: 'code 1234', code: '1234' }] },
  'a message whose text is none': { messages: [{ ...message, text: null }] },
  'a message whose code is a number': { messages: [{ ...message, code: 1234 }] },
  'a message whose project is a number': { messages: [{ ...message, project: 257 }] },
  'a message seen at a text': { messages: [{ ...message, seenAt: 'now' }] },
  'a broken message after a whole one': { messages: [message, {}] },
};

for (const [what, { state = 'held', messages = [] }] of Object.entries(broken)) {
  test(`${what} in a lease is a broken file`, (t) => {
    const { ledger, path } = newLedger(t);
    rentNumbers(ledger, ['5911']);
    const db = new DatabaseSync(path);
    db.exec('PRAGMA ignore_check_constraints = ON');
    db.prepare('UPDATE leases SET state = ?, messages = ?').run(state, JSON.stringify(messages));
    db.close();
    assert.throws(() => ledger.find({}), { code: 'ledger.unusable', params: { path, reason: 'corrupt' } });
  });
}

test('a lease is read as it was written, with one message or several to come', (t) => {
  const { ledger, clock } = newLedger(t);
  for (const multi of [false, true]) {
    const [held] = rentNumbers(ledger, [`591${multi}`], newIntent({ multi }));
    ledger.change(held?.id ?? '', { state: 'received', code: '1234', messages: [message] });
    const [read] = ledger.find({ ids: [held?.id ?? ''] });
    const receivedAt = clock.now();
    const news = { code: '1234', messages: [{ ...message, seenAt: receivedAt }], receivedAt };
    assert.deepEqual(read, { ...held, ...news, multi, state: 'received' });
  }
});

test('open and closed leases are found together', (t) => {
  const { ledger } = newLedger(t);
  const [first, second] = rentNumbers(ledger, ['5911', '5912']);
  ledger.change(first?.id ?? '', { state: 'released' });
  assert.deepEqual(
    ledger.find({ states: ['held', 'released'] }).map(({ id }) => id),
    [second?.id, first?.id],
  );
});
