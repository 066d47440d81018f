import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { OptionSpec } from '../../src/input/spec.ts';
import { readCommandLine } from '../../src/program/command-line.ts';
import { allCommands, answeredOptions, globalOptions } from '../../src/program/commands.ts';
import { readPlainLine } from '../../src/program/plain-line.ts';

const plain = [
  '--help',
  '-h --lang zh-CN --no-color --json',
  'get-number --help -p durian',
  'help exit-codes',
  'balance',
  '--json balance --provider zhima -q',
  'balance --no-input --no-color --sandbox -v',
  'get-number --pid 0257 --count 3 --multi --retry-for 5m --lang en',
  'get-number --project 9001 --dry-run',
  'wait-code a b --timeout 90s c -- --json -x',
  'login durian --field name=- --field apiKey=-',
  'login durian --field name=-',
  'complete -- wait-code --pid -- --',
  'complete --next -- balance',
  'completion bash',
];

const others: readonly (readonly [line: string, why: string])[] = [
  ['', 'there is no command'],
  ['--json', 'there is no command'],
  ['ballance', 'it is none'],
  ['--version', 'it is about the program'],
  ['config get lang', 'the command is one of several words'],
  ['config --help', 'the command is one of several words'],
  ['get-number --pid=9001', 'a value in the same word'],
  ['balance -pdurian', 'a value in the same word'],
  ['balance -qv', 'two options in one word'],
  ['get-number --pid', 'a value is missing'],
  ['get-number --pid --json', 'perhaps a value is missing'],
  ['balance -p', 'a value is missing'],
  ['--pid 1 get-number', 'an option stands before its command'],
  ['balance --pid 1', 'the option is of another command'],
  ['balance now', 'a word too many'],
  ['completion', 'a word too few'],
  ['release -', 'a dash'],
  ['get-number --help --pid 1', 'help, and more'],
  ['balance now --help', 'help, and more'],
  ['--help balance', 'help, and more'],
];

const wordsOf = (line: string): string[] => line.split(' ').filter((word) => word !== '');

describe('a plain line', () => {
  for (const line of plain) {
    it(`is read as by the long way: smsctl ${line}`, () => {
      const read = readPlainLine(wordsOf(line));
      assert.notEqual(read, null);
      assert.deepEqual(read, readCommandLine(wordsOf(line)));
    });
  }

  for (const [line, why] of others) {
    it(`is not this one, because ${why}: smsctl ${line}`, () => {
      assert.equal(readPlainLine(wordsOf(line)), null);
    });
  }

  it('means the same as by the long way, whatever is typed', () => {
    const specs = allCommands.flatMap((one) => [one, ...(one.subcommands ?? [])]);
    const options: readonly OptionSpec[] = [
      ...[...globalOptions, ...answeredOptions],
      ...specs.flatMap((one) => one.options ?? []),
    ];
    const flags = options
      .flatMap(({ flags: spelt, alias = '' }) => `${spelt} ${alias}`.split(/[ ,]+/))
      .filter((word) => word.startsWith('-'));
    const command = fc.constantFrom(...specs.map(({ name }) => name));
    const word = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...new Set(flags)) },
      { weight: 2, arbitrary: fc.constantFrom('a', '1', 'durian', 'x=-', 'en') },
      { weight: 1, arbitrary: fc.oneof(command, fc.constantFrom('', '-', '--', '-1', '--pid=1', '-qv', '--nothing')) },
    );
    let understood = 0;
    const line = fc.tuple(fc.array(word, { maxLength: 1 }), command, fc.array(word, { maxLength: 5 }));
    fc.assert(
      fc.property(line, ([before, name, after]) => {
        const words = [...before, name, ...after];
        const read = readPlainLine(words);
        if (read === null) return;
        understood += 1;
        assert.deepEqual(read, readCommandLine(words));
      }),
      { numRuns: 5000 },
    );
    assert.ok(understood > 500, `${understood} of 5000`);
  });
});
