import type { Call } from './call.ts';
import type { Round } from './round.ts';

/** As much as the HTTP client takes. */
const mebibyte = 1024 * 1024;

/** What makes a pattern that looks back and forth take for ever, if anything does. */
const units: readonly string[] = [
  ...['号码已', '账户', '验证', '密钥', '请重新', '短信', '没有', '已经为', '未', '部分', '号1'],
  ...[
    '1',
    '+59173841704,',
    '13812345678，',
    'a:1;',
    ',',
    ' ',
    '123-456 ',
    '验证码 ',
    '0.1(1),',
    '(',
    '\\',
    '"',
    '\u0301',
    '\ufdfa',
  ],
];

/** Whole bodies that are nothing but long. */
const bodies: readonly ((size: number) => string)[] = [
  (size) => '['.repeat(size),
  (size) => '{"a":'.repeat(size / 5),
  (size) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`,
  (size) =>
    `{"code":906,"data":${'['.repeat(3_000)}"+59173841704"${']'.repeat(3_000)},"state":true,"msg":"${'1'.repeat(size - 7_000)}"}`,
  (size) => '"'.repeat(size),
  (size) => `"${'\\"'.repeat(size / 2 - 1)}"`,
  (size) => `"${'\\\\'.repeat(size / 2 - 1)}`,
  (size) => `${' '.repeat(size - 1)}{`,
  (size) => `${'\ufeff'.repeat(size / 3)}OK`,
  (size) => '<'.repeat(size),
  (size) => '9'.repeat(size),
  (size) => `{"code":${'9'.repeat(size - 9)}}`,
  (size) => `{${'"code":200,'.repeat(size / 11 - 1)}"code":200}`,
  (size) =>
    `{${Array.from({ length: size / 16 }, (_, at) => `"${at}":"${at}"`).join(',')},"state":true,"code":200,"msg":"OK"}`,
  (size) => JSON.stringify(JSON.stringify({ msg: '号码已'.repeat(size / 9) })),
  (size) => '余额不足，'.repeat(size / 15),
];

/** Run for every call: each unit behind a value of its own, and each body. */
export const longRounds = units.length + bodies.length;
/** Each unit in another place, as a text and as a list: every call gets some of these, all of them together get all. */
export const moreLongRounds = 2 * units.length;

/** `durian rent long-7`: one long value in a body of the call's own, or a body that is long as a whole. */
export function makeLongRound(call: Call, index: number): Round {
  const asked = call.asks[index % call.asks.length] as (typeof call.asks)[number];
  const whole = bodies[index - units.length];
  const pass = index < units.length ? 0 : 1 + Math.floor((index - longRounds) / units.length);
  const text = whole === undefined ? lengthen(call, index - (pass === 0 ? 0 : longRounds), pass) : whole(mebibyte);
  return { name: `${call.name} long-${index}`, call, asked, said: [{ status: 200, text }] };
}

/** Values that decide nothing about how the rest is read, so that the rest is read. */
const wordy = ['msg', 'message', 'data', 'phoneNos', 'mobiles', '0', 'sm', 'price', 'name', 'username', 'th'];

/** Behind the last such value at first, then, as a text and as a list of many, in the place of each in turn. */
function lengthen({ samples }: Call, index: number, pass: number): string {
  const unit = units[index % units.length] ?? '';
  const places = samples.flatMap((sample) => {
    const body = parse(sample);
    const paths = body === null ? [] : leavesOf(body).filter((path) => wordy.includes(path.at(-1) ?? ''));
    return paths.map((path) => ({ body, path }));
  });
  const place = pass === 0 ? places.at(-1) : places[index % places.length];
  const size = new TextEncoder().encode(JSON.stringify(unit)).length;
  const room = mebibyte - 1_000;
  const long = unit.repeat(Math.floor(room / (size - 2)));
  if (place === undefined) return long;
  const list = () => Array.from({ length: Math.floor(room / (size + 1)) }, () => unit);
  return JSON.stringify(
    replaceAt(place.body, place.path, (old) => (pass === 0 ? `${String(old)}${long}` : pass === 1 ? long : list())),
  );
}

type Body = { readonly [name: string]: unknown };

function parse(sample: string): Body | null {
  try {
    const body: unknown = JSON.parse(sample);
    return typeof body === 'object' && body !== null ? (body as Body) : null;
  } catch {
    return null;
  }
}

/** The paths of every value that is no object. */
function leavesOf(one: unknown): string[][] {
  if (typeof one !== 'object' || one === null) return [[]];
  return Object.entries(one).flatMap(([name, part]) => leavesOf(part).map((path) => [name, ...path]));
}

function replaceAt(one: unknown, [name, ...rest]: readonly string[], by: (old: unknown) => unknown): unknown {
  if (name === undefined) return by(one);
  const copy = (Array.isArray(one) ? [...one] : { ...(one as Body) }) as Record<string, unknown>;
  copy[name] = replaceAt(copy[name], rest, by);
  return copy;
}
