import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedStates, isLeaseState, isOpen, mayFollow, openStates } from '../../src/core/lease-state.ts';
import type { LeaseState } from '../../src/core/model.ts';

const states: readonly LeaseState[] = [...openStates, ...closedStates];

const successors: Record<LeaseState, string> = {
  intent: 'unknown held notRented',
  unknown: 'held expired notRented',
  held: 'received blacklistDue released blacklisted done expired gone',
  received: 'received blacklistDue released blacklisted done expired gone',
  blacklistDue: 'released blacklisted done expired gone',
  released: '',
  blacklisted: '',
  done: '',
  expired: '',
  gone: '',
  notRented: '',
};

for (const from of states) {
  test(`after ${from} comes ${successors[from] || 'nothing'}`, () => {
    assert.equal(states.filter((to) => mayFollow(from, to)).join(' '), successors[from]);
  });
}

test('every state is either open or closed, and a closed one is the end', () => {
  assert.equal(new Set(states).size, Object.keys(successors).length);
  for (const state of openStates) assert.equal(isOpen(state), true, state);
  for (const state of closedStates) {
    assert.equal(isOpen(state), false, state);
    assert.ok(!states.some((to) => mayFollow(state, to)), state);
  }
});

test('only the names of states are states', () => {
  for (const state of states) assert.ok(isLeaseState(state));
  for (const text of ['', 'Held', 'held ', 'constructor', 'toString', '__proto__'])
    assert.ok(!isLeaseState(text), text);
});
