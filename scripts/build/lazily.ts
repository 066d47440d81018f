import type { Plugin } from 'rolldown';

/**
 * Modules of Node that take a millisecond or more to load. The sources import them like any other; the bundle loads each
 * when something of it is first used: an HTTP client that gets no address with https never loads TLS.
 */
const slow = [
  ...['async_hooks', 'child_process', 'crypto', 'diagnostics_channel', 'dns', 'http', 'https', 'net', 'os', 'readline'],
  ...['sqlite', 'stream', 'timers/promises', 'tls', 'tty', 'zlib'],
].map((name) => `node:${name}`);

/** Files of our own with large tables, each with what only it needs: they are loaded in the same way. */
const lateFiles = ['core/phone', 'core/extract-code'];

/** The name of the file in the bundle that a module goes into because it is loaded late, or null. */
export function lateName(id: string): string | null {
  if (id.includes('/node_modules/libphonenumber-js/')) return 'core-phone';
  if (id.includes('/src/core/otp/')) return 'core-extract-code';
  const file = lateFiles.find((name) => id.endsWith(`/src/${name}.ts`));
  return file === undefined ? null : file.replaceAll('/', '-');
}

export const lateNames = lateFiles.map((name) => name.replaceAll('/', '-'));

const helper = `const smsctlLate = (load) => {
  const late = new Proxy({}, { get: (_, name) => name === 'default' ? late : load()[name] });
  return late;
};
`;

/** \`let x = require("node:net");\`, with the line in which the bundler copies its names for a default import. */
const required = /\b(?:let|const|var) ([\w$]+) = require\("([\w/.:-]+)"\);\n(?:\1 = [\w$.]+\(\1(?:, ?\d)?\);\n)?/g;

/** A proxy in the place of each of these: in a CommonJS bundle, to import a name and to use it are two steps. */
export function lazily(): Plugin {
  return {
    name: 'lazily',
    renderChunk(code) {
      let found = false;
      const changed = code.replace(required, (line, name: string, id: string) => {
        const isLate = lateNames.some((late) => id === `./${late}.cjs`);
        if (!isLate && !slow.includes(id)) return line;
        found = true;
        return `const ${name} = smsctlLate(() => ${isLate ? 'require' : 'process.getBuiltinModule'}("${id}"));\n`;
      });
      for (const id of slow) {
        if (changed.includes(`require("${id}")`)) this.error(`${id} is not loaded lazily`);
      }
      return found ? { code: helper + changed } : null;
    },
  };
}
