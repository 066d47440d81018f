import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { aliasesIn, aliasOf, findAlias, projectAt } from '../../src/flows/aliases.ts';

const sourcesOf = (stored: Readonly<Record<string, string>>) => ({ env: {}, stored, storePath: '/settings.json' });
const sources = sourcesOf({ 'project.shop': 'durian=0257 zhima=88', 'project.bank': 'durian=9', provider: 'durian' });

const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof SmsctlError ? error.code : error;
  }
};

describe('an alias of a project', () => {
  it('stands for the id at each provider', () => {
    assert.equal(projectAt(sources, 'shop', 'durian'), '0257');
    assert.equal(projectAt(sources, 'shop', 'zhima'), '88');
    assert.deepEqual(
      aliasesIn(sources).map(({ name }) => name),
      ['bank', 'shop'],
    );
  });

  it('goes through as it is where it is none', () => {
    for (const typed of ['0257', 'Shop', 'toString', 'shopp']) assert.equal(projectAt(sources, typed, 'durian'), typed);
    assert.equal(findAlias(sources, 'shopp'), null);
  });

  it('is an error where it has no id', () => {
    assert.equal(
      codeOf(() => projectAt(sources, 'bank', 'zhima')),
      'usage.aliasWithoutId',
    );
    assert.equal(
      codeOf(() => projectAt(sources, 'bank', 'toString')),
      'usage.aliasWithoutId',
    );
  });

  it('is found by the project of a provider', () => {
    assert.equal(aliasOf(sources, 'zhima', '88'), 'shop');
    assert.equal(aliasOf(sources, 'durian', '88'), null);
    assert.equal(aliasOf(sources, 'taoma', '0257'), null);
  });

  for (const text of ['', 'durian', 'durian=', 'durian=02 57', 'durian=1 durian=2', 'durian=a/b', '0257']) {
    it(`is never guessed at: ${JSON.stringify(text)}`, () => {
      const broken = sourcesOf({ 'project.shop': text });
      assert.equal(
        codeOf(() => projectAt(broken, 'shop', 'durian')),
        'settings.invalid',
      );
      assert.equal(aliasOf(broken, 'durian', '02'), null);
    });
  }
});
