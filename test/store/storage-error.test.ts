import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asStorageError, DecodeError, isBusy, type StorageReason } from '../../src/store/storage-error.ts';

/** As node:sqlite throws it: https://sqlite.org/rescode.html */
const ofSqlite = (errcode: number) => Object.assign(new Error('sqlite'), { code: 'ERR_SQLITE_ERROR', errcode });
const ofSystem = (code: string) => Object.assign(new Error('system'), { code, syscall: 'open' });

const failures: readonly [error: Error, reason: StorageReason][] = [
  [ofSqlite(1), 'corrupt'],
  [ofSqlite(5), 'busy'],
  [ofSqlite(261), 'busy'],
  [ofSqlite(6), 'busy'],
  [ofSqlite(8), 'readOnly'],
  [ofSqlite(1288), 'readOnly'],
  [ofSqlite(1032), 'io'],
  [ofSqlite(10), 'io'],
  [ofSqlite(11), 'corrupt'],
  [ofSqlite(13), 'full'],
  [ofSqlite(14), 'io'],
  [ofSqlite(19), 'corrupt'],
  [ofSqlite(2067), 'corrupt'],
  [ofSqlite(26), 'corrupt'],
  [ofSystem('EACCES'), 'readOnly'],
  [ofSystem('EPERM'), 'readOnly'],
  [ofSystem('EROFS'), 'readOnly'],
  [ofSystem('ENOSPC'), 'full'],
  [ofSystem('EDQUOT'), 'full'],
  [ofSystem('EIO'), 'io'],
  [ofSystem('ENOENT'), 'io'],
  [new DecodeError('column'), 'corrupt'],
];

for (const [error, reason] of failures) {
  const what = 'errcode' in error ? `SQLite's ${error.errcode}` : 'code' in error ? error.code : error.name;
  test(`${what} is told as ${reason}`, () => {
    const told = asStorageError(error, 'ledger.unusable', '/ledger');
    assert.ok(told instanceof Error && 'params' in told && 'code' in told);
    assert.deepEqual([told.code, told.params], ['ledger.unusable', { path: '/ledger', reason }]);
  });
  test(`${what} is ${reason === 'busy' ? '' : 'not '}a lock of somebody else’s`, () => {
    assert.equal(isBusy(error), reason === 'busy');
  });
}

test('what is no failure of a file stays what it is', () => {
  const bugs = [
    new TypeError('a bug'),
    Object.assign(new Error('no call of the system'), { code: 'ERR_INVALID_ARG_TYPE' }),
    Object.assign(new Error('no code'), { syscall: 'open' }),
    Object.assign(new Error('another errcode'), { errcode: 'five' }),
    'a text',
    null,
    undefined,
  ];
  for (const bug of bugs) {
    assert.equal(asStorageError(bug, 'ledger.unusable', '/ledger'), bug);
    assert.equal(isBusy(bug), false);
  }
});
