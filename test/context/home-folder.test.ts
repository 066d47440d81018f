import assert from 'node:assert/strict';
import { userInfo } from 'node:os';
import { isAbsolute } from 'node:path';
import { type TestContext, test } from 'node:test';
import { homeFolder } from '../../src/context/home-folder.ts';

function withHome(t: TestContext, value: string): void {
  const before = process.env.HOME;
  t.after(() => {
    if (before === undefined) delete process.env.HOME;
    else process.env.HOME = before;
  });
  process.env.HOME = value;
}

test('the home is the one that HOME names', (t) => {
  withHome(t, '/home/me');
  assert.equal(homeFolder(), '/home/me');
});

test('where HOME is set to nothing the home is the one that the system knows, and no relative path', (t) => {
  withHome(t, '');
  assert.equal(homeFolder(), userInfo().homedir);
  assert.ok(isAbsolute(homeFolder()));
});
