import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SmsctlError } from '../../src/core/errors.ts';
import { isObject, type Json, parseJson, property, protocolError, successText } from '../../src/providers/decode.ts';

function failureOf(act: () => unknown): SmsctlError {
  try {
    assert.fail(`it did not fail: ${JSON.stringify(act())}`);
  } catch (error) {
    assert.ok(error instanceof SmsctlError, String(error));
    return error;
  }
}

const withStatus = (status: number) => ({ status, headers: {}, text: '{"code":200}' });

describe('the body of an answer', () => {
  for (const status of [200, 201, 204, 299]) {
    it(`is handed on as it is with status ${status}`, () => {
      assert.equal(successText(withStatus(status)), '{"code":200}');
    });
  }

  const failures: readonly [status: number, code: string, reason: string | undefined][] = [
    [0, 'provider.protocol', 'status'],
    [100, 'provider.protocol', 'status'],
    [199, 'provider.protocol', 'status'],
    [300, 'provider.protocol', 'redirect'],
    [301, 'provider.protocol', 'redirect'],
    [302, 'provider.protocol', 'redirect'],
    [304, 'provider.protocol', 'redirect'],
    [307, 'provider.protocol', 'redirect'],
    [399, 'provider.protocol', 'redirect'],
    [400, 'provider.protocol', 'status'],
    [401, 'provider.protocol', 'status'],
    [403, 'provider.protocol', 'status'],
    [404, 'provider.protocol', 'status'],
    [418, 'provider.protocol', 'status'],
    [429, 'rate.limited', undefined],
    [499, 'provider.protocol', 'status'],
    [500, 'provider.unreachable', 'status'],
    [502, 'provider.unreachable', 'status'],
    [503, 'provider.unreachable', 'status'],
    [504, 'provider.unreachable', 'status'],
    [599, 'provider.unreachable', 'status'],
  ];
  for (const [status, code, reason] of failures) {
    it(`is not looked at with status ${status}, which says nothing of what was done`, () => {
      const error = failureOf(() => successText(withStatus(status)));
      assert.deepEqual(
        [error.code, error.params.reason, error.providerCode, error.effect],
        [code, reason, `HTTP ${status}`, 'possible'],
      );
    });
  }
});

describe('a text of JSON', () => {
  const numbers: readonly [source: string, handedOn: string][] = [
    ['0', '0'],
    ['-0', '-0'],
    ['200', '200'],
    ['200.0', '200.0'],
    ['2e2', '2e2'],
    ['-1.50', '-1.50'],
    ['12345678901234567890', '12345678901234567890'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['1e999', '1e999'],
  ];
  for (const [source, handedOn] of numbers) {
    it(`hands ${source} on as it was written, wherever it stands`, () => {
      assert.equal(parseJson(source), handedOn);
      assert.deepEqual(parseJson(`{"a":[${source},{"b": ${source} }]}`), { a: [handedOn, { b: handedOn }] });
    });
  }

  it('comes to the same value as the standard parser’s, numbers aside', () => {
    const plain = fc.jsonValue().map((value) => JSON.stringify(value));
    const withText = (_name: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
    fc.assert(
      fc.property(plain, fc.constantFrom('', ' ', '\n\t', '\r\n'), (text, space) => {
        assert.deepEqual(parseJson(`${space}${text}${space}`), JSON.parse(text, withText));
      }),
    );
  });

  const broken: readonly [text: string, reason: string][] = [
    ['', 'empty'],
    [' \r\n\t', 'empty'],
    ['<html></html>', 'html'],
    ['\n <!DOCTYPE html>', 'html'],
    ['<?xml version="1.0"?>', 'html'],
    ['OK', 'notJson'],
    ['{', 'notJson'],
    ['{"code":200', 'notJson'],
    ['{"code":200}}', 'notJson'],
    ['{"code":200}{"code":200}', 'notJson'],
    ["{'code':200}", 'notJson'],
    ['{code:200}', 'notJson'],
    ['{"code":200,}', 'notJson'],
    ['{"code":0200}', 'notJson'],
    ['{"code":+200}', 'notJson'],
    ['{"code":NaN}', 'notJson'],
    ['{"a":"\n"}', 'notJson'],
    ['undefined', 'notJson'],
    ['callback({"code":200})', 'notJson'],
    ['\ufeff\ufeff{"code":200}', 'notJson'],
    ['[1] // comment', 'notJson'],
    ['code < 200', 'notJson'],
  ];
  for (const [text, reason] of broken) {
    it(`is not ${JSON.stringify(text)} (${reason}), and the error quotes nothing of it`, () => {
      const error = failureOf(() => parseJson(text));
      assert.deepEqual([error.code, error.effect, error.params], ['provider.protocol', 'possible', { reason }]);
      assert.equal(error.message, 'provider.protocol');
      assert.equal(error.cause, undefined);
    });
  }

  const doubled = [
    '{"code":200,"code":906}',
    '{"code":200,"code":200}',
    '{"code" : 200,"data":"","code"\n:906}',
    '{"code":200,"\\u0063ode":906}',
    '{"a":{"b":1,"b":2}}',
    '[{"a":1},{"b":1,"b":1}]',
    '{"__proto__":1,"__proto__":2}',
    '{"":1,"":2}',
    '{"\\"":1,"\\"":2}',
  ];
  for (const text of doubled) {
    it(`is not ${JSON.stringify(text)}, which says two things under one name`, () => {
      assert.deepEqual(failureOf(() => parseJson(text)).params, { reason: 'shape' });
    });
  }

  const fine: readonly [text: string, value: Json][] = [
    ['{"a":"b\\":\\"c","d":"\\\\"}', { a: 'b":"c', d: '\\' }],
    ['{"a":":","b":["a","a:"],"c":{"a":":"}}', { a: ':', b: ['a', 'a:'], c: { a: ':' } }],
    ['{"\\\\":"\\"a\\":","\\"":""}', { '\\': '"a":', '"': '' }],
    ['{"":{"":{"":""}}}', { '': { '': { '': '' } } }],
  ];
  for (const [text, value] of fine) {
    it(`is ${text}: quotes and colons inside texts are no names`, () => {
      assert.deepEqual(parseJson(text), value);
    });
  }

  it('may be as deep as it likes: it is a value or a protocol error, never another failure', () => {
    for (const depth of [100, 10_000, 500_000]) {
      for (const text of ['['.repeat(depth) + ']'.repeat(depth), '{"a":'.repeat(depth) + 1 + '}'.repeat(depth)]) {
        try {
          parseJson(text);
        } catch (error) {
          assert.ok(error instanceof SmsctlError);
          assert.equal(error.code, 'provider.protocol');
        }
      }
    }
  });

  it('is read through to a mebibyte', () => {
    const long = 'x\\"'.repeat(300_000);
    assert.deepEqual(Object.keys(parseJson(`{"data":"${long}"}`) as object), ['data']);
    const many = `{${Array.from({ length: 60_000 }, (_, index) => `"${index}":${index}`).join(',')}}`;
    assert.equal(Object.keys(parseJson(many) as object).length, 60_000);
  });
});

describe('a member of a value', () => {
  it('is an own one, never a prototype’s', () => {
    const value = parseJson('{"a":null,"__proto__":{"b":1}}');
    assert.equal(property(value, 'a'), null);
    assert.deepEqual(property(value, '__proto__'), { b: '1' });
    for (const name of ['b', 'toString', 'constructor', 'hasOwnProperty', 'missing']) {
      assert.equal(property(value, name), undefined, name);
    }
    assert.equal(property(parseJson('{"hasOwnProperty":"mine"}'), 'hasOwnProperty'), 'mine');
  });

  it('is none in what is no object', () => {
    for (const value of ['text', '', null, true, false, [], ['a']] as const) {
      assert.equal(isObject(value), false);
      assert.equal(property(value, 'length'), undefined);
      assert.equal(property(value, '0'), undefined);
    }
    assert.equal(isObject(undefined), false);
    assert.equal(isObject({}), true);
  });
});

it('a protocol error says why, and that something may have been done', () => {
  const { code, effect, params, retryable, exitCode } = protocolError('shape');
  assert.deepEqual(
    { code, effect, params, retryable, exitCode },
    { code: 'provider.protocol', effect: 'possible', params: { reason: 'shape' }, retryable: true, exitCode: 10 },
  );
});

it('the same words again mean the same, others do not', () => {
  const [first, second] = [parseJson('{"code":"908"}'), parseJson('{"code":"908"}')];
  assert.equal(first, second, 'it is read once');
  assert.deepEqual(parseJson('{"code":"200"}'), { code: '200' });
  assert.throws(() => parseJson('{'));
  assert.throws(() => parseJson('{'));
  assert.deepEqual(parseJson('{"code":"908"}'), { code: '908' });
});
