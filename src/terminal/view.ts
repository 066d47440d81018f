import type { Tone } from './style.ts';

/** A text and what it means. The text may come raw from a platform; output.ts makes it printable. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  /** 0 to 1, in a column of bars. */
  readonly share?: number;
}

export interface Column {
  readonly label: string;
  /** `left` unless said. */
  readonly align?: 'left' | 'right';
  /** Free text, which may be cut short with `…` on a narrow terminal. Other columns never lose a character. */
  readonly flexible?: boolean;
  /** Left out, the last one first, where the terminal is too narrow: it says nothing that cannot be had otherwise. */
  readonly spare?: boolean;
  /** Stands beneath its row, behind its label, where the terminal is too narrow for it to stand in it. */
  readonly below?: boolean;
  /** Shares drawn as bars in what room is left; says again what stands in another column. */
  readonly bar?: boolean;
}

export type Facts = readonly (readonly [label: string, value: string | Cell])[];

export type Block =
  /** One cell a column in each row. */
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly (string | Cell)[])[];
    }
  /** A label and its value to a line. A value may have several lines, as an SMS does; they stay under each other. */
  | { readonly kind: 'facts'; readonly facts: Facts }
  /** A heading and what stands under it, indented. Without a title the items stand at the margin. */
  | { readonly kind: 'section'; readonly title?: string; readonly items: readonly SectionItem[] }
  | { readonly kind: 'line'; readonly text: string | Cell }
  /** Sentences, broken between words. */
  | { readonly kind: 'text'; readonly text: string | Cell }
  /** A code: strong, on a line of its own. */
  | { readonly kind: 'big'; readonly text: string };

export type SectionItem =
  /** Prose, broken where the line ends. */
  | { readonly kind: 'text'; readonly text: string }
  /** A command line as it is typed, and a remark on it. Broken so that it can still be pasted. */
  | { readonly kind: 'command'; readonly line: string; readonly says?: string }
  /** What is typed or read, and what it means; meanings stand under each other. */
  | { readonly kind: 'term'; readonly term: string; readonly text: string };

/** One result in the three shapes it can leave in. */
export interface View {
  /** One JSON document. */
  readonly json: unknown;
  /** For a pipe: a row a line, its bare values separated by tabs. */
  readonly plain: readonly (readonly string[])[];
  /** For a terminal, in this order. What takes long to say, such as names of countries, is worked out by a getter. */
  readonly blocks: readonly Block[];
}
