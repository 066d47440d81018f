import { hostileTexts } from './texts.ts';

/** Honest words in many scripts, and the code that must come through. */
const honest = [
  'Your code is 482913.',
  'Do not share it',
  'Ваш код подтверждения',
  'код 4829-13',
  '您的验证码为482913，5分钟内有效',
  '【某公司】',
  '認証コードは',
  'ｺｰﾄﾞ',
  '인증번호는',
  'رمز التحقق الخاص بك هو',
  'کد شما می\u200cباشد',
  'קוד האימות שלך הוא',
  'आपका सत्यापन कोड',
  'क्\u200dष',
  'আপনার কোড',
  'உங்கள் குறியீடு',
  'รหัสของคุณคือ',
  'ລະຫັດຂອງທ່ານ',
  'កូដរបស់អ្នក',
  'သင်၏ကုဒ်',
  'བོད་ཡིག',
  'ᠮᠣᠩᠭᠣᠯ',
  'ამ კოდს',
  'Ձեր ծածկագիրը',
  'ኮድዎ',
  'é ñ ü ß ø Ł ż',
  'Z̷̈a̶l̸g̵o̴',
  '👨\u200d👩\u200d👧 👍🏽 🇧🇴 4\ufe0f\u20e3 ❤️',
  '∑∞≠≤ → ├─┐ █▓▒░',
  '$100.50 “quoted” <b>&amp;</b>',
  ' ',
  '482913',
  '+59173841704',
] as const;

/**
 * A text of honest words and hostile pieces: whole ones, pieces broken off anywhere, pieces with a letter changed, letters
 * from all of Unicode. It may be hostile in ways nobody has thought of.
 */
export function fuzzText(random: () => number): string {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const parts: string[] = [];
  const length = 1 + Math.floor(random() * 8);
  for (let part = 0; part < length; part += 1) {
    const chance = random();
    if (chance < 0.4) parts.push(pick(honest));
    else if (chance < 0.6) parts.push(pick(known));
    else if (chance < 0.75) parts.push(breakOff(pick(known), random));
    else if (chance < 0.85) parts.push(change(pick(known), random));
    else if (chance < 0.93) parts.push(anyLetters(random));
    else parts.push(String.fromCharCode(Math.floor(random() * 0xa0)));
  }
  return parts.join(random() < 0.5 ? ' ' : '');
}

const known = [...hostileTexts.values()].filter((text) => text.length < 200);

function breakOff(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  return random() < 0.5 ? text.slice(0, at) : text.slice(at);
}

function change(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + anyLetter(random) + text.slice(at + 1);
}

const anyLetters = (random: () => number): string =>
  Array.from({ length: 1 + Math.floor(random() * 6) }, () => anyLetter(random)).join('');

/** Of any plane, surrogates and what has no meaning included; most often of the first, where most of the trouble is. */
function anyLetter(random: () => number): string {
  const most = [0xff, 0x2fff, 0xffff, 0x1ffff, 0x10ffff][Math.floor(random() * 5)] ?? 0xff;
  return String.fromCodePoint(Math.floor(random() * (most + 1)));
}
