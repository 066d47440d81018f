import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSettings } from '../../src/store/settings.ts';
import { contentOf, modeOf, runChild, runChildNow, tempDir } from './fixtures.ts';

/** What the store says, as a plain object. */
const settingsIn = (dir: string) => ({ ...openSettings({ dir }).all() });

test('nothing is there at first, and reading leaves it so', (t) => {
  const dir = join(tempDir(t), 'none');
  assert.deepEqual(settingsIn(dir), {});
  assert.deepEqual(readdirSync(join(dir, '..')), []);
});

test('what is written is read back, by others too, and null removes it', async (t) => {
  const dir = tempDir(t);
  const settings = openSettings({ dir });
  await settings.write({ provider: 'durian', 'durian.default.apiKey': 'k=+/&1', 'durian.公司.name': '张三' });
  assert.deepEqual(settingsIn(dir), {
    provider: 'durian',
    'durian.default.apiKey': 'k=+/&1',
    'durian.公司.name': '张三',
  });
  await settings.write({ provider: null, lang: 'zh-CN', nothing: null });
  assert.deepEqual(
    { ...settings.all() },
    { 'durian.default.apiKey': 'k=+/&1', 'durian.公司.name': '张三', lang: 'zh-CN' },
  );
});

test('the file is one flat object in the order of its keys', async (t) => {
  const dir = tempDir(t);
  const settings = openSettings({ dir });
  await settings.write({ provider: 'durian', 'durian.default.name': 'me' });
  await settings.write({ durian: 'x', 'durian.default.apiKey': 'k' });
  assert.equal(settings.path, join(dir, 'settings.json'));
  assert.deepEqual(Object.entries(JSON.parse(readFileSync(settings.path, 'utf8'))), [
    ['durian', 'x'],
    ['durian.default.apiKey', 'k'],
    ['durian.default.name', 'me'],
    ['provider', 'durian'],
  ]);
});

test('what a person wrote by hand is read as text', (t) => {
  const dir = tempDir(t);
  writeFileSync(
    join(dir, 'settings.json'),
    '\uFEFF{"maxHeld": 5, "durian.default.minBalance": 1.5, "sandbox": true, "a": ""}',
  );
  assert.deepEqual(settingsIn(dir), { maxHeld: '5', 'durian.default.minBalance': '1.5', sandbox: 'true', a: '' });
});

test('no name finds anything that is not in the file', (t) => {
  const all: Record<string, unknown> = openSettings({ dir: tempDir(t) }).all();
  for (const name of ['constructor', 'toString', '__proto__']) assert.equal(all[name], undefined);
});

for (const umask of ['000', '077']) {
  test(`under umask ${umask} the folder is made 0700 and its files 0600`, async (t) => {
    const dir = join(tempDir(t), 'smsctl');
    const { status, stderr } = await runChild(
      `process.umask(Number.parseInt(args[1], 8));
       const { openSettings } = await import(src + 'store/settings.ts');
       await openSettings({ dir: args[0] }).write({ a: '1' });`,
      [dir, umask],
    );
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(modeOf(dir), '700');
    assert.deepEqual(readdirSync(dir).sort(), ['settings.json', 'settings.lock']);
    for (const name of readdirSync(dir)) assert.equal(modeOf(join(dir, name)), '600', name);
  });
}

test('a file that others may read is tightened', (t) => {
  const dir = tempDir(t);
  const path = join(dir, 'settings.json');
  writeFileSync(path, '{}', { mode: 0o644 });
  chmodSync(path, 0o644);
  settingsIn(dir);
  assert.equal(modeOf(path), '600');
});

test('a link to a file of ours stays a link, and the file behind it is written', async (t) => {
  const dir = tempDir(t);
  const real = join(dir, 'dotfiles.json');
  writeFileSync(real, '{"a": "1"}');
  symlinkSync(real, join(dir, 'settings.json'));
  await openSettings({ dir }).write({ b: '2' });
  assert.deepEqual(JSON.parse(readFileSync(real, 'utf8')), { a: '1', b: '2' });
  assert.equal(modeOf(real), '600');
});

const broken: Record<string, string> = {
  'half a file': '{"durian.default.apiKey": "k',
  'an empty file': '',
  'a list': '[]',
  'a bare text': '"hello"',
  null: 'null',
  'a nested object': '{"durian": {"default": {"apiKey": "k"}}}',
  'a null value': '{"a": null}',
  'a number too long to be exact': '{"a": 12345678901234567890}',
  'a name that means something else': '{"__proto__": "x"}',
  'a name without an end': '{"durian.": "x"}',
};

for (const [what, text] of Object.entries(broken)) {
  test(`${what} is reported and never overwritten`, async (t) => {
    const dir = tempDir(t);
    const path = join(dir, 'settings.json');
    writeFileSync(path, text, { mode: 0o600 });
    const settings = openSettings({ dir });
    for (const act of [async () => settings.all(), () => settings.write({ b: '2' })]) {
      await assert.rejects(act, (error: Error & { code?: unknown; params?: { path?: unknown; reason?: unknown } }) => {
        assert.deepEqual(
          [error.code, error.params?.path, error.params?.reason],
          ['settings.unreadable', path, 'corrupt'],
        );
        assert.doesNotMatch(`${error.message} ${error.stack}`, /"k|hello/, 'nothing of the file is told');
        return true;
      });
    }
    assert.equal(readFileSync(path, 'utf8'), text);
  });
}

test('a folder in its place, or a file of another user, is refused', async (t) => {
  const dir = tempDir(t);
  const path = join(dir, 'settings.json');
  mkdirSync(path);
  const refused = { code: 'settings.unreadable', params: { path, reason: 'foreign' } };
  assert.throws(() => openSettings({ dir }).all(), refused);
  if (process.geteuid?.() !== 0) return t.diagnostic('only root can give a file away');
  const theirs = tempDir(t);
  writeFileSync(join(theirs, 'settings.json'), '{}');
  chownSync(join(theirs, 'settings.json'), 12345, 12345);
  await assert.rejects(() => openSettings({ dir: theirs }).write({ a: '1' }), { code: 'settings.unreadable' });
});

test('a folder that cannot be is reported with its name', async (t) => {
  const file = join(tempDir(t), 'file');
  writeFileSync(file, '');
  const dir = join(file, 'smsctl');
  await assert.rejects(() => openSettings({ dir }).write({ a: '1' }), {
    code: 'settings.unreadable',
    params: { path: dir, reason: 'io' },
  });
});

test('a lock file that is none is reported as such and left alone', async (t) => {
  const dir = tempDir(t);
  await openSettings({ dir }).write({ a: '1' });
  writeFileSync(join(dir, 'settings.lock'), 'not a lock');
  const before = contentOf(dir);
  await assert.rejects(() => openSettings({ dir }).write({ a: '2' }), {
    code: 'settings.unreadable',
    params: { path: join(dir, 'settings.lock'), reason: 'corrupt' },
  });
  assert.deepEqual(contentOf(dir), before);
});

for (const key of [
  '',
  '.',
  'a..b',
  '.a',
  'a.',
  '__proto__',
  'a.__proto__.b',
  'constructor',
  '__internal__',
  'a\nb',
  'a\u009bb',
]) {
  test(`the key ${JSON.stringify(key)} is refused and nothing is written`, async (t) => {
    const dir = tempDir(t);
    await assert.rejects(() => openSettings({ dir }).write({ ok: '1', [key]: 'x' }), {
      code: 'usage.unknownSetting',
      params: { key },
    });
    assert.deepEqual(readdirSync(dir), []);
  });
}

test('twenty writers at once lose nothing', async (t) => {
  const dir = join(tempDir(t), 'smsctl');
  const names = Array.from({ length: 20 }, (_, n) => `durian.profile${n}.name`);
  const ends = await Promise.all(
    names.map((name) =>
      runChild(
        `const { openSettings } = await import(src + 'store/settings.ts');
         await openSettings({ dir: args[0] }).write({ [args[1]]: args[1] });`,
        [dir, name],
      ),
    ),
  );
  assert.deepEqual(
    ends.map(({ status, stderr }) => [status, stderr]),
    ends.map(() => [0, '']),
  );
  assert.deepEqual(settingsIn(dir), Object.fromEntries(names.map((name) => [name, name])));
});

test('a writer that is killed with the lock in its hand stops nobody', async (t) => {
  const dir = tempDir(t);
  await openSettings({ dir }).write({ a: '1' });
  const { signal } = await runChild(
    `const { DatabaseSync } = await import('node:sqlite');
     const lock = new DatabaseSync(args[0]);
     lock.exec('BEGIN IMMEDIATE');
     process.kill(process.pid, 'SIGKILL');`,
    [join(dir, 'settings.lock')],
  );
  assert.equal(signal, 'SIGKILL');
  await openSettings({ dir }).write({ b: '2' });
  assert.deepEqual(settingsIn(dir), { a: '1', b: '2' });
});

test('what a killed writer has left is gone after the next write, also behind a link, and nothing else is', async (t) => {
  const dir = tempDir(t);
  const behind = tempDir(t);
  for (const folder of [dir, behind]) {
    writeFileSync(join(folder, 'settings.json.tmp-530917290311e179'), '{"durian.default.apiKey":"k=+/&1"}');
    writeFileSync(join(folder, 'settings.json.tmp-mine'), '');
  }
  await openSettings({ dir }).write({ lang: 'en' });
  assert.deepEqual(readdirSync(dir).sort(), ['settings.json', 'settings.json.tmp-mine', 'settings.lock']);
  renameSync(join(dir, 'settings.json'), join(behind, 'settings.json'));
  symlinkSync(join(behind, 'settings.json'), join(dir, 'settings.json'));
  await openSettings({ dir }).write({ lang: 'zh-CN' });
  assert.deepEqual(readdirSync(behind).sort(), ['settings.json', 'settings.json.tmp-mine']);
});

test('reading loads no package, writing does', (t) => {
  const dir = tempDir(t);
  const packagesLoadedBy = (act: string) =>
    runChildNow(
      `import { registerHooks } from 'node:module';
       const packages = new Set();
       registerHooks({ load: (url, context, next) => {
         packages.add(/node_modules\\/([^/]+)/.exec(url)?.[1] ?? 'none');
         return next(url, context);
       } });
       const { openSettings } = await import(src + 'store/settings.ts');
       await openSettings({ dir: args[0] }).${act};
       console.log([...packages].sort().join(' '));`,
      [dir],
    );
  assert.match(packagesLoadedBy("write({ a: '1' })"), /\bconf\b/);
  assert.equal(packagesLoadedBy('all()'), 'none\n');
});

test('a key with brackets and backslashes is a name like any other', async (t) => {
  const dir = tempDir(t);
  const odd = { 'durian.a[0].name': '1', '__internal__[0]': '2', 'b\\': '3' };
  await openSettings({ dir }).write(odd);
  assert.deepEqual(settingsIn(dir), odd);
});
