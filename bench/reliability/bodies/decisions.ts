/**
 * Where the project has decided what its documents leave open. The readers of this bench judge by these lines, each of
 * which says where it stands.
 */

/** No JSON reader agrees with another on a name that stands twice, so a body that has one says nothing. src/providers/decode.ts. */
export const doublesAreRefused = true;

/** A return code, a count, a size. */
export const longestCount = 9;

/** Digits before and after the point of a balance: docs/providers/durian.md, "never rounded". */
export const balance = { whole: 30, fraction: 20 } as const;

/** Digits of a phone number as each platform may write it; one odd piece beside them spoils the whole list (D2, Z4). */
export const digitsOfANumber = { durian: [7, 15], zhima: [5, 15], taoma: [7, 15] } as const;

/** A calling code stands behind its number, one at the most (D13). */
export const digitsOfACallingCode = [1, 4] as const;

/** A refusal that brings so many digits in a row, anywhere in `data`, contradicts itself (src/providers/durian/answers.ts). */
export const digitsThatContradict = 7;

/** Bare words are Zhima's `msg` (Z1), up to this length; beyond it they are no sentence of a platform. */
export const longestBareWords = 500;

/** Bytes of something else, such as a compression without a label: all controls but white space. */
export const controlInBareWords = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/;

/** A sentence longer than this is understood by nobody, and so is no proof. */
export const longestSentence = 500;

/** A code that is a word: Durian hands over the code and not the text (docs/providers/durian.md, "More readings of ours"). */
export const codeWord = /^[\p{L}\p{Nd}]{3,12}$/u;

/** Prices of a project (Z6). */
export const price = { whole: 9, fraction: 9, bound: 12 } as const;
