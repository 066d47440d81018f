import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'rolldown';

/** Where the metadata of a country has the patterns by which its numbers are written in groups. */
const formats = 4;

interface Metadata {
  readonly version: number;
  readonly countries: Readonly<Record<string, unknown[]>>;
  readonly nonGeographic: Readonly<Record<string, unknown[]>>;
}

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
      return packed(withoutFormats(JSON.parse(readFileSync(id.replace(/\.js$/, ''), 'utf8')) as Metadata));
    },
    buildEnd(error) {
      if (error === undefined && !found) this.error('the tables of phone numbers are not where they were');
    },
  };
}

/** This program writes numbers in E.164, which has no groups. */
export function withoutFormats(metadata: Metadata): Metadata {
  const without = (all: Metadata['countries']) =>
    Object.fromEntries(Object.entries(all).map(([name, facts]) => [name, facts.with(formats, 0)]));
  return { ...metadata, countries: without(metadata.countries), nonGeographic: without(metadata.nonGeographic) };
}

function packed(metadata: Metadata): string {
  const text = brotliCompressSync(JSON.stringify(metadata)).toString('base64');
  const getters = Object.keys(metadata).map((name) => `get ${name}() { return open().${name}; }`);
  return `import { brotliDecompressSync } from 'node:zlib';
    let tables;
    const open = () => (tables ??= JSON.parse(brotliDecompressSync(Buffer.from('${text}', 'base64')).toString()));
    export default { ${getters.join(', ')} };`;
}
