import { modes } from '../../../test/helpers/run-cli.ts';
import { type Told, tell } from '../rig/in-process.ts';
import type { Parrot } from '../rig/parrot.ts';
import { randomFrom } from '../rig/random.ts';
import { inventKey, type Kind } from './canaries.ts';
import { openHousehold } from './household.ts';
import { judge, type Report } from './report.ts';

/** A mistake with a key in the wrong place. */
interface Slip {
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** With a key the program has never seen: that it must not be repeated can only be told from where it stands. */
function slipsWithStranger(key: string): Slip[] {
  const rent = ['get-number', '--pid', '1'];
  const lines = [
    ...[
      '--vpi',
      '--vip-key',
      '--secretkey',
      '--secret_key',
      '--Vip',
      '--apiKey',
      '--password',
      '--pkey',
      '--key',
    ].flatMap((option) => [
      [...rent, `${option}=${key}`],
      [...rent, option, key],
      ['balance', `${option}=${key}`],
    ]),
    [...rent, '--vip', key, '--count', '0'],
    [...rent, `--secret-key=${key}`, '--vip'],
    [...rent, '--vip', key, '--on-timeout', 'nonsense'],
    [...rent, '--vip', key, 'more'],
    [...rent, '--provider', 'zhima', '--vip', key],
    ['get-number', '--vip', key],
    ['countries', '--vip', key, '--country', 'nonsense'],
    ['config', 'set', 'durian.apiKey', key],
    ['config', 'set', 'durian.apiKey', key, 'more'],
    ['config', 'set', 'durian.apiKey', 'one', key],
    ['config', 'set', 'durian.apiKey', `-${key}`],
    ['config', 'set', `durian.apiKey=${key}`],
    ['config', 'get', `durian.apiKey=${key}`],
    ['config', 'set', 'durian.work.apiKey', key],
    ['config', 'set', 'durian.apikye', key],
    ['config', 'set', 'durian.apikye', key, '--nonsense'],
    ['config', 'set', 'durian', 'apiKey', key],
    ['config', 'set', 'apiKey', key],
    ['config', 'sett', 'durian.apiKey', key],
    ['config', 'durian.apiKey', key],
    ['config', 'set', 'taoma.password', key],
    ['config', 'set', 'durian.baseUrl', `http://user:${encodeURIComponent(key)}@127.0.0.1/x`],
    ['config', 'set', 'durian.baseUrl', `user:${encodeURIComponent(key)}@127.0.0.1/x`],
    ['config', 'set', 'durian.baseUrl', `http://127.0.0.1/x?key=${encodeURIComponent(key)}`],
  ];
  return lines.map((words) => ({ words }));
}

/** With a password in an address, of a platform or of a proxy, good or bad. */
function slipsInAddresses(key: string): Slip[] {
  const password = encodeURIComponent(key);
  const bases = [`http://user:${password}@127.0.0.1:1/x`, `http://${password}@127.0.0.1:1`, `ftp://u:${password}@h/x`];
  const queries = [`http://127.0.0.1:1/x?key=${password}`, `http://127.0.0.1:1/x#${password}`, `user:${password}@h`];
  const proxies = [
    `http://user:${password}@[bad`,
    `socks5://user:${password}@h:1`,
    `http://user:${password}@127.0.0.1:1`,
  ];
  const look = [
    ['config', 'list'],
    ['config', 'get', 'durian.baseUrl'],
    ['providers'],
    ['balance', '-v', '-p', 'durian'],
  ];
  const rent = ['get-number', '--pid', '1', '-p', 'durian', '-v'];
  const of = (name: string, urls: readonly string[], lines: readonly (readonly string[])[]) =>
    urls.flatMap((url) => lines.map((words) => ({ words, env: { [name]: url } })));
  return [
    ...of('SMSCTL_DURIAN_BASE_URL', [...bases, ...queries], [...look, rent, [...rent, '--dry-run']]),
    ...of('http_proxy', proxies, [['config', 'list'], ['balance', '-v', '-p', 'durian'], rent]),
  ];
}

/** With a key that is set: the program knows it and must not repeat it wherever it was typed. */
function slipsWithKnown(key: string): Slip[] {
  const rent = ['get-number', '--pid', '1'];
  const options = [
    '--count',
    '--country',
    '--prefix',
    '--exclude',
    '--operator',
    '--retry-for',
    '--timeout',
    '--next-pid',
  ];
  const lines = [
    [key],
    ['help', key],
    ['balance', key],
    ['balance', '--provider', key],
    ['-p', key, 'balance'],
    [`--provider=${key}`, 'balance'],
    ['balance', '--profile', key],
    ['balance', '--lang', key],
    ['balance', `--${key}`],
    ['balance', `-${key}`],
    ['get-number', '--pid', key],
    ['get-number', '--pid', '1', '--project', key],
    ...options.flatMap((option) => [
      [...rent, option, key],
      [...rent, `${option}=${key}`],
    ]),
    ...['--interval', '--on-timeout'].map((option) => ['wait-code', option, key]),
    ['wait-code', '--match', `(${key}`],
    ['countries', '--sort', key],
    ['numbers', '--state', key],
    ['numbers', '--since', key],
    ['numbers', key],
    ['simulate', '--port', key],
    ['simulate', '--scenario', key],
    ...['release', 'wait-code', 'status', 'blacklist'].flatMap((command) => [
      [command, key],
      [command, 'one', key],
    ]),
    ...['release', 'blacklist'].map((command) => [command, key, '--pid', '1']),
    ['send-sms', key, '--text', 'hello', '-p', 'zhima'],
    ['config', key],
    ['config', 'get', key],
    ['config', 'get', `durian.${key}`],
    ['config', 'set', key, 'durian.apiKey'],
    ['config', 'set', `durian.${key}.apiKey`, '-'],
    ['config', 'set', 'provider', key],
    ['config', 'set', 'profile', key],
    ['config', 'set', 'lang', key],
    ['config', 'set', 'durian.rentCall', key],
    ['config', 'set', 'durian.maxHeld', key],
    ['config', 'set', 'durian.minBalance', key],
  ];
  const variables = ['LANG', 'PROVIDER', 'PROFILE', 'MAX_HELD', 'MIN_BALANCE', 'DURIAN_RENT_CALL', 'DURIAN_BASE_URL'];
  return [
    ...lines.map((words) => ({ words })),
    ...['release', 'wait-code'].map((command) => ({ words: [command, '-'], input: `${key}\n` })),
    ...variables.map((name) => ({ words: ['balance', '-p', 'durian'], env: { [`SMSCTL_${name}`]: key } })),
  ];
}

const families = { stranger: slipsWithStranger, address: slipsInAddresses, known: slipsWithKnown } as const;
const strangers: readonly Kind[] = ['base64', 'symbols', 'letters', 'quotes', 'spaces'];

/** Names of rounds: a mistake each, made in every mode and language. */
export function namesOfSlips(): string[] {
  return Object.entries(families).flatMap(([family, slips]) => slips('').map((_, index) => `slip-${family}-${index}`));
}

export async function slip(parrot: Parrot, { seed, name }: { seed: number; name: string }): Promise<Report> {
  const [, family = '', digits = ''] = name.split('-');
  const index = Number(digits);
  const random = randomFrom(seed * 7_000_003 + index * 31 + family.length);
  const kind = strangers[Math.floor(random() * strangers.length)] ?? 'letters';
  const wish = { parrot, room: `${name}-${seed}`, platform: 'durian', slot: 'environment', hasProxy: false } as const;
  using household = openHousehold({ ...wish, kind: 'base64', random });
  const known = household.canaries.find((canary) => canary.name === 'durian.apiKey')?.value ?? '';
  const stranger = { name: 'a key in the wrong place', value: inventKey(kind, random) };
  const make = families[family as keyof typeof families];
  const mistake = make(family === 'known' ? known : stranger.value)[index];
  if (mistake === undefined) throw new Error(`there is no ${name}`);
  const told: Told[] = [];
  for (const mode of modes) {
    for (const lang of ['en', 'zh-CN']) {
      const env = { ...household.env, SMSCTL_PROVIDER: 'durian', ...mistake.env };
      const input = mistake.input === undefined ? {} : { input: mistake.input };
      const isLang = mistake.words.includes('--lang') || mistake.env?.SMSCTL_LANG !== undefined;
      const asked = isLang ? {} : { lang };
      told.push(await tell(mistake.words, { home: household.home, mode, env, ...asked, ...input }));
    }
  }
  return judge(household, { round: name, told, more: [stranger] });
}
