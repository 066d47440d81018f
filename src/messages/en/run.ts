import { plural } from './words.ts';

/** What `smsctl run` says around the command, and the fixtures within a test. */
export const enRun = {
  held: (numbers: string): string => `Held for the command: ${numbers}`,
  code: (length: number, after: string | null): string =>
    `a code of ${plural(length, 'character', 'characters')}${after === null ? '' : ` after ${after}`}`,
  endsIn: (left: string): string => `ends by itself in ${left}`,
  noCode: 'no code',
  ended: (exitCode: number, after: string): string => `The command ended with ${exitCode} after ${after}.`,
  timedOut: (after: string): string => `The command was stopped after ${after}, as --timeout says.`,
  notStarted: 'The command could not be started.',
  givingBack: 'Numbers are being given back. Again to leave at once.',
  inside: (name: string): string => `${name}, which this command was started with, has ended and is left out.`,
  testTime: (given: string, whole: string): string =>
    `The test's own ${whole} left ${given} for it: give the test more time.`,
  junit: {
    command: 'command',
    exit: (exitCode: number): string => `exit ${exitCode}`,
  },
};
