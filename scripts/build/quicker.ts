import type { Plugin } from 'rolldown';

interface Change {
  /** End of the file's path. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** Single lines of packages that take milliseconds when they are loaded, for what is hardly ever needed. */
const changes: readonly Change[] = [
  ...['con', 'dis'].map((kind) => ({
    file: '/@sindresorhus/is/distribution/index.js',
    from: `new Intl.ListFormat('en', { style: 'long', type: '${kind}junction' })`,
    to: `{ format: (list) => new Intl.ListFormat('en', { style: 'long', type: '${kind}junction' }).format(list) }`,
    why: 'only its messages use it; the first use of Intl takes 9 ms',
  })),
  {
    file: '/decompress-response/index.js',
    from: "typeof zlib.createZstdDecompress === 'function'",
    to: 'true',
    why: 'every Node that runs this has it, and to ask loads zlib',
  },
];

export function quicker(): Plugin {
  const done = new Set<Change>();
  return {
    name: 'quicker',
    transform(code, id) {
      const here = changes.filter(({ file }) => id.endsWith(file));
      if (here.length === 0) return null;
      let changed = code;
      for (const change of here) {
        const parts = changed.split(change.from);
        if (parts.length === 2) done.add(change);
        changed = parts.join(change.to);
      }
      return { code: changed, map: null };
    },
    buildEnd(error) {
      const left = changes.filter((change) => !done.has(change));
      if (error === undefined && left.length > 0) this.error(`no longer there once: ${left.map(({ from }) => from).join(', ')}`);
    },
  };
}
