/** In which the calls of all processes to an account take their turns. */
export interface Pace {
  /**
   * Takes the next free turn for `key`, or `count` in a row, in a queue that all processes share, and returns how many ms
   * to wait for it. Turns are at least `gap` ms apart, more after `slowDown`.
   */
  takeTurn(key: string, gap: number, count?: number): number;
  /** A busy answer: no turn for `key` before a while, which doubles from `first` to at most `most` ms. Returns it. */
  slowDown(key: string, first: number, most: number): number;
  /** A good answer: the next `slowDown` starts at `first` again. */
  speedUp(key: string): void;
}
