import { type Plugin, RolldownMagicString } from 'rolldown';
import { Visitor } from 'rolldown/utils';

interface Emptied {
  /** End of the file's path. */
  readonly file: string;
  /** Methods and functions. */
  readonly names: readonly string[];
  readonly why: string;
}

/** What is never called, because of the options that the package is given, within files of which other parts are needed. */
const emptied: readonly Emptied[] = [
  {
    file: '/got/dist/source/core/index.js',
    names: ['_prepareCache', '_createCacheableRequest'],
    why: 'no answer is kept',
  },
  {
    file: '/got/dist/source/core/index.js',
    names: ['_dropBody', '_stripCrossOriginState', '_stripUnchangedCrossOriginState', '_hasUnchangedBodyForRedirect'],
    why: 'no redirect is followed',
  },
  {
    file: '/got/dist/source/core/options.js',
    names: ['mergeNextRequestOptions', 'restoreCookieHeader', 'stripUnchangedCrossOriginState', 'applyUrlOverride'],
    why: 'the same, and no answer has pages',
  },
  { file: '/got/dist/source/core/options.js', names: ['getHttp2Timeout'], why: 'no HTTP/2' },
  { file: '/got/dist/source/create.js', names: ['paginateEach'], why: 'no answer has pages' },
  {
    file: '/conf/dist/source/index.js',
    names: ['#captureSchemaDefaults', '#propertiesWithOverriddenDefaults', '#declareDefaultsPath'],
    why: 'the settings have no schema of conf',
  },
  {
    file: '/conf/dist/source/index.js',
    names: ['#migrate', 'shouldPerformMigration'],
    why: 'the settings are not migrated by conf',
  },
  { file: '/conf/dist/source/index.js', names: ['#watch', '#watchFile'], why: 'the settings are not watched' },
  { file: '/conf/dist/source/index.js', names: ['#clearStore'], why: 'settings that cannot be read are left alone' },
  {
    file: '/commander/lib/command.js',
    names: ['_executeSubCommand', '_checkForMissingExecutable', 'incrementNodeInspectorPort'],
    why: 'no command is a program of its own',
  },
];

/** Leaves a failure in the place of each, and the bundler then leaves out what nothing else needs. */
export function emptyUnused(): Plugin {
  const done = new Set<string>();
  return {
    name: 'empty-unused',
    transform(code, id) {
      const names = emptied.filter(({ file }) => id.endsWith(file)).flatMap((one) => one.names);
      if (names.length === 0) return null;
      const changed = new RolldownMagicString(code);
      const empty = (name: string, body: { readonly start: number; readonly end: number } | null | undefined) => {
        if (!names.includes(name) || body === null || body === undefined) return;
        changed.overwrite(body.start, body.end, `{ throw new Error('${name} is left out'); }`);
        done.add(name);
      };
      new Visitor({
        FunctionDeclaration: ({ id: named, body }) => empty(named?.name ?? '', body),
        MethodDefinition: ({ key, value }) => {
          if (key.type === 'PrivateIdentifier') empty(`#${key.name}`, value.body);
          else if (key.type === 'Identifier') empty(key.name, value.body);
        },
        VariableDeclarator: ({ id: named, init }) => {
          const made = init?.type === 'ParenthesizedExpression' ? init.expression : init;
          const isFunction = made?.type === 'FunctionExpression' || made?.type === 'ArrowFunctionExpression';
          if (named.type === 'Identifier' && isFunction) empty(named.name, made.body);
        },
      }).visit(this.parse(code));
      return { code: changed };
    },
    buildEnd(error) {
      const gone = emptied.flatMap(({ names }) => names).filter((name) => !done.has(name));
      if (error === undefined && gone.length > 0) this.error(`no longer there: ${gone.join(', ')}`);
    },
  };
}
