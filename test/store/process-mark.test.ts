import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { isAlive, isGone, markProcess } from '../../src/store/process-mark.ts';
import { runChildNow } from './fixtures.ts';

const living = () => true;
const own = markProcess(process.pid);

test('this process is there', () => {
  assert.equal(isGone(own, isAlive), false);
});

test('a process that has ended is gone', () => {
  const pid = Number(runChildNow('console.log(process.pid)', []));
  assert.equal(isAlive(pid), false);
  assert.equal(isGone({ ...own, pid, started: '' }, isAlive), true);
});

test('a process from before the machine was started is gone, whoever has its number now', () => {
  assert.equal(isGone({ ...own, boot: 'another' }, living), true);
});

test('a number that another process has now is not taken for it', (t) => {
  if (!existsSync('/proc/self/stat')) return t.skip('this system does not tell when a process started');
  assert.match(own.started, /^\d+$/);
  assert.equal(isGone({ ...own, started: '1' }, living), true);
});

test('a process of another machine cannot be asked after', () => {
  assert.equal(
    isGone({ ...own, host: 'another', boot: 'another' }, () => false),
    false,
  );
});

test('a process of another user is alive', (t) => {
  if (process.geteuid?.() === 0) return t.skip('root may signal everybody');
  assert.equal(isAlive(1), true);
});
