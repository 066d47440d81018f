import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Message } from '../../src/core/model.ts';
import { unseenMessages } from '../../src/core/unseen.ts';

const message = (text: string, project: string | null = null, code: string | null = text): Message => ({
  text,
  project,
  code,
});
const [a, b] = [message('1111'), message('2222')];

test('what is known is not new, in whatever order it comes', () => {
  assert.deepEqual(unseenMessages([a, b], []), [a, b]);
  assert.deepEqual(unseenMessages([a, b], [a]), [b]);
  assert.deepEqual(unseenMessages([a, b], [b]), [a]);
  assert.deepEqual(unseenMessages([a, b], [b, a]), []);
  assert.deepEqual(unseenMessages([], [a]), []);
});

test('the same text sent again is new', () => {
  assert.deepEqual(unseenMessages([a, a], [a]), [a]);
  assert.deepEqual(unseenMessages([a, a], [a, a]), []);
});

test('a text is another one in another project, but not with another code', () => {
  assert.deepEqual(unseenMessages([message('1111', 'Shop')], [a]), [message('1111', 'Shop')]);
  assert.deepEqual(unseenMessages([message('1111', null, null)], [a]), []);
});

test('of a list that only grows, exactly what it has grown by is new', () => {
  const lists = fc.array(fc.constantFrom(a, b, message('1111', 'Shop')));
  fc.assert(
    fc.property(lists, lists, (known, grown) => assert.deepEqual(unseenMessages([...known, ...grown], known), grown)),
  );
});
