import type { Dice } from './dice.ts';

/** A body before it is written: what JSON.stringify cannot write (a name twice, a number of 20 digits) stands in it too. */
export type Tree = string | Raw | Tree[] | Members;

/** Written as it is. */
export interface Raw {
  raw: string;
}

export interface Members {
  members: [name: string, tree: Tree][];
}

export const raw = (text: string): Raw => ({ raw: text });
export const members = (...all: [name: string, tree: Tree][]): Members => ({ members: all });

export const isMembers = (tree: Tree): tree is Members => typeof tree === 'object' && 'members' in tree;

/** A number as JSON has it, or as a text: the platforms mix them. */
export function numeric(dice: Dice, text: string | number, asText = 0.2): Tree {
  return dice.chance(asText) ? String(text) : raw(String(text));
}

export function copyTree(tree: Tree): Tree {
  if (typeof tree === 'string') return tree;
  if (Array.isArray(tree)) return tree.map(copyTree);
  if (isMembers(tree)) return { members: tree.members.map(([name, one]) => [name, copyTree(one)]) };
  return { raw: tree.raw };
}

interface Style {
  readonly comma: string;
  readonly colon: string;
  readonly open: string;
  readonly close: string;
  /** Every character beyond ASCII as `\uXXXX`, as PHP writes it. */
  readonly escapes: boolean;
}

const styles: readonly Style[] = [
  { comma: ',', colon: ':', open: '', close: '', escapes: false },
  { comma: ',', colon: ':', open: '', close: '', escapes: true },
  { comma: ', ', colon: ': ', open: '', close: '', escapes: false },
  { comma: ',\n  ', colon: ': ', open: '\n  ', close: '\n', escapes: false },
  { comma: ' ,\r\n\t', colon: '\t:', open: ' ', close: ' \n', escapes: true },
];

export function writeTree(tree: Tree, dice: Dice): string {
  return write(tree, dice.chance(0.6) ? (styles[0] as Style) : dice.pick(styles));
}

function write(tree: Tree, style: Style): string {
  if (typeof tree === 'string') return quote(tree, style);
  if (Array.isArray(tree)) return `[${tree.map((one) => write(one, style)).join(style.comma)}]`;
  if (!isMembers(tree)) return tree.raw;
  const all = tree.members.map(([name, one]) => `${quote(name, style)}${style.colon}${write(one, style)}`);
  return `{${style.open}${all.join(style.comma)}${style.close}}`;
}

function quote(text: string, { escapes }: Style): string {
  const quoted = JSON.stringify(text);
  if (!escapes) return quoted;
  return quoted.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
