import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '../../../test/helpers/run-cli.ts';
import type { Parrot } from '../rig/parrot.ts';
import { accountFields, type Platform, platforms, sessionOf } from '../rig/parrot-words.ts';
import { inventKey, type Kind, kinds } from './canaries.ts';
import { type Canary, createSearch, type Find, type Search } from './search.ts';

/** What must never be shown, written down here and not read from the program. */
const secretFields: Readonly<Record<Platform, readonly string[]>> = {
  durian: ['apiKey', 'vip', 'secretKey'],
  zhima: ['pkey'],
  taoma: ['password'],
};

/** Where a key comes from. */
export type Slot = 'environment' | 'store' | 'stdin';
export const slots: readonly Slot[] = ['environment', 'store', 'stdin'];

export interface Household extends Disposable {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Everything that must not be shown. */
  readonly canaries: readonly Canary[];
  /** Keys that are still to be given by `config set NAME -`. */
  readonly toStore: readonly { readonly name: string; readonly value: string }[];
  readonly search: Search;
  /** What stands in a file where it must not stand. */
  findInFiles(more?: readonly Canary[]): {
    readonly finds: readonly (Find & { readonly file: string })[];
    readonly bytes: number;
  };
}

export interface HouseholdWish {
  readonly parrot: Parrot;
  readonly room: string;
  readonly platform: Platform;
  readonly slot: Slot;
  readonly kind: Kind;
  readonly hasProxy: boolean;
  readonly random: () => number;
}

const upperSnake = (text: string) => text.replace(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase();
const variableOf = (platform: string, field: string) => `SMSCTL_${platform.toUpperCase()}_${upperSnake(field)}`;
/** What the program keeps of a password; what is a digest already is kept as it is. */
const digestOf = (password: string) =>
  /^[0-9a-f]{32}$/u.test(password) ? password : createHash('md5').update(password).digest('hex');

/** A home full of keys: those of the platform in use, of the others, of another profile, of a proxy, of single calls. */
export function openHousehold(wish: HouseholdWish): Household {
  const { parrot, room, platform, random } = wish;
  const folder = temporaryFolder();
  const env: Record<string, string> = {};
  const stored: Record<string, string> = {};
  const canaries: Canary[] = [{ name: 'the session', value: sessionOf(room) }];
  const toStore: { name: string; value: string }[] = [];
  const inStore = new Set<string>();

  const invent = (name: string, kind?: Kind): string => {
    const value = inventKey(kind ?? kinds[Math.floor(random() * kinds.length)] ?? 'letters', random);
    canaries.push({ name, value });
    return value;
  };
  const place = (owner: Platform, field: string, { profile, slot }: { profile: string; slot: Slot }) => {
    const isOurs = owner === platform && profile === 'default';
    const name = profile === 'default' ? `${owner}.${field}` : `${owner}.${profile}.${field}`;
    const value = invent(name, isOurs ? wish.kind : undefined);
    const kept = field === 'password' ? digestOf(value) : value;
    if (kept !== value) canaries.push({ name: `the digest of ${name}`, value: kept });
    if (slot === 'environment') env[variableOf(owner, field)] = value;
    else inStore.add(kept === value ? name : `the digest of ${name}`);
    if (slot === 'store') stored[`${owner}.${profile}.${field}`] = kept;
    if (slot === 'stdin') toStore.push({ name, value });
  };

  for (const owner of platforms) {
    env[variableOf(owner, 'baseUrl')] = parrot.baseUrl(room, owner);
    env[variableOf(owner, accountFields[owner])] = 'some-user';
    for (const field of secretFields[owner]) {
      place(owner, field, { profile: 'default', slot: owner === platform ? wish.slot : 'store' });
      place(owner, field, { profile: 'work', slot: 'store' });
    }
  }
  for (const option of ['--vip', '--secret-key']) invent(option);
  if (wish.hasProxy) {
    const password = invent("the proxy's password");
    env.http_proxy = `http://proxy-user:${encodeURIComponent(password)}@${new URL(parrot.url).host}`;
  }
  writeFileSync(join(folder.path, 'settings.json'), JSON.stringify(stored), { mode: 0o600 });

  const search = createSearch(canaries);
  return {
    home: folder.path,
    env,
    canaries,
    toStore,
    search,
    findInFiles(more = []) {
      const but = (isAllowed: (name: string) => boolean) =>
        createSearch([...canaries.filter(({ name }) => !isAllowed(name)), ...more]);
      const searchIn: Readonly<Record<string, Search>> = {
        // The one file that may hold what was stored.
        'settings.json': but((name) => inStore.has(name)),
        // A session outlives the process here; in which table is looked at below.
        'ledger.sqlite': but((name) => name === 'the session'),
      };
      const finds: (Find & { file: string })[] = [];
      let bytes = 0;
      for (const { file, text } of filesIn(folder.path)) {
        bytes += text.length;
        const searchThis = searchIn[file.replace(/-journal$/u, '')] ?? search;
        finds.push(...searchThis(text).map((find) => ({ ...find, file })));
        if (file === 'ledger.sqlite') {
          const tables = textOfTables(join(folder.path, file));
          finds.push(...search(tables).map((find) => ({ ...find, file: `${file}, beside memories` })));
        }
      }
      return { finds, bytes };
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

function filesIn(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({
      file: join(parentPath, name).slice(folder.length + 1),
      text: readFileSync(join(parentPath, name), 'utf8'),
    }));
}

/** Every row of every table but the one for what a platform's client puts away. */
function textOfTables(path: string): string {
  const db = new DatabaseSync(path); // not read-only: what a killed process has left must be put right first
  try {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'memories'").all();
    return JSON.stringify(tables.map(({ name }) => db.prepare(`SELECT * FROM "${String(name)}"`).all()));
  } finally {
    db.close();
  }
}
