import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderBlocks } from '../../src/terminal/blocks.ts';
import type { Paint } from '../../src/terminal/style.ts';

const paint: Paint = (tone, text) => (tone === 'plain' ? text : `<${tone}:${text}>`);
const canvas = { width: 60, paint };

describe('renderBlocks', () => {
  it('prints blocks in order, apart from each other but for neighbouring lines', async () => {
    const shown = await renderBlocks(
      [
        { kind: 'line', text: 'One' },
        { kind: 'line', text: { text: 'Two', tone: 'good' } },
        { kind: 'table', columns: [{ label: 'Id' }, { label: 'N' }], rows: [['a', { text: '1', tone: 'warn' }]] },
        { kind: 'facts', facts: [['Balance', { text: '100', tone: 'strong' }]] },
        { kind: 'big', text: '482913' },
        { kind: 'line', text: 'Three' },
      ],
      canvas,
    );
    assert.equal(
      shown,
      'One\n<good:Two>\n\n<dim:Id>  <dim:N>\na   <warn:1>\n\n<dim:Balance:> <strong:100>\n\n<strong:482913>\n\nThree\n',
    );
  });

  it('breaks sentences between words, Chinese ones between characters, and lines not at all', async () => {
    const narrow = { ...canvas, width: 12 };
    const show = (kind: 'text' | 'line', text: string) => renderBlocks([{ kind, text: { text, tone: 'dim' } }], narrow);
    assert.equal(await show('text', 'one two three four'), '<dim:one two>\n<dim:three four>\n');
    assert.equal(await show('text', '超时未收到，号码会加黑。'), '<dim:超时未收到，>\n<dim:号码会加黑。>\n');
    assert.equal(await show('line', 'one two three four'), '<dim:one two three four>\n');
  });

  it('makes every text printable and keeps the lines of a value only', async () => {
    const evil = 'a\x1b[2Jb\nc\u202e';
    const shown = await renderBlocks(
      [
        { kind: 'line', text: evil },
        { kind: 'big', text: evil },
        { kind: 'facts', facts: [[evil, evil]] },
        { kind: 'table', columns: [{ label: evil }], rows: [[evil], [{ text: evil }]] },
      ],
      canvas,
    );
    assert.equal(shown, 'ab c\n\n<strong:ab c>\n\n<dim:ab c:> ab\n      c\n\n<dim:ab c>\nab c\nab c\n');
  });

  it('prints nothing for no blocks', async () => {
    assert.equal(await renderBlocks([], canvas), '');
  });
});
