import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { ensurePrivateDir, resolvePaths } from '../../src/store/paths.ts';
import { openSettings } from '../../src/store/settings.ts';
import { modeOf, runChild, start, tempDir } from './fixtures.ts';

const xdg = {
  settingsDir: '/home/me/.config/smsctl',
  ledgerFile: '/home/me/.local/state/smsctl/ledger.sqlite',
  sandboxDir: '/home/me/.local/state/smsctl/sandbox',
};

const cases: [name: string, env: Record<string, string | undefined>, expected: object][] = [
  ['nothing set', {}, xdg],
  ['empty variables', { SMSCTL_HOME: '', XDG_CONFIG_HOME: '', XDG_STATE_HOME: '' }, xdg],
  ['relative XDG folders', { XDG_CONFIG_HOME: 'config', XDG_STATE_HOME: './state' }, xdg],
  ['an XDG folder with a tilde', { XDG_STATE_HOME: '~/state' }, xdg],
  ['the XDG data folder', { XDG_DATA_HOME: '/data' }, xdg],
  ['an XDG config folder', { XDG_CONFIG_HOME: '/c' }, { ...xdg, settingsDir: '/c/smsctl' }],
  [
    'an XDG state folder',
    { XDG_STATE_HOME: '/s' },
    { ...xdg, ledgerFile: '/s/smsctl/ledger.sqlite', sandboxDir: '/s/smsctl/sandbox' },
  ],
  [
    'a home of its own, before XDG folders',
    { SMSCTL_HOME: '/h', XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' },
    { settingsDir: '/h', ledgerFile: '/h/ledger.sqlite', sandboxDir: '/h/sandbox' },
  ],
  [
    'a relative home of its own',
    { SMSCTL_HOME: 'h' },
    { settingsDir: resolve('h'), ledgerFile: resolve('h/ledger.sqlite'), sandboxDir: resolve('h/sandbox') },
  ],
];

for (const [name, env, expected] of cases) {
  test(`paths with ${name}`, () => assert.deepEqual(resolvePaths(env, '/home/me'), expected));
}

for (const umask of ['000', '077']) {
  test(`under umask ${umask} a missing folder is made 0700 and those above it are left to the umask`, async (t) => {
    const root = tempDir(t);
    const { status, stderr } = await runChild(
      `process.umask(Number.parseInt(args[1], 8));
       const { ensurePrivateDir } = await import(src + 'store/paths.ts');
       ensurePrivateDir(args[0] + '/above/ours', 'ledger.unusable');`,
      [root, umask],
    );
    assert.equal(status, 0, stderr);
    assert.equal(modeOf(join(root, 'above', 'ours')), '700');
    assert.equal(modeOf(join(root, 'above')), umask === '000' ? '777' : '700');
  });
}

test('a folder of ours that others may enter is tightened', (t) => {
  const dir = join(tempDir(t), 'ours');
  mkdirSync(dir);
  chmodSync(dir, 0o755);
  ensurePrivateDir(dir, 'ledger.unusable');
  assert.equal(modeOf(dir), '700');
});

const ours = ['settings.json', 'settings.lock', 'ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm', 'sandbox'];

test('so is one that holds nothing but our files', (t) => {
  const dir = join(tempDir(t), 'ours');
  mkdirSync(dir);
  for (const name of ours) writeFileSync(join(dir, name), '');
  chmodSync(dir, 0o755);
  ensurePrivateDir(dir, 'settings.unreadable');
  assert.equal(modeOf(dir), '700');
});

for (const name of ['thesis.odt', '.profile', 'my-settings.json']) {
  test(`a folder with other things in it (${name}) stays as its owner made it`, (t) => {
    const dir = join(tempDir(t), 'shared');
    mkdirSync(dir);
    for (const file of [...ours, name]) writeFileSync(join(dir, file), '');
    for (const mode of [0o755, 0o775, 0o700]) {
      chmodSync(dir, mode);
      ensurePrivateDir(dir, 'ledger.unusable');
      assert.equal(modeOf(dir), mode.toString(8));
    }
  });
}

test('our files in such a folder are for nobody else', async (t) => {
  const dir = tempDir(t);
  writeFileSync(join(dir, 'thesis.odt'), '');
  chmodSync(dir, 0o755);
  const ledger = openLedger({ path: join(dir, 'ledger.sqlite'), clock: { now: () => start } });
  t.after(() => ledger.close());
  await openSettings({ dir }).write({ lang: 'en' });
  assert.equal(modeOf(dir), '755');
  for (const name of readdirSync(dir)) if (name !== 'thesis.odt') assert.equal(modeOf(join(dir, name)), '600', name);
});

test('a folder that is narrower than need be stays so', (t) => {
  const dir = join(tempDir(t), 'ours');
  mkdirSync(dir);
  chmodSync(dir, 0o500);
  ensurePrivateDir(dir, 'ledger.unusable');
  assert.equal(modeOf(dir), '500');
});

test('a link to a folder of ours is followed', (t) => {
  const root = tempDir(t);
  mkdirSync(join(root, 'real'), { mode: 0o700 });
  symlinkSync(join(root, 'real'), join(root, 'link'));
  ensurePrivateDir(join(root, 'link'), 'settings.unreadable');
});

test('a folder that everybody shares is refused and left as it is', (t) => {
  const dir = join(tempDir(t), 'shared');
  mkdirSync(dir);
  chmodSync(dir, 0o1777);
  assert.throws(() => ensurePrivateDir(dir, 'ledger.unusable'), {
    code: 'ledger.unusable',
    params: { path: dir, reason: 'foreign' },
  });
  assert.equal(modeOf(dir), '1777');
});

test('a folder that may not be made is told as one that may not be written', (t) => {
  const dir = '/smsctl-is-not-to-be-made-here';
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(54321);
  t.after(() => isRoot && process.seteuid?.(0));
  assert.throws(() => ensurePrivateDir(dir, 'ledger.unusable'), { params: { path: dir, reason: 'readOnly' } });
});

test('a folder of another user is refused and left as it is', (t) => {
  if (process.geteuid?.() !== 0) return t.skip('only root can give a folder away');
  const dir = join(tempDir(t), 'theirs');
  mkdirSync(dir, { mode: 0o755 });
  chownSync(dir, 12345, 12345);
  assert.throws(() => ensurePrivateDir(dir, 'settings.unreadable'), {
    code: 'settings.unreadable',
    params: { path: dir, reason: 'foreign' },
  });
  assert.equal(modeOf(dir), '755');
});

test('a file where the folder should be, or above it, is named', (t) => {
  const file = join(tempDir(t), 'file');
  writeFileSync(file, '');
  assert.throws(() => ensurePrivateDir(file, 'ledger.unusable'), { params: { path: file, reason: 'foreign' } });
  const below = join(file, 'below', 'it');
  assert.throws(() => ensurePrivateDir(below, 'ledger.unusable'), { params: { path: below, reason: 'io' } });
});
