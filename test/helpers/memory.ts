import type { Memory } from '../../src/providers/contract.ts';

/** A client's memory that ends with the test. */
export function createMemory(): Memory {
  let kept: string | null = null;
  return {
    read: () => kept,
    write: (text) => {
      kept = text;
    },
    turn: () => 0,
  };
}
