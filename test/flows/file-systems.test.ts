import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distantFileSystem } from '../../src/flows/file-systems.ts';

const numbers: readonly (readonly [number | null, string | null])[] = [
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xff534d42 - 2 ** 32, 'CIFS'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE'],
  [0xef53, null],
  [0x58465342, null],
  [null, null],
];

for (const [number, name] of numbers) {
  test(`a file system of number ${number} is ${name ?? 'one of this machine'}`, () => {
    assert.equal(distantFileSystem(number), name);
  });
}
