import type { Dice } from './dice.ts';

const nasty = [
  ...[
    ',',
    ':',
    ';',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '\\',
    '0',
    '1',
    '9',
    '-',
    '+',
    '.',
    'e',
    ' ',
    '\n',
    '\t',
    '，',
    '：',
  ],
  ...[
    '“',
    '”',
    '＂',
    '１',
    '\u0000',
    '\u0008',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u200b',
    '\u2028',
    '\u3000',
    '\ufeff',
  ],
  ...['\ufffd', '\ud800', '\udc00', '😀', '\\u', '\\x', '//', '/*', 'null', 'true', '不', '未', '已', '成功', '号'],
];

/** Changes a text without a thought for what it is. `other` is some other body. */
export function damageText(text: string, other: string, dice: Dice): string {
  const at = dice.int(text.length + 1);
  const to = Math.min(text.length, at + 1 + dice.int(8));
  switch (dice.int(20)) {
    case 0:
    case 1:
    case 2:
      return text.slice(0, at);
    case 3:
      return text.slice(at);
    case 4:
      return text.slice(0, at) + text.slice(at + 1);
    case 5:
    case 6:
      return text.slice(0, at) + dice.pick(nasty) + text.slice(at);
    case 7:
    case 8:
      return text.slice(0, at) + dice.pick(nasty) + text.slice(at + 1);
    case 9:
      return text.slice(0, to) + text.slice(at);
    case 10:
      return text + dice.pick(['', ' ', '\n', ',', '\r\n\r\n']) + (dice.chance(0.5) ? text : other);
    case 11:
      return text.replaceAll(/[}\]]/g, (end) => (dice.chance(0.4) ? `,${end}` : end));
    case 12:
      return text.replaceAll(/[,:"0-9]/g, (char) => (dice.chance(0.15) ? widen(char) : char));
    case 13:
      return (
        dice.pick([
          '\ufeff',
          ' ',
          '\n\n',
          '\u0000',
          '\u3000',
          '\ufeff\ufeff',
          '\u00a0',
          '<br />\n',
          ")]}',\n",
          'callback(',
        ]) + text
      );
    case 14:
      return text + dice.pick(['\ufeff', ' ', '\r\n', '\u0000', '\u00a0', ';', ')', '<!-- 1 -->', '\n0\n', '�']);
    case 15:
      return text.replaceAll('"', dice.pick(["'", '“', '', '\\"']));
    case 16:
      return `<html><body>${text}</body></html>`;
    case 17:
      return JSON.stringify(text);
    case 18:
      return JSON.stringify(JSON.stringify(text));
    default:
      return flipBytes(text, dice);
  }
}

const widen = (char: string): string => String.fromCharCode(char.charCodeAt(0) + 0xfee0);

/** On the wire, and read as UTF-8 without its byte order mark, as src/core/ports.ts promises it to a client. */
function flipBytes(text: string, dice: Dice): string {
  const bytes = new TextEncoder().encode(text);
  for (let left = 1 + dice.int(3); left > 0 && bytes.length > 0; left -= 1) {
    const at = dice.int(bytes.length);
    bytes[at] = dice.chance(0.5) ? (bytes[at] ?? 0) ^ (1 << dice.int(8)) : dice.int(256);
  }
  return new TextDecoder().decode(bytes);
}

const pages = [
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
  '<html><script>location="/login"</script></html>',
  'Fatal error: Maximum execution time of 30 seconds exceeded in /www/inc/session.php on line 12',
  'Warning: mysqli_connect(): Too many connections',
  'upstream connect error or disconnect/reset before headers',
  'OK',
  'ok\n',
  '"OK"',
  'success',
  'null',
  'true',
  '200',
  '"200"',
  '13812345678',
  '+59173841704',
  '13812345678,13900001111',
  '[]',
  '{}',
  '[{}]',
  '""',
  '',
  ' ',
  '\ufeff',
];

/** What is no answer of any document. */
export function makeNoise(dice: Dice): string {
  if (dice.chance(0.4)) return dice.pick(pages);
  let text = '';
  const alphabet = dice.int(3);
  for (let left = dice.int(60); left > 0; left -= 1) {
    if (alphabet === 0) text += dice.pick(nasty);
    else text += String.fromCharCode(alphabet === 1 ? dice.int(0x80) : dice.int(0x10000));
  }
  return text;
}
