import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { renderSection } from '../../src/terminal/section.ts';
import type { SectionItem } from '../../src/terminal/view.ts';

const lines = (items: readonly SectionItem[], width: number, title?: string): string[] =>
  renderSection({ items, ...(title === undefined ? {} : { title }) }, { width, paint: (_tone, text) => text }).split(
    '\n',
  );

describe('renderSection', () => {
  const terms: readonly SectionItem[] = [
    { kind: 'term', term: '--pid ID', text: 'project id at the platform' },
    { kind: 'term', term: '--all', text: 'every open lease that fits, of all projects and platforms' },
  ];

  it('puts meanings under each other, and broken lines under their beginning', () => {
    assert.deepEqual(lines(terms, 50, 'Options:'), [
      'Options:',
      '  --pid ID  project id at the platform',
      '  --all     every open lease that fits, of all',
      '            projects and platforms',
    ]);
  });

  it('puts meanings under their terms where there is no room beside them', () => {
    assert.deepEqual(lines(terms.slice(0, 1), 30, 'Options:'), [
      'Options:',
      '  --pid ID',
      '      project id at the',
      '      platform',
    ]);
  });

  it('does not let one long term push the others aside', () => {
    const long: SectionItem = { kind: 'term', term: 'SMSCTL_A_NAME_THAT_IS_VERY_LONG', text: 'words' };
    assert.deepEqual(lines([...terms.slice(0, 1), long], 60), [
      '--pid ID  project id at the platform',
      'SMSCTL_A_NAME_THAT_IS_VERY_LONG',
      '          words',
    ]);
  });

  it('counts a Chinese character as two columns', () => {
    const chinese: SectionItem = { kind: 'term', term: '终端中', text: '表格' };
    assert.deepEqual(lines([chinese, { kind: 'term', term: '--json', text: '文档' }], 60), [
      '终端中  表格',
      '--json  文档',
    ]);
  });

  it('breaks a command so that the shell still reads one', () => {
    const line = `echo 'a --b | c' --first 'one two' --second two | cat && printf ' %s' "--x"`;
    const broken = lines([{ kind: 'command', line }], 24, 'T');
    assert.ok(broken.length > 3);
    const run = (text: string) => execFileSync('sh', ['-c', text], { encoding: 'utf8' });
    assert.equal(run(broken.slice(1).join('\n')), run(line));
  });

  it('makes harmless what a terminal would obey', () => {
    const item: SectionItem = { kind: 'term', term: '--x\x1b[31m', text: 'a\x07b\nc' };
    assert.deepEqual(lines([item], 60), ['--x  ab c']);
  });
});
