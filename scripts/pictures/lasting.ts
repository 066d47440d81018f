import type { Cell } from '../../test/helpers/pty-screen.ts';
import type { Frame } from './record.ts';

/** A line of the screen that stayed as it was for a while, so that it is drawn once and not in every frame. */
export interface Lasting {
  readonly y: number;
  readonly cells: readonly Cell[];
  readonly from: number;
  /** Null where it stayed until the end. */
  readonly to: number | null;
}

export function lastingRows(frames: readonly Frame[], rows: number): Lasting[] {
  return Array.from({ length: rows }, (_, y) => {
    const found: { y: number; cells: readonly Cell[]; from: number; to: number | null; look: string }[] = [];
    for (const frame of frames) {
      const cells = frame.rows[y] ?? [];
      const look = JSON.stringify(cells);
      const last = found.at(-1);
      if (last?.look === look) continue;
      if (last !== undefined) last.to = frame.at;
      found.push({ y, cells, from: frame.at, to: null, look });
    }
    return found;
  }).flat();
}
