import type { Plugin } from 'rolldown';

/**
 * Modules of Node that take a millisecond or more to load. The sources import them like any other; the bundle loads each
 * when something of it is first used: an HTTP client that gets no address with https never loads TLS.
 */
const slow = [
  ...['async_hooks', 'child_process', 'crypto', 'diagnostics_channel', 'dns', 'http', 'https', 'net', 'os', 'readline'],
  ...['sqlite', 'stream', 'timers/promises', 'tls', 'tty', 'zlib'],
].map((name) => `node:${name}`);

const helper = `const smsctlBuiltin = (id) => {
  const lazy = new Proxy({}, { get: (_, name) => name === 'default' ? lazy : process.getBuiltinModule(id)[name] });
  return lazy;
};
`;

/** \`let x = require("node:net");\`, with the line in which the bundler copies its names for a default import. */
const required = /\b(?:let|const|var) ([\w$]+) = require\("(node:[\w/]+)"\);\n(?:\1 = [\w$.]+\(\1(?:, ?\d)?\);\n)?/g;

/** A proxy in the place of each of these: to import a name and to use it are two steps in a CommonJS bundle. */
export function lazyBuiltins(): Plugin {
  return {
    name: 'lazy-builtins',
    renderChunk(code) {
      let found = false;
      const changed = code.replace(required, (line, name: string, id: string) => {
        if (!slow.includes(id)) return line;
        found = true;
        return `const ${name} = smsctlBuiltin("${id}");\n`;
      });
      for (const id of slow) {
        if (changed.includes(`require("${id}")`)) this.error(`${id} is not loaded lazily`);
      }
      return found ? { code: helper + changed } : null;
    },
  };
}
