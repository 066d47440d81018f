import { printable, printableLines } from '../core/printable.ts';
import { renderFacts } from './facts.ts';
import { renderSection } from './section.ts';
import type { Paint, Tone } from './style.ts';
import type { Block, Cell } from './view.ts';
import { wrap } from './width.ts';

export interface Canvas {
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether the terminal has no block characters. */
  readonly ascii?: boolean;
}

/** Blocks as lines for a terminal, each with its line break. Nothing reaches the canvas that was not made printable. */
export async function renderBlocks(blocks: readonly Block[], canvas: Canvas): Promise<string> {
  let text = '';
  for (const [index, block] of blocks.entries()) {
    const rendered = await renderBlock(block, canvas);
    const apart = index > 0 && !(isLine(block) && isLine(blocks[index - 1]));
    text += `${apart ? '\n' : ''}${rendered}\n`;
  }
  return text;
}

const isLine = (block: Block | undefined): boolean => block?.kind === 'line' || block?.kind === 'text';

async function renderBlock(block: Block, canvas: Canvas): Promise<string> {
  const { width, paint } = canvas;
  switch (block.kind) {
    case 'table': {
      const { renderTable } = await import('./table.ts');
      const columns = block.columns.map((column) => ({ ...column, label: printable(column.label) }));
      const rows = block.rows.map((row) => row.map((cell) => clean(cell, printable)));
      return renderTable({ ...canvas, columns, rows });
    }
    case 'facts': {
      const facts = block.facts.map(([label, value]) => ({ label: printable(label), ...clean(value, printableLines) }));
      return renderFacts(facts, { width, paint });
    }
    case 'section':
      return renderSection(block, { width, paint });
    case 'line': {
      const { text, tone } = clean(block.text, printable);
      return paint(tone, text);
    }
    case 'text': {
      const { text, tone } = clean(block.text, printable);
      return wrap(text, width)
        .map((line) => paint(tone, line))
        .join('\n');
    }
    case 'big':
      return paint('strong', printable(block.text));
  }
}

function clean(cell: string | Cell, safe: (text: string) => string): Cell & { readonly tone: Tone } {
  if (typeof cell === 'string') return { text: safe(cell), tone: 'plain' };
  return { ...cell, text: safe(cell.text), tone: cell.tone ?? 'plain' };
}
