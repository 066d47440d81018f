import { type Fault, readFault } from './fault.ts';
import {
  type Field,
  pathOf,
  readChoice,
  readCount,
  readEntries,
  readFields,
  readFlag,
  readIf,
  readJson,
  readList,
  readName,
  readNeeded,
  readNumber,
  readText,
  refuse,
} from './input.ts';
import { type ProjectRule, projectKinds } from './projects.ts';
import { mostOf, stockCountries } from './stock.ts';

/** What a world is to be like, as a file or a request says it. Null and empty parts leave things as they are. */
export interface Scenario {
  readonly seed: number | null;
  readonly rate: { readonly burst: number | null; readonly perSecond: number | null };
  readonly projects: Readonly<Record<string, ProjectRule>>;
  readonly platforms: Readonly<Record<string, PlatformWish>>;
  readonly faults: readonly Fault[];
}

interface PlatformWish {
  readonly accounts: readonly AccountWish[];
  readonly stock: StockWish;
  readonly options: Readonly<Record<string, string>>;
}

export interface AccountWish {
  readonly name: string;
  readonly key: string | null;
  readonly balance: number | null;
  readonly suspended: boolean | null;
  readonly maxHeld: number | null;
}

/** How many numbers of a country, or which ones; `*` is all countries and comes first. */
export type StockWish = Readonly<Record<string, number | readonly string[]>>;

/**
 * Reads a scenario file; docs/sandbox.md describes it.
 *
 * @throws SmsctlError `usage.invalidValue` (params option, value, expected) that names the first thing it does not know.
 */
export function parseScenario(text: string): Scenario {
  return readScenario(readJson(text));
}

export function readScenario(field: Field): Scenario {
  const fields = readFields(field, ['seed', 'rate', 'projects', 'platforms', 'faults']);
  const rate = readIf(fields.rate, (rate) => readFields(rate, ['burst', 'perSecond'])) ?? {};
  return {
    seed: readIf(fields.seed, (seed) => readCount(seed, 0, 0xffffffff)),
    rate: {
      burst: readIf(rate.burst, (burst) => readCount(burst, 1)),
      perSecond: readIf(rate.perSecond, (perSecond) => readNumber(perSecond)),
    },
    projects: readIf(fields.projects, (projects) => readRecord(projects, readProject)) ?? {},
    platforms: readIf(fields.platforms, (platforms) => readRecord(platforms, readPlatform)) ?? {},
    faults: readIf(fields.faults, (faults) => readList(faults).map(readFault)) ?? [],
  };
}

function readRecord<T>(field: Field, read: (field: Field) => T): Record<string, T> {
  return Object.fromEntries(readEntries(field).map(([name, inner]) => [name, read(inner)]));
}

function readProject(field: Field): ProjectRule {
  const names = ['kind', 'name', 'price', 'delay', 'every', 'texts', 'key', 'vip', 'state', 'type', 'prices'] as const;
  const fields = readFields(field, names);
  return {
    kind: readIf(fields.kind, (kind) => readChoice(kind, projectKinds)),
    name: readIf(fields.name, readName),
    price: readIf(fields.price, (price) => readNumber(price)),
    delay: readIf(fields.delay, (delay) => readNumber(delay)),
    every: readIf(fields.every, (every) => readNumber(every)),
    texts: readIf(fields.texts, (texts) => readList(texts).map(readText)),
    key: readIf(fields.key, readName),
    vip: readIf(fields.vip, readName),
    state: readIf(fields.state, (state) => readChoice(state, ['open', 'expired', 'broken'])),
    type: readIf(fields.type, readName),
    prices: readIf(fields.prices, readName),
  };
}

function readPlatform(field: Field): PlatformWish {
  const fields = readFields(field, ['accounts', 'stock', 'options']);
  return {
    accounts: readIf(fields.accounts, (accounts) => readList(accounts).map(readAccount)) ?? [],
    stock: readIf(fields.stock, readStock) ?? {},
    options: readIf(fields.options, (options) => readRecord(options, readText)) ?? {},
  };
}

function readAccount(field: Field): AccountWish {
  const fields = readFields(field, ['name', 'key', 'balance', 'suspended', 'maxHeld']);
  return {
    name: readNeeded(fields.name, pathOf(field.path, 'name'), readName),
    key: readIf(fields.key, readName),
    balance: readIf(fields.balance, (balance) => readNumber(balance)),
    suspended: readIf(fields.suspended, readFlag),
    maxHeld: readIf(fields.maxHeld, (most) => readCount(most)),
  };
}

/** `{"*": 0, "th": 2, "bo": ["+59173841704"]}` */
export function readStock(field: Field): StockWish {
  const stock = readEntries(field).map(([country, wish]) => {
    if (Array.isArray(wish.value)) {
      if (!/^[a-z]{2}$/.test(country)) return refuse(wish, 'under a lower-case country code of two letters');
      return [country, readList(wish).map(readNumberText)] as const;
    }
    if (country !== '*' && !stockCountries.includes(country)) {
      return refuse(wish, `a list of numbers, or under one of ${stockCountries.join(', ')}`);
    }
    return [country, readCount(wish, 0, mostOf(country))] as const;
  });
  return Object.fromEntries(stock);
}

function readNumberText(field: Field): string {
  const text = readText(field);
  return /^\+[1-9]\d{6,14}$/.test(text) ? text : refuse(field, 'a number such as +59173841704');
}
