import { fileURLToPath } from 'node:url';

export interface Part {
  /** The importing package. */
  readonly of: string;
  readonly id: RegExp;
  /** What stands there instead: enough for the import to hold. */
  readonly instead: string;
  readonly why: string;
}

const nothing = 'export default undefined;';
const questions = JSON.stringify(fileURLToPath(new URL('is.ts', import.meta.url)));

/** Parts of packages that this program never uses and that would be loaded, or shipped, all the same. */
export const parts: readonly Part[] = [
  {
    of: 'got',
    id: /^cacheable-request$/,
    instead: 'export default class {} export class CacheError extends Error {}',
    why: 'no answer is kept',
  },
  {
    of: 'got',
    id: /\/http2-client\.js$/,
    instead: 'export default {};',
    why: 'a request is sent once, on HTTP/1.1',
  },
  {
    of: 'got',
    id: /^node:http2$/,
    instead: 'export class Http2ServerResponse {} export const constants = {};',
    why: 'the same; a millisecond to load',
  },
  {
    of: 'got',
    id: /\/timed-out\.js$/,
    instead: `export class TimeoutError extends Error {}
      export const isArmableTimerDelay = () => false;
      export default () => undefined;`,
    why: 'src/net/phases.ts says when a request takes too long',
  },
  {
    of: 'got',
    id: /\/timer\.js$/,
    instead: 'export default () => {};',
    why: 'the same: nobody asks how long its phases took',
  },
  { of: 'got', id: /\/weakable-map\.js$/, instead: 'export default class {}', why: 'no answer is kept' },
  {
    of: 'got',
    id: /^chunk-data$/,
    instead: `export function* chunk(bytes, size) {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }`,
    why: 'the same without the checks, and without its two siblings',
  },
  {
    of: 'got',
    id: /^uint8array-extras$/,
    instead: `export const concatUint8Arrays = (all) => Buffer.concat(all);
      export const stringToBase64 = (text) => Buffer.from(text).toString('base64');
      export const stringToUint8Array = (text) => Buffer.from(text);`,
    why: 'Node has them, too',
  },
  { of: 'got', id: /\/dns-cache\.js$/, instead: 'export default class {}', why: 'no name is kept' },
  { of: 'got', id: /\/as-promise\/index\.js$/, instead: nothing, why: 'all requests are streams' },
  {
    of: 'got',
    id: /\/calculate-retry-delay\.js$/,
    instead: 'export default () => 0;',
    why: 'no request is sent again',
  },
  { of: 'got', id: /\/parse-link-header\.js$/, instead: nothing, why: 'no answer has pages' },
  {
    of: 'got',
    id: /\/diagnostics-channel\.js$/,
    instead: ['Create', 'Start']
      .map((what) => `export const publishRequest${what} = () => {};`)
      .concat(
        ['ResponseStart', 'ResponseEnd', 'Retry', 'Error', 'Redirect'].map(
          (what) => `export const publish${what} = () => {};`,
        ),
      )
      .concat("export const generateRequestId = () => '';")
      .join('\n'),
    why: 'nobody listens, and the id of each request loads node:crypto',
  },
  {
    of: 'got',
    id: /^@sindresorhus\/is$/,
    instead: `export * as default from ${questions}; export { assert, isBuffer } from ${questions};`,
    why: 'one object of all its questions holds what nobody asks, and messages for wrong options',
  },
  ...['core', 'search', 'select'].map((name) => ({
    of: `@inquirer/${name}`,
    id: /^@inquirer\/figures$/,
    instead: `import { env, platform } from 'node:process';
      const isPlain = platform === 'win32'
        ? !(env.CI || env.WT_SESSION || env.TERMINUS_SUBLIME || env.ConEmuTask === '{cmd::Cmder}' ||
            ['Terminus-Sublime', 'vscode'].includes(env.TERM_PROGRAM) ||
            ['xterm-256color', 'alacritty'].includes(env.TERM) || env.TERMINAL_EMULATOR === 'JetBrains-JediTerm')
        : env.TERM === 'linux';
      export default { line: '─', tick: isPlain ? '√' : '✔', pointer: isPlain ? '>' : '❯' };`,
    why: 'the three of two hundred that are drawn',
  })),
  {
    of: 'fast-wrap-ansi',
    id: /^fast-string-width$/,
    instead: `import { stripVTControlCharacters } from 'node:util';
      import { displayWidth } from '${fileURLToPath(new URL('../../src/terminal/width.ts', import.meta.url))}';
      export default (text) => displayWidth(stripVTControlCharacters(text));`,
    why: 'we measure, too',
  },
  {
    of: '@inquirer/prompts',
    id: /^@inquirer\/editor$/,
    instead: nothing,
    why: 'no question opens an editor; it brings half a megabyte of character sets',
  },
  {
    of: '@inquirer/prompts',
    id: /^@inquirer\/(?:expand|number|rawlist)$/,
    instead: nothing,
    why: 'no question is of this kind',
  },
  {
    of: '@inquirer/prompts',
    id: /^@inquirer\/checkbox$/,
    instead: 'export default undefined; export class Separator {}',
    why: 'the same',
  },
  {
    of: 'conf',
    id: /^ajv\/dist\/2020\.js$/,
    instead: 'export class Ajv2020 {}',
    why: 'the settings have no schema of conf',
  },
  { of: 'conf', id: /^ajv-formats$/, instead: 'export default { default: () => {} };', why: 'the same' },
  { of: 'conf', id: /^semver$/, instead: 'export default {};', why: 'the settings are not migrated by conf' },
  { of: 'conf', id: /^debounce-fn$/, instead: nothing, why: 'the settings are not watched' },
  { of: 'conf', id: /^env-paths$/, instead: nothing, why: 'where the settings are is said' },
  { of: 'conf', id: /^dot-prop$/, instead: 'export const parsePath = undefined;', why: 'a key is a key, dots or none' },
  {
    of: 'conf',
    id: /^uint8array-extras$/,
    instead: 'export const concatUint8Arrays = undefined, uint8ArrayToString = undefined;',
    why: 'no key encrypts the settings',
  },
  {
    of: 'chalk',
    id: /^#supports-color$/,
    instead: 'export default { stdout: false, stderr: false };',
    why: 'src/terminal/style.ts says how many colours there are',
  },
  {
    of: 'commander',
    id: /\/help\.js$/,
    instead:
      'export const stripColor = undefined; export class Help { prepareContext() {} visibleOptions = () => []; visibleCommands = () => []; }',
    why: 'the help is our own',
  },
  {
    of: 'commander',
    id: /\/suggestSimilar\.js$/,
    instead: "export const suggestSimilar = () => '';",
    why: 'what was meant is told by src/core/nearest.ts',
  },
  {
    of: 'ora',
    id: /^chalk$/,
    instead: "export default { cyan: (text) => '\\x1B[36m' + text + '\\x1B[39m' };",
    why: 'the only colour asked for; another chalk than ours, which asks stdout what stderr can show',
  },
  {
    of: 'ora',
    id: /^cli-spinners$/,
    instead: `export default {
      dots: { interval: 80, frames: [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'] },
      line: { interval: 130, frames: ['-', '\\\\', '|', '/'] },
    };`,
    why: 'the two of ninety that are its default',
  },
  { of: 'ora', id: /^cli-cursor$/, instead: nothing, why: 'the cursor is not hidden' },
  { of: 'ora', id: /^stdin-discarder$/, instead: nothing, why: 'what is typed is not thrown away' },
  { of: 'ora', id: /^log-symbols$/, instead: 'export default {};', why: 'what comes of it is not told by the spinner' },
  { of: 'ora', id: /^is-interactive$/, instead: nothing, why: 'whether it moves is said' },
  {
    of: 'ora',
    id: /^string-width$/,
    instead: 'export default (text) => text.length;',
    why: 'its line is cut to the width of the terminal before: it is always one',
  },
  {
    of: 'cli-table3',
    id: /^string-width$/,
    instead: 'module.exports = (text) => text.length;',
    why: 'its cells are runs of x, about whose width there is no doubt',
  },
  {
    of: 'cli-table3',
    id: /^@colors\/colors\/safe$/,
    instead: 'module.exports = {};',
    why: 'chalk paints what stands in its cells',
  },
  {
    of: 'libphonenumber-js',
    id: /\/extractFormattedPhoneNumberFromPossibleRfc3966NumberUri\.js$/,
    instead: "export default (text, { extractFormattedPhoneNumber: extract }) => extract(text) || '';",
    why: 'src/core/phone.ts hands over digits, and no address of a number',
  },
  {
    of: 'libphonenumber-js',
    id: /\/extractExtension\.js$/,
    instead: 'export default () => ({});',
    why: 'the same: digits have no extension',
  },
  {
    of: 'libphonenumber-js',
    id: /\/semver-compare\.js$/,
    instead: 'export default () => 1;',
    why: 'the tables are of today, and none of the old kinds',
  },
  {
    of: 'libphonenumber-js',
    id: /\/createExtensionPattern\.js$/,
    instead: "export default () => '';",
    why: 'the same',
  },
];
