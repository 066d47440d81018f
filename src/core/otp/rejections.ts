import type { Candidate } from './candidates.ts';
import { BLANK } from './distractors.ts';
import { OTHER_TRADES } from './keywords.ts';
import { type Label, type LabelKind, saysSpent } from './labels.ts';
import { DIRECTLY, gapOf, isAhead, type Message } from './message.ts';
import { countLetters, countSentenceEnds } from './text.ts';
import { anyOf } from './words.ts';

/** How many letters may stand between a word for another number and that number: `order number is 4821`. */
const CLAIMS_AFTER = 16;
const CLAIMS_BEFORE = 9;

const OTHER_TRADE = OTHER_TRADES.map((words) => new RegExp(anyOf(words), 'iu'));

/** `Code 4821 has expired`. */
function isSpent({ end }: Candidate, { text }: Message): boolean {
  return saysSpent(text.slice(end));
}

/** `Card Center: 593017 is your password`: the word at the very start is part of the sender's name. */
function isSender(label: Label, candidate: Candidate, { text, labels }: Message): boolean {
  const next = labels.find(({ start }) => start >= candidate.end);
  return (
    label.start === 0 &&
    /[:：\-–]\s*$/u.test(gapOf(label, candidate, text)) &&
    (next?.kind === 'strong' || next?.kind === 'code') &&
    countLetters(gapOf(next, candidate, text)) <= 12
  );
}

/** Whether a word for another number lies so close to a number that it means this one, and not one blanked between. */
function claims(label: Label, candidate: Candidate, { text }: Message): boolean {
  if (label.kind !== 'other') return false;
  // The full stop of `Ref. 4821` ends no sentence.
  const gap = gapOf(label, candidate, text).replace(/^\.\s*/u, ' ');
  return (
    countLetters(gap) <= (isAhead(label, candidate) ? CLAIMS_AFTER : CLAIMS_BEFORE) &&
    !/[\d,，、;；!?。！？।۔\n)）】\]]/u.test(gap) &&
    !gap.includes(BLANK) &&
    countSentenceEnds(gap) === 0
  );
}

/** `The code for your order is 4821`: what comes before `is` in the sentence is a code, for whatever it may be. */
function isSaidOfCode(other: Label, candidate: Candidate, { text, labels }: Message): boolean {
  if (!/(?<!\p{L})(?:is|ist|lautet|es|est|e)[\s"']*$/iu.test(gapOf(other, candidate, text))) return false;
  const subject = labels.findLast(({ kind, end }) => kind !== 'other' && end <= other.start);
  if (subject?.kind !== 'strong' && subject?.kind !== 'code') return false;
  const gap = text.slice(subject.end, other.start);
  return (
    countSentenceEnds(gap) === 0 &&
    !/[,;:\n]/u.test(gap) &&
    /^[^\p{L}]*(?:for|fur|zu[rm]?|para|pour|per)(?!\p{L})/iu.test(gap)
  );
}

/** A word for another number stands right before (`order 4821`) or, with no keyword before, right after. */
function belongsToOther(candidate: Candidate, message: Message): boolean {
  const ahead = message.labels.findLast((label) => isAhead(label, candidate));
  if (ahead !== undefined) {
    if (isSender(ahead, candidate, message)) return false;
    if (claims(ahead, candidate, message)) return !isSaidOfCode(ahead, candidate, message);
    const inSentence = countSentenceEnds(gapOf(ahead, candidate, message.text)) === 0;
    if (ahead.kind !== 'other' && inSentence) return false;
  }
  const next = message.labels.find((label) => label.start >= candidate.end);
  return next !== undefined && claims(next, candidate, message);
}

/** `AB12 is your verification code` at the start of a sentence. */
function opensSentence(candidate: Candidate, { text, labels }: Message): boolean {
  const next = labels.find(({ start }) => start >= candidate.end);
  if (next?.kind !== 'strong' || !/(?:^|[.:\n] ?)$/u.test(text.slice(0, candidate.start))) return false;
  const gap = gapOf(next, candidate, text);
  return countLetters(gap) <= 12 && /^[\p{L}\p{M} -]+$/u.test(gap);
}

/** Loose forms are words and names more often than codes: they count only directly beside a keyword. */
function isTooLoose(candidate: Candidate, message: Message): boolean {
  if (candidate.form !== 'mixed' && candidate.form !== 'letters') return false;
  if (candidate.form === 'mixed' && opensSentence(candidate, message)) return false;
  const { text, labels } = message;
  const label = labels.findLast((one) => isAhead(one, candidate));
  const enough: readonly LabelKind[] = candidate.form === 'letters' ? ['strong'] : ['strong', 'code'];
  if (label === undefined || !enough.includes(label.kind)) return true;
  const gap = gapOf(label, candidate, text);
  if (!DIRECTLY.test(gap)) return true;
  if (candidate.form === 'mixed') return false;
  const isShouted = !/\p{Ll}|\p{Lo}/u.test(text.slice(label.start, label.end));
  const isLast = /^[\s"'”»)\]】*]*(?:$|[\n.。])/u.test(text.slice(candidate.end));
  return isShouted || !isLast || !/[:：]/u.test(gap);
}

function isOfOtherTrade({ code }: Candidate, { whole, labels }: Message): boolean {
  if (labels.some(({ kind }) => kind === 'strong')) return false;
  return OTHER_TRADE.some((trade) => trade.test(whole)) || (/\d\s?%/u.test(whole) && /\D/u.test(code));
}

/** Without a word for a code, hints have to add up: `Enter 4821 to log in`, `Verification: 4821`, `Verify with 482019`. */
function isOnlyHinted(candidate: Candidate, { text, labels }: Message): boolean {
  const has = (kind: LabelKind): boolean => labels.some((label) => label.kind === kind);
  if (has('strong') || has('code')) return false;
  if (has('proof') && (has('ask') || /^\d{6}$/u.test(candidate.code))) return false;
  return !labels.some(
    (label) =>
      label.kind === 'proof' && isAhead(label, candidate) && /^ ?[:：([【「-] ?$/u.test(gapOf(label, candidate, text)),
  );
}

const REJECTIONS = [isSpent, belongsToOther, isTooLoose, isOfOtherTrade, isOnlyHinted];

/** Whether something says plainly that a candidate is no verification code, however near a keyword is. */
export function isRejected(candidate: Candidate, message: Message): boolean {
  return REJECTIONS.some((rejects) => rejects(candidate, message));
}
