import { unusedOfGot } from './unused-of-got.ts';

export interface Unused {
  /** End of the file's path. */
  readonly file: string;
  /** Functions and methods that are never called; `set x` for what sets a property. */
  readonly functions?: readonly string[];
  /** Tests of `if` that are never true, as they are written. */
  readonly ifs?: readonly string[];
  /** Tests of `if` that are always true and end the function: what follows is never done. */
  readonly afterIfs?: readonly string[];
  /** In how many places each of these is, where that is not one. */
  readonly times?: Readonly<Record<string, number>>;
  readonly why: string;
}

const conf = '/conf/dist/source/index.js';
const command = '/commander/lib/command.js';
const table = '/cli-table3/src/';
const phone = '/libphonenumber-js/es6/';

/** What is never done, because of the options that a package is given, within files of which other parts are needed. */
export const unused: readonly Unused[] = [
  ...unusedOfGot,
  {
    file: conf,
    functions: [
      '#captureSchemaDefaults',
      '#propertiesWithOverriddenDefaults',
      '#declareDefaultsPath',
      '#storeSchemaDefault',
      '#seedDefaultPath',
      'keyFromError',
      'copyStoreDeep',
    ],
    afterIfs: ['!this.#validator', '!(options.schema ?? options.ajvOptions ?? options.rootSchema)'],
    why: 'the settings have no schema of conf',
  },
  {
    file: conf,
    functions: ['#migrate', 'shouldPerformMigration', '#setBookkeeping', '#snapshotFile'],
    afterIfs: ['migrations === undefined || migrations === null'],
    why: 'the settings are not migrated by conf',
  },
  {
    file: conf,
    functions: ['#watch', '#watchFile', '_closeWatcher', '#handleValueChange', 'onDidChange', 'onDidAnyChange'],
    why: 'the settings are not watched',
  },
  {
    file: conf,
    ifs: [
      'hasStoreKey(currentStore, INTERNAL_KEY)',
      '!supportedEncryptionAlgorithms.has(options.encryptionAlgorithm)',
      "'encryptionKey' in options && options.encryptionKey !== null && !options.encryptionKey",
      '!Number.isInteger(mode) || mode < 0 || mode > maxConfigFileMode',
      'semver.valid(projectVersion) === null',
    ],
    why: 'src/store/settings-file.ts gives it neither versions nor keys, and one mode for the file',
  },
  { file: conf, functions: ['#clearStore'], why: 'settings that cannot be read are left alone' },
  {
    file: conf,
    functions: ['#decryptData'],
    ifs: ['encryptionKey'],
    afterIfs: ['!encryptionKey'],
    why: 'no key encrypts the settings',
  },
  {
    file: conf,
    functions: ['get', 'set', 'has', 'delete', 'clear', 'reset', 'appendToArray', 'get size', '#getItem', '#setValue'],
    ifs: ['!options.cwd', 'options.defaults !== undefined && options.defaults !== null', 'dotNotation'],
    afterIfs: ['!dotNotation', '!options.defaults'],
    why: 'the settings are written as a whole; src/store/settings.ts reads them',
  },
  {
    file: conf,
    functions: ['#throwIfReservedKey', '#throwIfKeyCannotBeWritten', '#readableStore', 'storeItems', 'keyPathOrReport'],
    why: 'the same',
  },
  {
    file: command,
    functions: ['_executeSubCommand', '_checkForMissingExecutable', 'incrementNodeInspectorPort', 'executableDir'],
    why: 'no command is a program of its own',
  },
  {
    file: command,
    functions: ['_dispatchHelpCommand', 'addHelpCommand', 'addHelpOption', 'addHelpText', 'showHelpAfterError'],
    ifs: ['hasImplicitHelpCommand'],
    afterIfs: ["typeof enableOrNameAndArgs === 'boolean'"],
    why: 'the help is our own',
  },
  {
    file: command,
    functions: ['alias', 'summary', 'description', 'helpGroup', 'commandsGroup', 'optionsGroup', 'useColor'].concat([
      'helpInformation',
      '_getOutputContext',
      'createHelp',
    ]),
    why: 'the same',
  },
  {
    file: command,
    functions: ['_optionEx', 'option', 'requiredOption', 'addCommand', 'arguments', 'nameFromFilename'],
    ifs: ['matchingOption', 'alreadyUsed', 'option.envVar', 'option.envVar && option.envVar in process.env'],
    why: 'src/program/command-line.ts makes the tree in another way, and a variable stands for no option in it',
  },
  {
    file: command,
    functions: [
      'allowExcessArguments',
      'combineFlagAndOptionalValue',
      'enablePositionalOptions',
      'passThroughOptions',
      'storeOptionsAsProperties',
      'getOptionValueSource',
      'getOptionValueSourceWithGlobals',
      'setOptionValue',
      'optsWithGlobals',
    ],
    ifs: ['this._storeOptionsAsProperties', 'this._defaultCommandName'],
    times: { 'this._storeOptionsAsProperties': 4 },
    why: 'the command line is read as commander does it unless told otherwise',
  },
  {
    file: command,
    functions: ['missingMandatoryOptionValue', '_conflictingOption', '_checkForConflictingLocalOptions'],
    ifs: ["flag.startsWith('--') && this._showSuggestionAfterError", 'this._showSuggestionAfterError'],
    why: 'no option must be given or excludes another, and what was meant is told by src/core/nearest.ts',
  },
  {
    file: command,
    functions: ['usage', '_checkForBrokenPassThrough'],
    ifs: [
      '(this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0',
      'argv === undefined && parseOptions.from === undefined',
      'deprecatedCallback',
      'this._showHelpAfterError',
      "typeof this._showHelpAfterError === 'string'",
      'option.optional',
      'declaredArg.parseArg',
      'argument.required && argument.defaultValue !== undefined && argument.parseArg === undefined',
    ],
    times: { 'declaredArg.parseArg': 2 },
    why: 'src/program/command-line.ts asks for none of these',
  },
  {
    file: '/commander/lib/option.js',
    ifs: ["flagParts[0].startsWith('-')", 'shortFlag === undefined && longFlag === undefined'],
    why: 'the flags are those of src/specs/',
  },
  { file: command, functions: ['parseAsync', 'restoreStateBeforeParse'], why: 'a line is read once, and at once' },
  {
    file: '/commander/lib/option.js',
    functions: ['choices', 'conflicts', 'implies', 'valueFromOption', 'preset', 'makeOptionMandatory', 'hideHelp'],
    why: 'the same',
  },
  {
    file: '/commander/lib/argument.js',
    functions: ['choices', '_collectValue', 'argRequired', 'argOptional'],
    why: 'the same',
  },
  {
    file: `${phone}PhoneNumber.js`,
    functions: [
      'getPossibleCountries',
      'isPossible',
      'isNonGeographic',
      'isEqual',
      'getType',
      'format',
      'formatNational',
      'formatInternational',
      'getURI',
    ],
    ifs: ['isObject(nationalNumber) && isObject(nationalNumber.countries)'],
    why: 'a number is asked for its E.164 form, its country and whether it is valid',
  },
  {
    file: `${phone}parse.js`,
    afterIfs: ['options.v2'],
    times: { 'options.v2': 6 },
    why: 'what is asked for is an object of that class',
  },
  {
    file: `${phone}metadata.js`,
    functions: [
      'formats',
      'ext',
      'defaultIDDPrefix',
      'nationalPrefixFormattingRule',
      'nationalPrefixIsOptionalWhenFormattingInNationalFormat',
      'isNonGeographicCallingCode',
      'getDefaultCountryMetadataForRegion',
      'chooseCountryByCountryCallingCode',
    ],
    times: {
      formats: 2,
      ext: 2,
      defaultIDDPrefix: 2,
      nationalPrefixFormattingRule: 2,
      nationalPrefixIsOptionalWhenFormattingInNationalFormat: 2,
    },
    why: 'the same',
  },
  {
    file: `${table}utils.js`,
    functions: ['updateState', 'multiLineWordWrap', 'wordWrap', 'textWrap', 'hyperlink'],
    why: 'its cells are runs of x, each a word without colours',
  },
  {
    file: `${table}cell.js`,
    functions: ['drawEmpty', 'findDimension'],
    ifs: ['this.fixedWidth && wordWrap', 'this.href', 'this.options.href'],
    why: 'the same, each in one row and one column',
  },
  {
    file: `${table}layout-manager.js`,
    functions: ['insertCell', 'allBlank'],
    ifs: ['rowSpan > 1', '!conflictExists(table, x, y)', '!Array.isArray(row)'],
    why: 'the same',
  },
  { file: `${table}table.js`, ifs: ['options.debug'], why: 'nobody asks what it does' },
  { file: '/@noble/hashes/_md.js', functions: ['_cloneIntoMeta', 'clone'], why: 'each digest is made at once' },
  { file: '/@noble/hashes/sha2.js', functions: ['_cloneInto'], times: { _cloneInto: 2 }, why: 'the same' },
  { file: '/@noble/hashes/legacy.js', functions: ['_cloneInto'], times: { _cloneInto: 3 }, why: 'the same' },
  {
    file: '/ora/index.js',
    functions: [
      'succeed',
      'fail',
      'warn',
      'info',
      'stopAndPersist',
      '#buildOutputLine',
      'set isEnabled',
      'set isSilent',
    ],
    ifs: ['!this.isEnabled', "typeof spinner === 'object'"],
    why: 'what comes of it is not told by the spinner, which is there or not',
  },
];
