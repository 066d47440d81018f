import { AMOUNT_WORDS, CURRENCIES, DURATIONS, MONEY_WORDS, MONTHS, UNITS } from './units.ts';
import { anyOf } from './words.ts';

/** Stands for a blanked character: no letter, no digit, no space, and foldText lets none through. */
export const BLANK = '\uFFFC';

interface Distractor {
  readonly name: string;
  readonly pattern: RegExp;
}

const NUMBER = String.raw`(?:\d{1,3}(?:[ .,'’٬]\d{3})+(?!\d)|\d+)(?:[.,٫]\d{1,3})?(?!\d)`;
const MONTH = String.raw`${anyOf(MONTHS)}\p{L}*\.?`;
const YEAR = String.raw`(?:19|20|25)\d\d`;
const DAY = '(?:3[01]|[12]\\d|0?[1-9])';
const MONTH_NUMBER = '(?:1[0-2]|0?[1-9])';
const SHORT_OR_LONG_YEAR = String.raw`(?:19|20|25)?\d\d`;

const addresses: readonly Distractor[] = [
  {
    name: 'address on the web',
    pattern: /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|(?<![a-z0-9])www\.)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/giu,
  },
  { name: 'mail address', pattern: /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu },
  {
    name: 'domain with a path',
    pattern: /(?<![\w.-])[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,12}\/[\w\-.~:/?#[\]@!$&'()*+,;=%]*/giu,
  },
  { name: 'domain', pattern: /(?<![\w.-])(?:[A-Za-z0-9-]*[a-z][A-Za-z0-9-]*\.)+[a-z]{2,12}(?!\w)/gu },
  { name: 'domain of digits', pattern: /(?<![\w.-])[\w-]+\.(?:com|cn|net|org|io|ru)(?!\w)/gu },
  {
    name: 'Android SMS retriever hash',
    pattern: /(?<=[\n ])(?=[a-zA-Z+/]*\d|[a-z0-9+/]*[A-Z])[A-Za-z0-9+/]{11}\s*$/gu,
  },
  { name: 'USSD', pattern: /(?:\*+|##)\d+(?:[*#]+\d+)*#/gu },
];

const times: readonly Distractor[] = [
  {
    name: 'date, year first',
    pattern: new RegExp(String.raw`(?<![\d.])${SHORT_OR_LONG_YEAR}([./-])${MONTH_NUMBER}\1${DAY}(?!\d)\.?`, 'gu'),
  },
  {
    name: 'date, day first',
    pattern: new RegExp(String.raw`(?<![\d.])${DAY}([./-])${MONTH_NUMBER}\1${SHORT_OR_LONG_YEAR}(?!\d)\.?`, 'gu'),
  },
  {
    name: 'date, month first',
    pattern: new RegExp(String.raw`(?<![\d.])${MONTH_NUMBER}([./-])${DAY}\1${SHORT_OR_LONG_YEAR}(?!\d)\.?`, 'gu'),
  },
  { name: 'date, two parts', pattern: /(?<![\d.])\d{1,2}\/\d{1,4}(?!\d)/gu },
  {
    name: 'date, with spaces',
    pattern: /(?<!\d)\d{1,2}\. \d{1,2}\. (?:(?:19|20)\d\d)?|(?<!\d)(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}\.?(?!\d)/gu,
  },
  {
    name: 'date, with characters',
    pattern: /(?:\d{2,4} ?[年년] ?)?\d{1,2} ?[月월](?: ?\d{1,2} ?[日号號일]?)?|(?<!\d)\d{4} ?[年년]/gu,
  },
  {
    name: 'date, day before the name of the month',
    pattern: new RegExp(
      String.raw`(?<![\d\p{sc=Latin}])\d{1,2}(?:st|nd|rd|th)?[\s.\-]{0,2}(?:de |of )?${MONTH}(?:[\s.,\-'’]{0,2}(?:de |del )?(?:${YEAR}|\d\d)(?!\d))?`,
      'giu',
    ),
  },
  {
    name: 'date, day after the name of the month',
    pattern: new RegExp(String.raw`(?<![\p{L}\d])${MONTH} ?\d{1,2}(?:st|nd|rd|th)?(?!\d)(?:,? ${YEAR}(?!\d))?`, 'giu'),
  },
  { name: 'time', pattern: /(?<![\d:])\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:])(?: ?[ap]\.?m\.?)?/giu },
  {
    name: 'time, in words',
    pattern:
      /(?<![\d\p{sc=Latin}])\d{1,2} ?(?:[時时点點시] ?(?:\d{1,2} ?[分분])?|[ap]\.?m\.?(?!\p{sc=Latin})|h ?\d\d(?![\dA-Z])|[.:]\d\d ?(?:uhr|часа|ч|h)(?![\p{sc=Latin}\p{sc=Cyrl}]))|(?<=(?:kl|klo)\.? )\d{1,2}\.\d\d/giu,
  },
  {
    name: 'time, without a colon',
    pattern:
      /(?<=(?<!\p{L})(?:at|by|until|till) )(?:[01]\d|2[0-3])[0-5]\d(?![\d-])|(?<!\d)(?:[01]\d|2[0-3])[0-5]\d ?(?:hrs|hours)(?!\p{L})/giu,
  },
  {
    name: 'duration',
    pattern: new RegExp(
      String.raw`(?<![\d\p{sc=Latin}])\d{1,3}(?: ?[\-–~至到] ?\d{1,3})? ?-?${anyOf(DURATIONS)}(?!\d)`,
      'giu',
    ),
  },
  { name: 'duration, long', pattern: /(?<!\d)\d{4} ?(?:(?:secs?|seconds|mins?|minut\p{L}*|hours)(?!\p{L})|分|秒)/giu },
  {
    name: 'year',
    pattern:
      /(?:©|\(c\)) ?\d{4}|(?<=(?<!\p{L})(?:in|since|until|by|of|en|em|im|seit|depuis|desde|dal|nel|в|от|od|tahun|nam) )(?:19|20)\d\d(?!\d)/giu,
  },
];

const quantities: readonly Distractor[] = [
  {
    name: 'amount, currency first',
    pattern: new RegExp(
      String.raw`(?<!\d ?)(?:${anyOf(CURRENCIES)}|${anyOf(AMOUNT_WORDS)})\.? ?[:：]? ?-?${NUMBER}(?![A-Z])`,
      'gu',
    ),
  },
  {
    name: 'amount, currency last',
    pattern: new RegExp(
      String.raw`(?<![\d.,\p{sc=Latin}])-?${NUMBER} ?(?:${anyOf(CURRENCIES)}|${anyOf(MONEY_WORDS)})(?!\.? ?\d)`,
      'gu',
    ),
  },
  {
    name: 'decimal number',
    pattern: /(?<!\d)(?:\d{1,3}(?:[.,'’٬]\d{3})+(?:[.,٫]\d{1,2})?|\d+[.,٫]\d{1,2})(?!\d)/gu,
  },
  { name: 'quantity, unit attached', pattern: /(?<![\d\p{sc=Latin}])\d+[gml](?![\p{L}\d])/gu },
  { name: 'quantity', pattern: new RegExp(String.raw`(?<![\d\p{sc=Latin}])\d+ ?${anyOf(UNITS)}(?!\d)`, 'giu') },
  {
    name: 'version or address on the network',
    pattern: /(?<![\p{L}\d])v?\d+(?:\.\d+){2,}|(?<![\p{L}\d])v\d{1,3}(?:\.\d+)*(?!\w)/giu,
  },
];

const numbersOfThings: readonly Distractor[] = [
  {
    name: 'card tail',
    pattern:
      /(?<!\d)(?:[xX]{2,}|[•·●…]+|\.{2,}|#{2,}|\*{2,}(?! ?\d+\*))[ -]?\d{2,6}(?!\d)|(?<!\*)\*\d{3,4}(?![\d*])|(?<!\d)\d{2,6}[*xX•]{2,}\d{0,6}/gu,
  },
  {
    name: 'card tail in words',
    pattern:
      /(?<=(?:ending|ends|ended|terminad[ao]|terminant|termina|endet|endend|endziffern?|slutar|slutter|оканчива\p{L}*|последни\p{L}*|尾号|尾號|尾数为?|末四位|末尾|下4桁|final)(?: ?(?:in|with|en|em|par|auf|pa|med|на|:|：|为|是))? ?)\d{2,6}(?!\d)/giu,
  },
  { name: 'phone, international', pattern: /(?<!\d)(?:\+|00)\d[\d ().-]{5,18}\d/gu },
  { name: 'phone, with brackets', pattern: /\(\d{2,5}\) ?\d{2,4}(?:[ -]?\d{2,4}){1,3}/gu },
  {
    name: 'phone, hotline',
    pattern:
      /(?<!\d[ -]?)(?:1-)?[48]00(?:[ -]\d{3,4}){1,3}(?!\d)|(?<!\d[ -]?)0\d{2,4}[ -]\d{3,4}(?:[ -]?\d{2,4}){1,2}(?!\d)/gu,
  },
  {
    name: 'number to write to',
    pattern:
      /(?<=(?<!\p{L})(?:reply|text|send|stop|help|yes|no|responda|envie|envia|reponse|envoyez|repondez|invia|antworten|senden|отправьте|smsto|kirim|balas|soan|gui)(?!\p{L})[^\d.!?\n]{0,40} (?:to|al|a|au|an|на|ke|toi|den) )\d{3,6}(?!\d)/giu,
  },
  {
    name: 'street address',
    pattern:
      /(?<!\d)\d{1,5}(?: \p{Lu}\p{Ll}+){1,3} (?:St|Street|Ave|Avenue|Rd|Road|Blvd|Lane|Ln|Drive|Dr|Way|Court|Square|Place)(?!\p{L})|(?<=(?<!\p{L})(?:ul|ул|Calle|Rua|Via|Rue|Avenida|Av|Jl|Str|улица)\.? (?:\p{Lu}\p{L}+[ ,]+){1,3})\d{1,5}/gu,
  },
  { name: 'long number', pattern: /(?<![\p{L}\d])[A-Z]{0,4}\d{9,}[A-Z]{0,4}(?![\p{sc=Latin}\d])/gu },
];

/**
 * What looks like a code and is none, blanked in this order before codes are looked for. The order matters where one
 * pattern lies inside another: an address before a decimal number, a duration before an amount.
 */
const DISTRACTORS: readonly Distractor[] = [...addresses, ...times, ...quantities, ...numbersOfThings];

/** The text with every distractor replaced by as many blanks, so that places stay the same. */
export function blankDistractors(text: string): string {
  return DISTRACTORS.reduce((rest, { pattern }) => rest.replace(pattern, (found) => BLANK.repeat(found.length)), text);
}
