import type { Tone } from './style.ts';

/** A text and what it means. The text may come raw from a platform; output.ts makes it printable. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly label: string;
  /** `left` unless said. */
  readonly align?: 'left' | 'right';
  /** Free text, which may be cut short with `…` on a narrow terminal. Other columns never lose a character. */
  readonly flexible?: boolean;
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
  | { readonly kind: 'line'; readonly text: string | Cell }
  /** A heading and what stands under it, indented. Without a title the items stand at the margin. */
  | { readonly kind: 'section'; readonly title?: string; readonly items: readonly SectionItem[] }
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
  /** For a terminal, in this order. */
  readonly blocks: readonly Block[];
}
