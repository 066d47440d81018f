export interface Unused {
  /** End of the file's path. */
  readonly file: string;
  /** Functions and methods that are never called; `set x` for what sets a property. */
  readonly functions?: readonly string[];
  /** Tests of `if` that are never true, as they are written. */
  readonly ifs?: readonly string[];
  /** Tests of `if` that are always true and end the function: what follows is never done. */
  readonly afterIfs?: readonly string[];
  readonly why: string;
}

const request = '/got/dist/source/core/index.js';
const options = '/got/dist/source/core/options.js';
const conf = '/conf/dist/source/index.js';

/** What is never done, because of the options that the package is given, within files of which other parts are needed. */
export const unused: readonly Unused[] = [
  {
    file: request,
    functions: ['_prepareCache', '_createCacheableRequest'],
    ifs: ['useCache', 'is.object(options.cookieJar) && rawCookies'],
    afterIfs: ['!cookieJar'],
    why: 'no answer is kept, and no cookie',
  },
  {
    file: request,
    functions: [
      '_dropBody',
      '_stripCrossOriginState',
      '_stripUnchangedCrossOriginState',
      '_hasUnchangedBodyForRedirect',
    ],
    ifs: ['shouldFollowRedirect'],
    why: 'no redirect is followed',
  },
  {
    file: request,
    functions: ['_refreshBodySize', '_reserializeFormDataBody', '_endWritableRequest'],
    ifs: ["this.listenerCount('retry') !== 0", 'currentRequest !== this'],
    why: 'no request is sent again by it',
  },
  {
    file: request,
    functions: ['_write', 'write', 'pipe', 'unpipe', 'isPipedServerResponse'],
    ifs: [
      'this.options.copyPipedHeaders && source?.headers',
      'this._noPipe',
      "this._noPipe && typeof data === 'string'",
      'this._incrementalDecode',
      'shouldUseIncrementalDecodedBody',
    ],
    why: 'each request is a stream of bytes that is read, and neither written to nor piped',
  },
  {
    file: request,
    functions: ['serializeNativeFormDataBody', '_iterateBody', '_iterateWebBody', '_asyncWrite', '_onBodyError'],
    ifs: [
      'is.nodeStream(body)',
      'is.nodeStream(body) && currentRequest === this',
      'ArrayBuffer.isView(body)',
      'isIterableBody(body)',
    ],
    afterIfs: ['!(options.body instanceof FormData)'],
    why: 'a body is a text',
  },
  {
    file: request,
    functions: ['_expireRequestTimeout', '_createTimeoutError', 'createPreRequestErrorTimings'],
    afterIfs: ['!signal', 'budget === undefined || this._startedAt === undefined || this._stopReading'],
    why: 'src/net/phases.ts says when a request takes too long, and src/net/http.ts when it is given up',
  },
  {
    file: request,
    ifs: [
      'urlBeforeRequestHooks && options.url instanceof URL && !isSameOrigin(urlBeforeRequestHooks, options.url)',
      'authorizationWasExplicitlyOmitted',
      'cookieWasExplicitlyOmitted',
      'hooks.length > 0',
      "options.decompress && is.undefined(headers['accept-encoding']) && !options.isHeaderExplicitlySet('accept-encoding')",
    ],
    why: 'no hook changes a request, and the headers are given',
  },
  {
    file: options,
    functions: ['mergeNextRequestOptions', 'restoreCookieHeader', 'stripUnchangedCrossOriginState', 'applyUrlOverride'],
    why: 'no redirect is followed, and no answer has pages',
  },
  {
    file: options,
    functions: [
      'getHttp2Timeout',
      'getNativeAgent',
      '#callFallbackRequest',
      '#resolveRequestWithFallback',
      '#resolveFallbackRequestResult',
      'set request',
      'set h2session',
    ],
    afterIfs: ['!customRequest'],
    ifs: ['internals.http2'],
    why: 'a request is sent by Node, on HTTP/1.1',
  },
  {
    file: options,
    functions: [
      'assertUrlHasSameOriginAsPrefixUrlIfNeeded',
      'set prefixUrl',
      'set searchParams',
      'set username',
      'set password',
      '#setCredential',
      'validateSearchParameters',
      'wrapQuickLruIfNeeded',
    ],
    ifs: [
      'usesUnixSocket(url) && !this.#internals.enableUnixSockets',
      'usesUnixSocket(url) && !internals.enableUnixSockets',
      'unixSocketPath !== undefined',
      "Object.hasOwn(raw, 'searchParams') && raw.searchParams",
      "Object.hasOwn(raw, 'hooks') && is.object(raw.hooks)",
    ],
    afterIfs: ['!options.prefixUrl || options.allowAbsoluteUrls'],
    why: 'src/net/http.ts and src/net/target.ts give the whole address, which is no socket of Unix',
  },
  {
    file: options,
    functions: [
      'getAdaptedLookup',
      'getDnsCacheLookup',
      'getGlobalDnsCache',
      'set dnsLookup',
      'set dnsCache',
      'set dnsLookupIpVersion',
      'set localAddress',
      'set createConnection',
      'set timeout',
      'set https',
      'set maxHeaderSize',
      'set setHost',
      'set enableUnixSockets',
      'set signal',
    ],
    why: 'src/net/agent.ts makes the connections',
  },
  {
    file: options,
    functions: [
      'set decompress',
      'set cookieJar',
      'set ignoreInvalidCookies',
      'set context',
      'set hooks',
      'set maxRedirects',
      'set cache',
      'set cacheOptions',
      'set allowGetBody',
      'set allowAbsoluteUrls',
      'set copyPipedHeaders',
      'set methodRewriting',
      'set parseJson',
      'set stringifyJson',
      'set encoding',
      'set resolveBodyOnly',
      'set responseType',
      'set pagination',
      'set strictContentLength',
      'setPipedHeader',
      'clearBody',
      'stripSensitiveHeaders',
      'clearUnchangedCookieHeader',
    ],
    why: 'these are not among the options of src/net/http.ts',
  },
  {
    file: options,
    functions: ['isUnchangedCrossOriginBodyValue'],
    afterIfs: ["value === undefined || value === null || typeof value !== 'object'"],
    why: 'a body is a text',
  },
  {
    file: '/got/dist/source/create.js',
    functions: ['paginateEach'],
    ifs: ['is.promise(result) && !request.options?.isStream', 'value.handlers', 'isGotInstance(value)'],
    why: 'no answer has pages, and nothing stands between a request and got',
  },
  {
    file: conf,
    functions: ['#captureSchemaDefaults', '#propertiesWithOverriddenDefaults', '#declareDefaultsPath'],
    why: 'the settings have no schema of conf',
  },
  { file: conf, functions: ['#migrate', 'shouldPerformMigration'], why: 'the settings are not migrated by conf' },
  { file: conf, functions: ['#watch', '#watchFile'], why: 'the settings are not watched' },
  { file: conf, functions: ['#clearStore'], why: 'settings that cannot be read are left alone' },
  {
    file: '/commander/lib/command.js',
    functions: ['_executeSubCommand', '_checkForMissingExecutable', 'incrementNodeInspectorPort'],
    why: 'no command is a program of its own',
  },
];
