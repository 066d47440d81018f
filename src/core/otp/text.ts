/**
 * An SMS is at most 1,530 characters in the ten parts that networks deliver; a code further down than this is not one
 * a sender meant to be read, and the cap keeps every later pattern cheap on hostile input.
 */
const LONGEST_TEXT = 2_000;

/** Zero-width and bidi characters, and what makes an emoji of a digit. */
const UNSEEN = /\p{Cf}|\uFE0E|\uFE0F|\u20E3/gu;
/** Accents, Hebrew points, Arabic vowel signs and the tatweel: senders write them or leave them out as they please. */
const ACCENTS = /[\u0300-\u036F\u0591-\u05BD\u05BF-\u05C7\u0640\u064B-\u0655\u0670]/gu;

const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  ß: 'ss',
  ی: 'ي',
  ى: 'ي',
  ک: 'ك',
  ھ: 'ه',
  ہ: 'ه',
};

const LETTER_VARIANTS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** Unicode assigns decimal digits in whole runs of ten, so a digit's value is its place in its run. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let place = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - place - 1))) place += 1;
  return String(place % 10);
}

function narrow(letter: string): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0xfee0);
}

/**
 * One spelling for all the ways a text can be written: ASCII digits, no accents, no invisible characters, one kind of
 * space and of line end. Not NFKC, which would turn `482913，5分钟` into a number with a decimal comma.
 */
export function fold(text: string): string {
  return text
    .replace(/[\uFF66-\uFF9F]+/gu, (kana) => kana.normalize('NFKC'))
    .normalize('NFD')
    .replace(UNSEEN, '')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/[\t\p{Zs}\uFFFC]/gu, ' ')
    .replace(/(?![0-9])\p{Nd}/gu, digitValue)
    .replace(/[\uFF21-\uFF3A\uFF41-\uFF5A]/gu, narrow)
    .replace(LETTER_VARIANTS, (letter) => LETTERS[letter] ?? letter);
}

/** The folded beginning of a text: all that is looked at. */
export function foldText(text: string): string {
  return fold(text.slice(0, LONGEST_TEXT));
}

/** Letters between two places of a text; marks and punctuation do not separate a word from its number. */
export function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** A full stop ends a sentence only before a space, so that `Booking.com` and `No.5` stay whole. */
const SENTENCE_END = /[!?…。！？｡।॥۔؟።։]+|\.+(?=\s|$)/gu;

export function countSentenceEnds(text: string): number {
  return text.match(SENTENCE_END)?.length ?? 0;
}

export function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
