import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { digestOf, md5Hex } from '../../src/core/digest.ts';

const texts = ['', 'a', '淘码 \u{1F511}', 'x'.repeat(1000), '["durian","https://host","me"]'];

for (const text of texts) {
  test(`the digests of ${JSON.stringify(text.slice(0, 20))} are those that Node gives`, () => {
    assert.equal(md5Hex(text), createHash('md5').update(text).digest('hex'));
    assert.equal(digestOf(text), createHash('sha256').update(text).digest('hex').slice(0, 32));
  });
}

test('what is an MD5 digest already is not digested again', () => {
  assert.equal(md5Hex('5F4DCC3B5AA765D61D8327DEB882CF99'), '5f4dcc3b5aa765d61d8327deb882cf99');
});
