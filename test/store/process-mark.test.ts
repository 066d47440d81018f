import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
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

const tells = existsSync('/proc/self/stat');

test('a number that another process has now is not taken for it', { skip: !tells }, () => {
  assert.equal(isGone({ ...own, started: '1' }, living), true);
});

test('a mark is what the system says of the process, whatever its name', { skip: !tells }, (t) => {
  const [, boot = ''] = /([0-9a-f-]{36})/u.exec(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? [];
  const field = execFileSync('cut', ['-d', ' ', '-f', '22', `/proc/${process.pid}/stat`], { encoding: 'utf8' });
  assert.deepEqual(own, { host: own.host, boot, pid: process.pid, started: field.trim() });

  const name = readFileSync('/proc/self/comm', 'utf8').trim();
  t.after(() => writeFileSync('/proc/self/comm', name));
  writeFileSync('/proc/self/comm', 'a) b (c) 1 2');
  assert.deepEqual(markProcess(process.pid), own);
});

test('where the system does not tell when a process started, its number has to do', () => {
  assert.equal(isGone({ ...own, started: '' }, living), false);
  const unknown = 2 ** 30;
  assert.equal(markProcess(unknown).started, '');
  assert.equal(isGone({ ...own, pid: unknown }, living), false);
  assert.equal(isGone({ ...own, pid: unknown, started: '' }, living), false);
});

test('a process of another machine cannot be asked after', () => {
  assert.equal(
    isGone({ ...own, host: 'another', boot: 'another' }, () => false),
    false,
  );
});

test('one that counts its processes for itself, under the name of this machine, cannot be asked after either', {
  skip: !tells,
}, () => {
  assert.equal(own.host, `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`);
  const host = `${hostname()} pid:[1]`;
  assert.equal(
    isGone({ ...own, host }, () => false),
    false,
  );
});

test('a process that has ended is gone, though nobody has asked how', { skip: !tells }, async (t) => {
  const line = 'cat <&3 & echo $!; exec sleep 60 3<&-';
  const parent = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
  t.after(() => parent.kill('SIGKILL'));
  const [, out, , feed] = parent.stdio;
  assert.ok(out);
  const pid = Number((await once(out, 'data'))[0]);
  const comm = () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8');
  while (comm() !== 'sleep\n') await setImmediate(); // a shell would ask how it ended
  feed?.destroy();
  const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  while (fields()[2] !== 'Z') await setImmediate();
  assert.equal(isAlive(pid), true);
  assert.equal(isGone({ ...own, pid, started: fields()[21] ?? '' }, isAlive), true);
});

test('a process of another user is alive', (t) => {
  if (process.geteuid?.() !== 0) {
    assert.equal(isAlive(1), true);
    return;
  }
  const theirs = spawn('sleep', ['60'], { uid: 12345, stdio: 'ignore' }).on('error', () => {});
  t.after(() => theirs.kill('SIGKILL'));
  const { pid } = theirs;
  if (pid === undefined) return t.skip('this root may not be somebody else');
  process.seteuid?.(54321);
  try {
    assert.throws(() => process.kill(pid, 0), { code: 'EPERM' });
    assert.equal(isAlive(pid), true);
  } finally {
    process.seteuid?.(0);
  }
});
