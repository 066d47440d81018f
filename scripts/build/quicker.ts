import type { Plugin } from 'rolldown';

interface Change {
  /** End of the file's path. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** Single lines of packages that take milliseconds when they are loaded, or a kilobyte, for what is hardly ever needed. */
const changes: readonly Change[] = [
  ...['/decompress-response/index.js', '/got/dist/source/core/utils/decompress-response.js'].map((file) => ({
    file,
    from: "typeof zlib.createZstdDecompress === 'function'",
    to: 'true',
    why: 'every Node that runs this has it, and to ask loads zlib',
  })),
  {
    file: '/got/dist/source/core/index.js',
    from: '    _destroyBody(body) {\n',
    to: '    _destroyBody(body) {\n        if (body === undefined) return;\n',
    why: 'to ask whether nothing is a ReadableStream loads what a ReadableStream is',
  },
  {
    file: '/got/dist/source/core/options.js',
    from: 'https.checkServerIdentity ?? checkServerIdentity',
    to: 'https.checkServerIdentity ?? ((...given) => checkServerIdentity(...given))',
    why: 'the function is named for plain HTTP too, and to name it loads TLS',
  },
  ...(
    [
      ['exports.methods = HTTPParser.methods = [', 'false && ['],
      ["methods.indexOf('CONNECT');", '-1;'],
      ['HTTPParser.prototype.REQUEST_LINE = function', 'false && function'],
      ["Object.defineProperty(HTTPParser, 'kOnExecute'", 'false && Object.defineProperty(HTTPParser, 0'],
      ['if (compatMode0_12) {', 'if (true) {'],
      ["['Headers', 'HeadersComplete', 'Body', 'MessageComplete'].forEach(", 'false && [].forEach('],
      ['if (!(this instanceof HTTPParser)) {', 'if (false) {'],
      ['info.method === method_connect;', 'false;'],
    ] as const
  ).map(([from, to]) => ({
    file: '/http-parser-js/http-parser.js',
    from,
    to,
    why: 'src/net/answer-parser.ts reads answers alone, and in one way',
  })),
  ...(
    [
      ['const copyStoreValue = (value, copies = new Map(), depth = 0) => {', ' return value;'],
      ['#fillInDefaults(value) {', ' return value;'],
      ['const checkWrittenValueTypes = (store) => {', ' return;'],
      ['#containsReservedKey(key) {', ' return false;'],
    ] as const
  ).map(([from, first]) => ({
    file: '/conf/dist/source/index.js',
    from,
    to: from + first,
    why: 'the settings are texts that src/store/settings.ts has named, and have no defaults',
  })),
  {
    file: '/chalk/source/index.js',
    from: "const usedModels = ['rgb', 'hex', 'ansi256'];",
    to: 'const usedModels = [];',
    why: 'src/terminal/style.ts has the sixteen colours by their names',
  },
  ...(
    [
      ['Object.defineProperties(styles, {', 'false && Object.defineProperties(styles, {'],
      ['bgColor: {', 'bgColor: {} || {'],
      ['underlineColor: {', 'underlineColor: {} || {'],
    ] as const
  ).map(([from, to]) => ({
    file: '/chalk/source/vendor/ansi-styles/index.js',
    from,
    to,
    why: 'the same, and none behind or under the letters',
  })),
  ...(
    [
      ['core/options.js', '    freeze() {', '    freeze() { return;'],
      ['core/response.js', "if (typeof followRedirect !== 'function') {", 'if (true) {'],
      [
        'core/response.js',
        'const copyRedirectDecision = (source, destination) => {',
        'const copyRedirectDecision = () => { return;',
      ],
      ['core/index.js', 'if (response?.rawBody && response.body === undefined) {', 'if (false) {'],
      [
        'core/index.js',
        '    _shouldIncrementallyDecodeBody() {',
        '    _shouldIncrementallyDecodeBody() { return false;',
      ],
      [
        'core/options.js',
        'snapshotCrossOriginState = (options) => ({',
        'snapshotCrossOriginState = (options) => false && ({',
      ],
      [
        'core/index.js',
        `const connectionListedHeaders = getConnectionListedHeaders(response.headers);
        for (const destination of this._pipedServerResponses) {`,
        'while (false) {',
      ],
      ['core/index.js', '    _closePipedServerResponses() {', '    _closePipedServerResponses() { return;'],
    ] as const
  ).map(([file, from, to]) => ({
    file: `/got/dist/source/${file}`,
    from,
    to,
    why: 'src/net/by-got.ts asks for a stream of bytes alone, which is not redirected, and reads the code of a failure',
  })),
  {
    file: '/got/dist/source/core/errors.js',
    from: 'if (is.string(errorLike?.stack) && is.string(this.stack)) {',
    to: 'if (false) {',
    why: 'of its failures only the code is read',
  },
  ...['function assertAny(optionName, validators, value) {', 'function assertPlainObject(optionName, value) {'].map(
    (from) => ({
      file: '/got/dist/source/core/options.js',
      from,
      to: `${from} return;`,
      why: 'the options are those of src/net/by-got.ts, whose types are checked when this is built',
    }),
  ),
  ...(
    [
      ["function abytes(value, length, title = '') {", ' return value;'],
      ['function aexists(instance, checkFinished = true) {', ' return;'],
      ['function aoutput(out, instance) {', ' return;'],
      ['function createHasher(hashCons, info = {}) {', ' return (bytes) => hashCons().update(bytes).digest();'],
    ] as const
  ).map(([from, first]) => ({
    file: '/@noble/hashes/utils.js',
    from,
    to: from + first,
    why: 'src/core/digest.ts gives bytes that it has made itself, all at once, and makes nothing else of a digest than hex',
  })),
  ...(
    [
      ['outputHelp(contextOptions) {', ' return;'],
      ['_parseOptionsEnv() {', ' return;'],
      ['_parseOptionsImplied() {', ' return;'],
      ['_checkForMissingMandatoryOptions() {', ' return;'],
      ['_checkForConflictingOptions() {', ' return;'],
      ['_chainOrCallHooks(promise, event) {', ' return promise;'],
      ['_initOptionGroup(option) {', ' return;'],
      ['_initCommandGroup(cmd) {', ' return;'],
    ] as const
  ).map(([from, first]) => ({
    file: '/commander/lib/command.js',
    from,
    to: from + first,
    why: 'src/program/command-line.ts has help and output of its own, one hook, and options that know nothing of each other',
  })),
  {
    file: '/commander/lib/command.js',
    from: 'this._outputConfiguration = {\n      writeOut:',
    to: 'this._outputConfiguration = {} || {\n      writeOut:',
    why: 'the same: all of it is given',
  },
  {
    file: '/ora/index.js',
    from: "process.env.NODE_ENV === 'test'",
    to: 'false',
    why: 'its own tests, not those that somebody runs this program in',
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
      if (error === undefined && left.length > 0)
        this.error(`no longer there once: ${left.map(({ from }) => from).join(', ')}`);
    },
  };
}
