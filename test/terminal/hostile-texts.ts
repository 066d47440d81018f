/** What a sender might put into an SMS to command the terminal that shows it. */

function each(...parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>((texts, part) => texts.flatMap((text) => part.map((next) => text + next)), ['']);
}

/** Whole control sequences: nothing of them may be seen. */
export const sequences: readonly string[] = [
  ...each(
    ['\x1b[', '\x9b'],
    ['', '0', '31', '1;31', '?25', '>4;2', '38:2::1:2:3', '2 ', '!'],
    ['m', 'J', 'K', 'H', 'A', 'h', 'l', 'n', 'c', 'q', '@', '~'],
  ),
  ...each(
    ['\x1b]', '\x9d'],
    [
      '0;title',
      '8;;https://evil.example/你',
      '52;c;cm0gLXJmIH4=',
      '9;note',
      '10;?',
      '4;1;rgb:ff/00/00',
      '1337;File=inline=1:QUFB',
      '777;notify;a;b',
      '',
    ],
    ['\x07', '\x1b\\', '\x9c'],
  ),
  ...each(
    ['\x1bP', '\x90', '\x1bX', '\x98', '\x1b^', '\x9e', '\x1b_', '\x9f'],
    ['$qm', 'q#0!10~', '+q544e', 'Gf=100;QUFB', 'a\x07b'],
    ['\x1b\\', '\x9c'],
  ),
  ...each(['\x1b'], ['(B', '(0', ')0', '*A', '#8', '%G', ' F', '$(C', '-A']),
  ...each(['\x1b'], [...'0789=<>cDEHMNOVWZln|}~no\\']),
  ...'\x84\x88\x8d\x8e\x8f\x91\x92\x93\x96\x97\x99\x9a\x9c',
  ...'\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x16\x17\x18\x19\x1a\x1c\x1d\x1e\x1f\x7f',
  '\x1b[31m\x1b[0m',
  '\x1b[\x1b[31m',
  '\x1b\x1b[31m',
  '\x1b[201~',
  '\x1b[6n\x1b[5n\x1b[c',
];

/** Characters that turn, hide or split text without being a control character. */
export const invisibles: readonly string[] = [
  ...'\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069',
  ...'\u061c\ufeff\u00ad\u034f\u180e\u2065\u206a\u206f\u3164\u115f\u1160\uffa0\ufff9\ufffa\ufffb\u{1d173}',
  ...'\u{e0001}\u{e0020}\u{e0041}\u{e007f}',
  '\u200b\u200b\u202e\u{e0061}',
];

/** Sequences that are never ended or are broken off: what stands behind them must stay. */
export const fragments: readonly string[] = [
  ...each(['\x1b[', '\x9b', '\x1b[31', '\x9b1;', '\x1b[?', '\x1b[31\x18'], ['你']),
  ...each(
    ['\x1b]', '\x9d', '\x1bP', '\x90', '\x1bX', '\x98', '\x1b^', '\x9e', '\x1b_', '\x9f'],
    ['', '0;title', '8;;x\x1b', 'q\x18', '52;c;\x1b['],
    ['你'],
  ),
  '\x1bPtmux;\x1b\x1b]52;c;QUFB\x07\x1b\\',
  '\x1b你',
  '\x1b (你',
  '\x1b]0;one\ntwo\x07',
];
