import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { classifyFailure, type FailureFacts, type Phase, readCode, toError } from '../../src/net/failure.ts';

type Row = readonly [phase: Phase, code: string, proxied: boolean, outcome: string, effect: 'none' | 'possible'];

const rows: readonly Row[] = [
  ['connecting', 'ENOTFOUND', false, 'dns', 'none'],
  ['connecting', 'EAI_AGAIN', false, 'dns', 'none'],
  ['connecting', 'EAI_FAIL', false, 'dns', 'none'],
  ['connecting', 'ECONNREFUSED', false, 'refused', 'none'],
  ['connecting', 'ETIMEDOUT', false, 'connectTimeout', 'none'],
  ['connecting', 'deadline', false, 'connectTimeout', 'none'],
  ['connecting', 'EHOSTUNREACH', false, 'network', 'none'],
  ['connecting', 'ENETUNREACH', false, 'network', 'none'],
  ['connecting', 'EADDRNOTAVAIL', false, 'network', 'none'],
  ['connecting', 'ECONNRESET', false, 'reset', 'none'],
  ['connecting', 'ERR_INVALID_CHAR', false, 'unexpected', 'none'],
  ['connecting', '', false, 'unexpected', 'none'],

  ['connecting', 'ECONNREFUSED', true, 'proxy', 'none'],
  ['connecting', 'ENOTFOUND', true, 'proxy', 'none'],
  ['connecting', 'ECONNRESET', true, 'proxy', 'none'],
  ['connecting', 'deadline', true, 'proxy', 'none'],
  ['connecting', 'ERR_PROXY_TUNNEL', true, 'proxy', 'none'],
  ['connecting', 'EAI_AGAIN', true, 'proxy', 'none'],
  ['connecting', 'DEPTH_ZERO_SELF_SIGNED_CERT', true, 'tls', 'none'],
  ['connecting', 'ERR_TLS_CERT_ALTNAME_INVALID', true, 'tls', 'none'],
  ['connecting', 'ERR_SSL_WRONG_VERSION_NUMBER', true, 'tls', 'none'],
  ['connecting', 'EPROTO', true, 'tls', 'none'],
  ['connecting', 'ERR_INVALID_CHAR', true, 'unexpected', 'none'],
  ['connecting', '', true, 'unexpected', 'none'],

  ['securing', 'CERT_HAS_EXPIRED', false, 'tls', 'none'],
  ['securing', 'ECONNRESET', false, 'tls', 'none'],
  ['securing', 'EPROTO', false, 'tls', 'none'],
  ['securing', 'deadline', false, 'tls', 'none'],
  ['securing', 'ECONNRESET', true, 'proxy', 'none'],

  ['sent', 'ECONNRESET', false, 'reset', 'possible'],
  ['sent', 'ECONNREFUSED', false, 'reset', 'possible'],
  ['sent', 'EPIPE', false, 'reset', 'possible'],
  ['sent', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', false, 'reset', 'possible'],
  ['sent', 'ECONNRESET', true, 'reset', 'possible'],
  ['sent', 'deadline', false, 'timeout', 'possible'],
  ['sent', 'ETIMEDOUT', false, 'timeout', 'possible'],
  ['sent', 'HPE_INVALID_EOF_STATE', false, 'truncated', 'possible'],
  ['sent', 'HPE_INVALID_CONSTANT', false, 'notHttp', 'possible'],
  ['sent', 'HPE_HEADER_OVERFLOW', false, 'tooLarge', 'possible'],
  ['sent', 'ERR_INVALID_ARG_TYPE', false, 'unexpected', 'possible'],
  ['sent', '', false, 'unexpected', 'possible'],

  ['answering', 'ECONNRESET', false, 'truncated', 'possible'],
  ['answering', 'HPE_INVALID_CHUNK_SIZE', false, 'truncated', 'possible'],
  ['answering', 'deadline', false, 'timeout', 'possible'],
  ['answering', 'ETIMEDOUT', false, 'timeout', 'possible'],
  ['answering', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', false, 'truncated', 'possible'],
  ['answering', 'ERR_HTTP_CONTENT_LENGTH_MISMATCH', false, 'truncated', 'possible'],
  ['answering', 'Z_DATA_ERROR', false, 'encoding', 'possible'],
  ['answering', 'Z_BUF_ERROR', false, 'encoding', 'possible'],
  ['answering', 'ERR__ERROR_FORMAT_PADDING_1', false, 'encoding', 'possible'],
  ['answering', 'ZSTD_error_prefix_unknown', false, 'encoding', 'possible'],
  ['answering', '', false, 'unexpected', 'possible'],

  // Codes that hold one that is known, and are another.
  ['connecting', 'ENOTFOUND2', false, 'network', 'none'],
  ['connecting', 'ERR_ENOTFOUND', false, 'unexpected', 'none'],
  ['connecting', 'CERT_ERR_X', true, 'tls', 'none'],
  ['sent', 'NO_ERR_SSL_X', false, 'unexpected', 'possible'],
  ['answering', 'NO_ERR_SSL_X', false, 'unexpected', 'possible'],
  ['answering', 'HPE_INVALID_Z_X', false, 'truncated', 'possible'],
];

const nonsense = ['encoding', 'tooLarge', 'notHttp'];

for (const [phase, code, proxied, outcome, effect] of rows) {
  const facts: FailureFacts = { phase, code, proxied };
  test(`${code || 'an error without a code'} while ${phase}${proxied ? ' by a proxy' : ''} is ${outcome}, effect ${effect}`, () => {
    const failure = classifyFailure(facts);
    if (outcome === 'unexpected') assert.deepEqual([failure.code, failure.reason], ['unexpected', null]);
    else {
      const room = nonsense.includes(outcome) ? 'provider.protocol' : 'provider.unreachable';
      assert.deepEqual([failure.code, failure.reason], [room, outcome]);
    }
    assert.equal(failure.effect, effect);
  });
}

test('once a byte may have left, no code at all is proof that nothing happened', () => {
  for (const [, code, proxied] of rows) {
    assert.equal(classifyFailure({ phase: 'sent', code, proxied }).effect, 'possible');
    assert.equal(classifyFailure({ phase: 'answering', code, proxied }).effect, 'possible');
  }
});

test('the innermost code of an error counts', () => {
  const inner = Object.assign(new Error('inner'), { code: 'Z_DATA_ERROR' });
  const outer = Object.assign(new Error('outer', { cause: inner }), { code: 'ERR_READING_RESPONSE_STREAM' });
  assert.equal(readCode(outer), 'Z_DATA_ERROR');
  assert.equal(readCode(new TypeError('none')), '');
  assert.equal(readCode('text'), '');
  assert.equal(readCode(null), '');
  assert.equal(readCode(Object.assign(new Error('outer', { cause: null }), { code: 'EPIPE' })), 'EPIPE');
  assert.equal(readCode({ code: 500 }), '', 'a number is no code of theirs');
});

test('the error that leaves holds reason and host and nothing else', () => {
  const error = toError({ code: 'provider.unreachable', reason: 'reset', effect: 'possible' }, 'api.example');
  assert.deepEqual(error.params, { reason: 'reset', host: 'api.example' });
  assert.equal(error.cause, undefined);
  const senseless = toError({ code: 'provider.protocol', reason: 'notHttp', effect: 'possible' }, 'api.example');
  assert.deepEqual(senseless.params, { reason: 'notHttp' });
  assert.deepEqual(toError({ code: 'unexpected', reason: null, effect: 'none' }, 'api.example').params, {});
  assert.doesNotMatch(
    inspect(toError({ code: 'unexpected', reason: null, effect: 'none' }, 'api.example')),
    /api\.example/,
  );
});
