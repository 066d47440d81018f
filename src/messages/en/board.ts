export const enBoard = {
  /** Beside the time that is left when it is short. */
  soon: (time: string): string => `! ${time}`,
  late: (code: string): string => `${code} (late)`,
  count: (count: number, state: string): string => `${count} ${state}`,
  closed: (count: number): string => `${count} closed`,
  list: (parts: readonly string[]): string => parts.join(', '),
  nothing: 'No number is held, and none was rented yet.',
  nothingRecent: 'No number is held, and none was closed within a day.',
  nothingFits: 'No number in the ledger fits.',
  all: (command: string): string => `All of the ledger: ${command}`,
  more: (count: number): string => `… and ${count} more: the window is too small for them.`,
  watching: 'It changes by itself. q or Ctrl-C ends it; the numbers stay as they are.',
  watchingPlain: 'Each change is told. Ctrl-C ends it; the numbers stay as they are.',
  /** A number that is there for the first time. */
  appeared: (number: string, state: string): string => `${number}: ${state}`,
  changed: (number: string, before: string, after: string): string => `${number}: ${before} → ${after}`,
  code: (line: string, code: string): string => `${line}, code ${code}`,
  next: (line: string, command: string): string => `${line}. Next: ${command}`,
};
