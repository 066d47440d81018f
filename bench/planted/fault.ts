/** A mistake that somebody could make in this program, and the section of the reliability bench that has to notice it. */
export interface PlantedFault {
  /** What goes wrong for the user. */
  readonly name: string;
  /** Below the project's folder. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** What is run: a section and its options. */
  readonly bench: readonly string[];
}
