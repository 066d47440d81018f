import type { Candidate } from './code-candidates.ts';
import { BLANK } from './code-distractors.ts';
import { type Label, type LabelKind, saysSpent } from './code-labels.ts';
import { countLetters, countOf, countSentenceEnds } from './code-text.ts';

/** A candidate below this is no code: better none than a wrong one. */
const ENOUGH = 40;

const STRENGTH: Readonly<Partial<Record<LabelKind, number>>> = { strong: 60, code: 55, proof: 33, ask: 26, mention: 8 };

const PER_LETTER = 0.25;
const PER_SENTENCE = 25;
const PER_LINE = 8;
const PER_COMMA = 3;
const PER_CANDIDATE = 15;
const DIRECT = 15;
const NEXT_TO = 8;
const NEW_CLAUSE = 15;
const COMES_AFTER = 6;

const COMMA = /[,，、،;；]/gu;
const COPULA = String.raw`(?:is|are|ist|lautet|est|es|e|este|to|jest|je|ay|ialah|adalah|la|ειναι|это|е|є|er|ar|on|yra|ir|ni|bu|:|=)`;
/** A colon or a word for `is` right before: the sentence is about to say the number. */
const ANNOUNCED = /(?:[:：=]|(?<!\p{L})(?:is|are|ist|lautet|es|est|это|adalah|ialah|la|ειναι))[\s"'“”«„‘’([{*#]*$/iu;
/** Nothing but punctuation and at most one word for `is` between the keyword and what follows. */
const DIRECTLY = new RegExp(
  String.raw`^[\s:：=\-–—>"'“”«„‘’([{（【「『〔《*_#是为為はがのに는은이가]*(?:${COPULA}[\s:："'“”«„‘’([{*=#]*)?$`,
  'iu',
);

interface Message {
  readonly text: string;
  readonly labels: readonly Label[];
  readonly candidates: readonly Candidate[];
  /** The text with its distractors. */
  readonly whole: string;
  /** Digits of the addresses in the text, which often repeat the code. */
  readonly linked: string;
}

function isAhead(label: Label, candidate: Candidate): boolean {
  return label.end <= candidate.start;
}

function gapOf(label: Label, candidate: Candidate, text: string): string {
  return isAhead(label, candidate) ? text.slice(label.end, candidate.start) : text.slice(candidate.end, label.start);
}

/** How well a label explains a candidate: its strength less what lies between them. */
function link(label: Label, candidate: Candidate, { text, candidates }: Message): number {
  const strength = STRENGTH[label.kind];
  if (strength === undefined) return 0;
  const gap = gapOf(label, candidate, text);
  const ahead = isAhead(label, candidate);
  if (label.kind === 'ask' && !ahead && /\p{sc=Latin}/u.test(text.slice(label.start, label.end))) return 0;
  const [from, to] = ahead ? [label.end, candidate.start] : [candidate.end, label.start];
  const between = candidates.filter((one) => one.start >= from && one.end <= to && one.code !== candidate.code).length;
  const letters = countLetters(gap);
  const broken = countSentenceEnds(gap);
  const direct = ahead && DIRECTLY.test(gap) ? DIRECT : 0;
  return (
    strength +
    direct +
    (letters <= 10 && broken === 0 ? NEXT_TO : 0) -
    (ahead ? 0 : COMES_AFTER) -
    (!ahead && /\p{L}[^\n]*[:：]/u.test(gap) ? NEW_CLAUSE : 0) -
    letters * PER_LETTER -
    broken * PER_SENTENCE -
    countOf(gap, /\n/gu) * PER_LINE -
    countOf(gap, COMMA) * PER_COMMA -
    between * PER_CANDIDATE
  );
}

function isAlone(candidate: Candidate, text: string): boolean {
  const before = text.slice(0, candidate.start);
  const after = text.slice(candidate.end);
  return (
    /(?:^|[\n.!?。！？।۔】\]])[\s"'“«([【*>:-]*$/u.test(before) &&
    /^[\s"'”»)\]】*]*(?:$|[\n!?。！？।۔【]|\.(?:\s|$))/u.test(after)
  );
}

function formBonus({ code, form, start, end }: Candidate, { text, linked }: Message): number {
  const digits = /^\d+$/u.test(code);
  let bonus = 0;
  if (digits && code.length === 6) bonus += 10;
  if (form === 'digits' && (code.length === 4 || code.length === 5)) bonus += 4;
  if (form === 'grouped' && code.length !== 6) bonus -= 4;
  if (!digits) bonus -= 6;
  if (/^(?:19[89]\d|20[0-3]\d)$/u.test(code)) bonus -= 22;
  if (/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(code)) bonus -= 20;
  if (isAlone({ code, form, start, end }, text)) bonus += 20;
  if (/[[【「『(（"'“«<]$/u.test(text.slice(0, start)) && /^[\]】」』)）"'”»>]/u.test(text.slice(end))) bonus += 6;
  if (ANNOUNCED.test(text.slice(0, start))) bonus += 6;
  if (linked.includes(code)) bonus += 10;
  return bonus;
}

/** `Card Center: 593017 is your password`: the word at the very start is part of the sender's name. */
function isSender(label: Label, candidate: Candidate, { text, labels }: Pick<Message, 'text' | 'labels'>): boolean {
  const next = labels.find(({ start }) => start >= candidate.end);
  return (
    label.start === 0 &&
    /[:：\-–]\s*$/u.test(gapOf(label, candidate, text)) &&
    (next?.kind === 'strong' || next?.kind === 'code') &&
    countLetters(gapOf(next, candidate, text)) <= 12
  );
}

/** A word for another number that stands right before (`order 4821`) or, with no keyword before, right after. */
function belongsToOther(candidate: Candidate, { text, labels }: Message): boolean {
  const claims = (label: Label | undefined, farthest: number): boolean => {
    if (label?.kind !== 'other') return false;
    const gap = gapOf(label, candidate, text).replace(/^\.\s*/u, ' ');
    return (
      countLetters(gap) <= farthest &&
      !/[\d,，、;；!?。！？।۔\n)）】\]]/u.test(gap) &&
      !gap.includes(BLANK) &&
      countSentenceEnds(gap) === 0
    );
  };
  const before = labels.findLast((label) => isAhead(label, candidate));
  if (before !== undefined && isSender(before, candidate, { text, labels })) return false;
  if (claims(before, 16)) return true;
  if (before !== undefined && before.kind !== 'other' && countSentenceEnds(gapOf(before, candidate, text)) === 0)
    return false;
  return claims(
    labels.find((label) => label.start >= candidate.end),
    9,
  );
}

/** Loose forms are words and names more often than codes: they count only directly after a keyword. */
function isTooLoose(candidate: Candidate, { text, labels }: Message): boolean {
  if (candidate.form !== 'mixed' && candidate.form !== 'letters') return false;
  const label = labels.findLast((one) => isAhead(one, candidate));
  const enough: readonly LabelKind[] = candidate.form === 'letters' ? ['strong'] : ['strong', 'code'];
  if (label === undefined || !enough.includes(label.kind)) return true;
  const gap = gapOf(label, candidate, text);
  if (!DIRECTLY.test(gap)) return true;
  if (candidate.form === 'mixed') return false;
  const shouted = !/\p{Ll}|\p{Lo}/u.test(text.slice(label.start, label.end));
  return shouted || !/[:：]/u.test(gap) || !/^[\s"'”»)\]】*]*(?:$|[\n.。])/u.test(text.slice(candidate.end));
}

/** A sale, a network or a parcel: there a plain `code` or `password` is the one for that. */
const OTHER_TRADES = [
  /(?<!\p{L})(?:discount|checkout|coupon|promo|shop now|free shipping|sale)(?!\p{L})|(?<!\p{L})off(?= (?:your|all|with|any))|rabatt|gutschein|descuento|desconto|remise|sconto|скидк|промокод|indirim|diskon|giam gia|优惠|割引|할인|ส่วนลด/iu,
  /(?<!\p{L})(?:wi-?fi|wlan|ssid)(?!\p{L})|无线网/iu,
  /(?<!\p{L})(?:parcel|locker|courier|deliver(?:y|ed|ing|s)? to|serviceable|colis|pacco|paquete|encomenda|przesylk|paczk|zasilk|zasielk|csomag|colet|kargo|posiljk|pakke|saadetis|siunt|посылк|посилк|пратк|пошиљк|δεμα)|packstation|包裹|快递|取件|荷物|宅配|택배|พัสดุ|مرسوله|الشحنة|شحنتك|חבילה|משלוח/iu,
];

function isOfOtherTrade(candidate: Candidate, { whole, labels }: Message): boolean {
  if (labels.some(({ kind }) => kind === 'strong')) return false;
  return OTHER_TRADES.some((trade) => trade.test(whole)) || (/\d\s?%/u.test(whole) && /\p{L}/u.test(candidate.code));
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

function isSpent({ end }: Candidate, { text }: Message): boolean {
  return saysSpent(text.slice(end));
}

const REJECTIONS = [isSpent, belongsToOther, isTooLoose, isOfOtherTrade, isOnlyHinted];

function score(candidate: Candidate, message: Message): number {
  if (REJECTIONS.some((rejects) => rejects(candidate, message))) return 0;
  const values = { word: 0, proof: 0, ask: 0 };
  for (const label of message.labels) {
    const group = label.kind === 'proof' || label.kind === 'ask' ? label.kind : 'word';
    values[group] = Math.max(values[group], link(label, candidate, message));
  }
  const [best, second] = Object.values(values).sort((a, b) => b - a);
  if (best === undefined || second === undefined || best <= 0) return 0;
  return best + second / 2 + formBonus(candidate, message);
}

/** The code of the best candidate, the first of equals; null when none is good enough. */
export function pickCode(message: Message): string | null {
  let chosen: string | null = null;
  let most = ENOUGH;
  for (const candidate of message.candidates) {
    const points = score(candidate, message);
    if (points > most || (points === most && chosen === null)) {
      chosen = candidate.code;
      most = points;
    }
  }
  return chosen;
}
