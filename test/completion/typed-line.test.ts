import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longName, optionsLeft, readTypedLine, wantedHere } from '../../src/completion/typed-line.ts';
import { manual } from '../../src/program/commands.ts';

const read = (...words: string[]) => readTypedLine(words, manual());

describe('readTypedLine', () => {
  const pendings: readonly (readonly [words: string[], option: string | null, before: string])[] = [
    [['--provider', ''], '--provider', ''],
    [['-p', 'du'], '--provider', ''],
    [['-pdu'], '--provider', '-p'],
    [['--provider=du'], '--provider', '--provider='],
    [['--provider='], '--provider', '--provider='],
    [['get-number', '--project', ''], '--pid', ''],
    [['get-number', '--pid=1'], '--pid', '--pid='],
    [['--json', ''], null, ''],
    [['--json', '--lang', ''], '--lang', ''],
    [['balance', '--nothing', ''], null, ''],
    [['-'], null, ''],
    [['--'], null, ''],
    [['wait-code', '--', '--timeout', ''], null, ''],
    [['wait-code', '--timeout', '--', ''], null, ''],
  ];
  for (const [words, option, before] of pendings) {
    it(`knows whose value is typed: ${words.join(' ')}|`, () => {
      const { pending } = read(...words);
      assert.equal(pending === null ? null : longName(pending.option), option);
      assert.equal(pending?.before ?? '', before);
    });
  }

  for (const [words, path] of [
    [['get-number', ''], 'get-number'],
    [['--sandbox', '-p', 'balance', 'get-number', ''], 'get-number'],
    [['--provider=x', 'config', 'set', ''], 'set'],
    [['--lang', 'zh-CN', ''], undefined],
    [['nothing', 'get-number', ''], undefined],
    [['get-number'], undefined],
  ] as const) {
    it(`finds the command behind global options and their values: ${words.join(' ')}|`, () => {
      assert.equal(read(...words).spec?.name, path);
    });
  }

  it('leaves out what was given, in any spelling', () => {
    const line = read('get-number', '-p', 'durian', '--project=1', '--json', '--count', '2', '');
    const left = optionsLeft(line, manual().globalOptions).map(longName);
    assert.ok(left.includes('--country') && left.includes('--sandbox'));
    for (const given of ['--provider', '--pid', '--json', '--count']) assert.ok(!left.includes(given), given);
  });

  it('knows what stands in the place of each argument', () => {
    assert.equal(wantedHere(read('config', 'set', '')), 'settingKey');
    assert.equal(wantedHere(read('config', 'set', 'lang', '')), 'settingValue');
    assert.equal(wantedHere(read('config', 'get', 'lang', '')), null);
    assert.deepEqual(wantedHere(read('wait-code', 'n1', 'n2', '')), { states: ['held', 'received'] });
    assert.equal(wantedHere(read('balance', '')), null);
  });
});
