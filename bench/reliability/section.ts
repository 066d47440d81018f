/** What a section of the bench is told. */
export interface Wish {
  /** Rounds, in the section's own unit. */
  readonly count: number;
  /** Where all chance in the section comes from. */
  readonly seed: number;
  /** The name of the one round to run; null runs all. */
  readonly only: string | null;
  /** Says on stderr how far it is. */
  readonly say: (line: string) => void;
}

/** A promise that was broken. */
export interface Breach {
  /** The round's name: given as `--only`, it runs this round again. */
  readonly round: string;
  readonly what: string;
}

export interface Figure {
  readonly what: string;
  readonly value: number | string;
  /** What it has to be, where it has to be something. */
  readonly wanted?: number | string;
}

export interface Outcome {
  readonly figures: readonly Figure[];
  readonly breaches: readonly Breach[];
  /** Why the section, or a part of it, could not run on this machine. */
  readonly notRun?: string;
}

/** One promise and the means to break it. */
export interface Section {
  readonly name: string;
  readonly title: string;
  /** Rounds unless told otherwise: what CI runs. */
  readonly count: number;
  run(wish: Wish): Promise<Outcome>;
}
