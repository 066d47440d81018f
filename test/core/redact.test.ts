import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  createMask,
  createRedactor,
  encodeComponent,
  encodeParameters,
  showAddress,
  showUrl,
} from '../../src/core/redact.ts';

const secret = 'k+/=ey 中\'(é)!*~"\\';

const forms: readonly (readonly [name: string, text: string])[] = [
  ['as it stands', secret],
  ['by encodeURIComponent', encodeURIComponent(secret)],
  ['by encodeURIComponent in lower case', encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase())],
  ['by RFC 3986', encodeComponent(secret)],
  ['as a form', new URLSearchParams([['', secret]]).toString().slice(1)],
  ['as a form in lower case', new URLSearchParams([['', secret]]).toString().slice(1).toLowerCase()],
  ['in Base64', Buffer.from(secret).toString('base64')],
  ['in Base64 without padding', Buffer.from(secret).toString('base64').replace(/=+$/, '')],
  ['in Base64 for URLs', Buffer.from(secret).toString('base64url')],
  ['in JSON', JSON.stringify(secret).slice(1, -1)],
  ['in JSON with escaped slashes', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
  ['in JSON of ASCII only', 'k+/=ey \\u4e2d\'(\\u00e9)!*~\\"\\\\'],
  ['by encodeURI', encodeURI(secret)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
  ['percent-encoded whole', Buffer.from(secret).toString('hex').replace(/../g, '%$&')],
  ['in Base64, percent-encoded', encodeURIComponent(Buffer.from(secret).toString('base64'))],
  ['in hex', Buffer.from(secret).toString('hex')],
  ['in upper-case hex', Buffer.from(secret).toString('hex').toUpperCase()],
  ['in JSON in JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
  ['in HTML', secret.replaceAll("'", '&#39;').replaceAll('"', '&quot;')],
  ['in HTML by numbers', [...secret].map((letter) => `&#x${letter.codePointAt(0)?.toString(16)};`).join('')],
  ['half in the query and half not', secret.replace('+', '%2b').replace('é', '%C3%A9')],
  ['with a soft hyphen and a zero-width space in it', `${secret.slice(0, 4)}\u00ad\u200b${secret.slice(4)}`],
  ['in JSON of ASCII only, as PHP writes it', 'k+\\/=ey \\u4E2D\'(\\u00E9)!*~\\"\\\\'],
];

for (const [name, text] of forms) {
  test(`a secret is masked ${name}`, () => {
    assert.equal(createRedactor([secret])(`before ${text} after ${text}`), 'before *** after ***');
  });
}

for (const [before, after] of [
  ['me:', ''],
  ['user:', '.'],
  ['name', 'and more'],
] as const) {
  test(`a secret is masked in the Base64 of ${JSON.stringify(before)} and it`, () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const shown = createRedactor([secret])(Buffer.from(before + secret + after).toString(encoding));
      assert.match(shown, /^.{0,8}\*{3}.{0,16}$/);
    }
  });
}

test('a text that looks like spellings without end is read in no time that matters', () => {
  const redact = createRedactor(['a\\\\\\\\b', '%%%%%%%%', 'a\u00ad\u00adb', '&&&&&&', '    ']);
  for (const part of ['\\', '%25', '25', '\u00ad', '&#38;', '&#0', ' ', '+', '%5C']) {
    const text = `%a${part.repeat(5_000)}`;
    assert.ok(redact(text).length <= text.length);
  }
});

test('the longer of two secrets that begin alike is masked whole', () => {
  const redact = createRedactor(['abcd', 'abcdefgh']);
  assert.equal(redact('abcdefgh abcdxyz'), '*** ***xyz');
});

test('a secret of fewer than four characters does not mangle other words', () => {
  assert.equal(createRedactor(['', 'a', 'abc'])('a cab, abc'), 'a cab, abc');
});

test('text without a secret stays as it is', () => {
  assert.equal(createRedactor(['s3cret'])('nothing here'), 'nothing here');
  assert.equal(createRedactor([])('nothing here'), 'nothing here');
});

test('no text and no secret makes it throw or lets the secret through', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const key = fc.string({ unit: 'binary', minLength: 4, maxLength: 20 }).filter((value) => !value.includes('*'));
  fc.assert(
    fc.property(text, key, text, (before, value, after) => {
      const redacted = createRedactor([value])(`${before}${value}${encodeComponent(value)}${after}`);
      assert.ok(!redacted.includes(value));
    }),
  );
});

test('a lone surrogate in a secret or a value does no harm', () => {
  assert.equal(createRedactor(['key\ud800'])('a key\ud800 b'), 'a *** b');
  assert.equal(encodeComponent('\ud800'), '%EF%BF%BD');
});

test('components are encoded as RFC 3986 asks', () => {
  assert.equal(encodeComponent("+591 a=b&c !'()* 中 -._~"), '%2B591%20a%3Db%26c%20%21%27%28%29%2A%20%E4%B8%AD%20-._~');
});

test('every component survives a standard decoder', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))), (pairs) => {
      assert.deepEqual([...new URLSearchParams(encodeParameters(pairs))], pairs);
    }),
  );
});

test('a URL is shown as sent but for the values of secret parameters', () => {
  const shown = showUrl(
    'https://api.example/out/getMobile',
    [
      ['name', 'user 1'],
      ['ApiKey', 'abc'],
      ['pid', '0257'],
      ['prefix', '+591'],
    ],
    ['name', 'apiKey'],
  );
  assert.equal(shown, 'https://api.example/out/getMobile?name=***&ApiKey=***&pid=0257&prefix=%2B591');
});

test('a URL without parameters is shown without a question mark', () => {
  assert.equal(showUrl('https://api.example/x', [], ['apiKey']), 'https://api.example/x');
});

test('credentials inside a URL are not shown', () => {
  assert.equal(showUrl('http://me:p@ss@host/x', [['a', '1']], []), 'http://***@host/x?a=1');
});

test('an address inside of a URL is no credential of it', () => {
  assert.equal(showUrl('https://host/x/http://a@b', [], []), 'https://host/x/http://a@b');
});

test('a URL that has a query already gets the parameters behind it', () => {
  assert.equal(showUrl('https://host/http.do?v=2', [['key', 'k']], ['key']), 'https://host/http.do?v=2&key=***');
});

const addresses: readonly (readonly [typed: string, shown: string])[] = [
  ['http://127.0.0.1:8080/api', 'http://127.0.0.1:8080/api'],
  ['https://alice:hunter2@example.org/api', 'https://***@example.org/api'],
  ['HTTPS+x.1-2://alice:hunt@er2@example.org', 'HTTPS+x.1-2://***@example.org'],
  ['alice:hunter2@example.org', '***@example.org'],
  ['not an address http://alice:hunter2@example.org', '***@example.org'],
  ['http://alice:hun\nter2@example.org', 'http://***@example.org'],
  ['1http://alice:hunter2@example.org', '***@example.org'],
  ['http://example.org/api?key=hunter2\n3#x', 'http://example.org/api?***'],
  ['http://example.org/api#hunter2', 'http://example.org/api#***'],
  ['', ''],
];
for (const [typed, shown] of addresses) {
  test(`an address that was typed is shown without what may be a secret: ${JSON.stringify(typed)}`, () => {
    assert.equal(showAddress(typed), shown);
  });
}

test('a mask hides what it learned at any time, and is the same for a secret it knew', () => {
  const mask = createMask(['first-key']);
  const text = 'first-key and second-key';
  assert.equal(mask.hide(text), '*** and second-key');
  mask.add('second-key');
  mask.add('second-key');
  assert.equal(mask.hide(text), '*** and ***');
});
