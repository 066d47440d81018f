import { findCandidates, readBareCode, readOriginBoundCode } from './otp/candidates.ts';
import { blankDistractors } from './otp/distractors.ts';
import { findLabels } from './otp/labels.ts';
import { pickCode } from './otp/scoring.ts';
import { foldText } from './otp/text.ts';

/**
 * The verification code in an SMS in any language: 4 to 10 ASCII letters and digits without separators or a sender's
 * prefix (`G-830415` → `830415`), leading zeros kept; null when the text brings none.
 *
 * A number is a code only by what is said of it: the text is nothing but the code, or ends in a line for browsers
 * (`@example.com #123456`), or has a word for a verification code near it. Codes of another kind are none: parcels,
 * doors, Wi-Fi, bookings, discounts, invitations. A wrong code costs more than a missed one, so doubt means null.
 */
export function extractCode(text: string): string | null {
  const folded = foldText(text);
  const originBound = readOriginBoundCode(folded);
  if (originBound !== null) return originBound;

  const plain = blankDistractors(folded);
  const bare = readBareCode(plain);
  if (bare !== null) return bare;

  const labels = findLabels(plain);
  const candidates = findCandidates(plain, new Set(labels.map(({ end }) => end)));
  const linked = (folded.match(/\S*(?:\/|www\.)\S*/gu) ?? []).join(' ');
  return pickCode({ text: plain, whole: folded, labels, candidates, linked });
}

/**
 * Does beforehand what the first text would have to wait for, some thirty milliseconds: patterns are compiled when they
 * are first used.
 */
export function prepareToExtract(): void {
  for (const text of ['482913', 'Your verification code is 482913', '验证码 482913']) extractCode(text);
}
