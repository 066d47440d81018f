import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Fact, renderFacts } from '../../src/terminal/facts.ts';
import type { Paint } from '../../src/terminal/style.ts';

const paint: Paint = (tone, text) => (tone === 'plain' ? text : `<${tone}:${text}>`);
const bare: Paint = (_tone, text) => text;
const fact = (label: string, text: string): Fact => ({ label, text, tone: 'plain' });

describe('renderFacts', () => {
  it('puts values under each other, by their display width', () => {
    assert.equal(
      renderFacts([fact('余额', '100'), fact('Account', '测试'), fact('Limit', '')], { width: 80, paint: bare }),
      '余额：   100\nAccount: 测试\nLimit:',
    );
  });

  it('dims labels and paints values', () => {
    assert.equal(
      renderFacts([{ label: 'Balance', text: '100', tone: 'strong' }], { width: 80, paint }),
      '<dim:Balance:> <strong:100>',
    );
  });

  it('lets no line of a value pass for another fact', () => {
    const message = fact('Text', `Your code is 1.\nCode: 2\n\n${'x'.repeat(30)} Code: 3`);
    assert.deepEqual(renderFacts([message], { width: 30, paint: bare }).split('\n'), [
      'Text: Your code is 1.',
      '      Code: 2',
      '',
      `      ${'x'.repeat(24)}`,
      '      xxxxxx Code: 3',
    ]);
  });

  it('puts values below their labels where there is no room beside them', () => {
    assert.equal(
      renderFacts([fact('A rather long label', 'a value of some length'), fact('B', 'short')], {
        width: 24,
        paint: bare,
      }),
      'A rather long label:\n  a value of some length\nB:\n  short',
    );
  });

  it('does so where the labels take half of the line', () => {
    const facts = [fact('Credentials of durian', 'name'), fact('B', 'short')];
    assert.equal(renderFacts(facts, { width: 40, paint: bare }), 'Credentials of durian:\n  name\nB:\n  short');
    assert.match(renderFacts(facts, { width: 80, paint: bare }), /^Credentials of durian: name$/m);
  });

  it('renders no facts as nothing', () => {
    assert.equal(renderFacts([], { width: 80, paint }), '');
  });
});
