import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'rolldown';
import { shortWays } from './digit-patterns.ts';

type Plan = readonly unknown[];

export interface Metadata {
  readonly version: string;
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>;
  readonly countries: Readonly<Record<string, Plan>>;
  readonly nonGeographic: Readonly<Record<string, Plan>>;
}

/** Where in the facts of a country is how its numbers are written: in groups, with a prefix, an extension, from abroad. */
const writing = [4, 6, 9, 12, 13];
/** The pattern of all of its numbers, and their lengths. */
const [among, possible] = [2, 3];
/** And by which patterns each type of numbers is known. */
const types = 11;

export const fileName = 'phone-tables';

/**
 * libphonenumber-js as its authors build it for engines of today, and its tables compressed until a number is looked at:
 * they were half of what a command had to load, and most of the package.
 */
export function phoneTables(): Plugin {
  let found = false;
  return {
    name: 'phone-tables',
    load(id) {
      if (id.includes('/libphonenumber-js/es6/')) return readFileSync(id.replace('/es6/', '/es6-modern/'), 'utf8');
      if (!id.endsWith('/libphonenumber-js/metadata.max.json.js')) return null;
      found = true;
      const { code, bytes } = packed(asked(JSON.parse(readFileSync(id.replace(/\.js$/, ''), 'utf8')) as Metadata));
      this.emitFile({ type: 'asset', fileName: `cli/${fileName}`, source: bytes });
      return code;
    },
    buildEnd(error) {
      if (error === undefined && !found) this.error('the tables of phone numbers are not where they were');
    },
  };
}

/** This program writes numbers in E.164, and asks whether one is of any type, not of which. */
export function asked(metadata: Metadata): Metadata {
  const without = (all: Metadata['countries']) =>
    Object.fromEntries(
      Object.entries(all).map(([name, plan]) => [
        name,
        plan.map((fact, index) => (writing.includes(index) ? 0 : index === types ? mergeTypes(plan) : fact)),
      ]),
    );
  return { ...metadata, countries: without(metadata.countries), nonGeographic: without(metadata.nonGeographic) };
}

/** Whether a number is of any: in fewer patterns and fewer letters. */
function mergeTypes(plan: Plan): unknown {
  const { [among]: pattern, [possible]: lengths, [types]: all } = plan;
  if (!Array.isArray(all)) return all;
  const present = all.filter((type): type is [string, number[]?] => Array.isArray(type) && Boolean(type[0]));
  if (present.length === 0) return [0];
  if (typeof pattern !== 'string' || !isLengths(lengths)) throw new Error(`${pattern} of which lengths?`);
  const groups = Map.groupBy(present, ([, some = lengths]) => JSON.stringify(some));
  const ways = [...groups].map(([some, same]) => ({
    pattern: [...new Set(same.map(([one]) => one))].join('|'),
    lengths: JSON.parse(some) as number[],
  }));
  return shortWays({ ways, among: pattern, lengths }).map((way) =>
    way.lengths.length === lengths.length ? [way.pattern] : [way.pattern, way.lengths],
  );
}

const isLengths = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number');

/**
 * What stands in the place of the tables: column by column, because what is in a column is alike, and in fewer letters.
 * The code reads the bytes from a file of that name beside it.
 */
export function packed(metadata: Metadata): { readonly code: string; readonly bytes: Uint8Array } {
  const { version, country_calling_codes: codes, countries, nonGeographic } = metadata;
  const names = [...Object.values(codes).flat(), ...Object.keys(nonGeographic)];
  const plans = names.map((name) => countries[name] ?? nonGeographic[name] ?? []);
  const columns = Array.from({ length: types + 1 }, (_, index) => plans.map((plan) => plan[index] ?? 0));
  const text = JSON.stringify([version, codes, Object.keys(nonGeographic), columns]);
  const short = text.replaceAll(String.raw`\\d`, 'd').replaceAll('(?:', '<');
  if (/[d<]/.test(text.replaceAll(String.raw`\\d`, ''))) throw new Error('the tables have a d or < of their own');
  const bytes = brotliCompressSync(short, { params: { [constants.BROTLI_PARAM_LGWIN]: 18 } });
  const getters = Object.keys(metadata).map((name) => `get ${name}() { return open().${name}; }`);
  const code = `import { readFileSync } from 'node:fs';
    import { brotliDecompressSync } from 'node:zlib';
    let tables;
    const read = () => {
      const short = brotliDecompressSync(readFileSync(import.meta.dirname + '/${fileName}')).toString();
      const [version, codes, others, columns] = JSON.parse(short.replaceAll('d', '\\\\\\\\d').replaceAll('<', '(?:'));
      const countries = Object.values(codes).flat();
      const plans = (names, from) => Object.fromEntries(
        names.map((name, index) => [name, columns.map((column) => column[from + index])]).sort(([a], [b]) => (a < b ? -1 : 1)),
      );
      return {
        version,
        country_calling_codes: codes,
        countries: plans(countries, 0),
        nonGeographic: plans(others, countries.length),
      };
    };
    const open = () => (tables ??= read());
    export default { ${getters.join(', ')} };`;
  return { code, bytes };
}
