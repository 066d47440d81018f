/** What stands in the place of @sindresorhus/is: of its two hundred questions those that got asks, with its answers. */

type Question = (value: unknown) => boolean;

const has = (value: unknown, name: string | symbol): boolean =>
  value !== null && value !== undefined && typeof Reflect.get(Object(value), name) === 'function';
const all =
  (...questions: readonly Question[]): Question =>
  (value) =>
    questions.every((question) => question(value));

const isObject: Question = (value) => typeof value === 'function' || (typeof value === 'object' && value !== null);
const isString: Question = (value) => typeof value === 'string';
const isIterable: Question = (value) => has(value, Symbol.iterator);
const isAsyncIterable: Question = (value) => has(value, Symbol.asyncIterator);
const isStarted: Question = (value) => has(value, 'next') && has(value, 'throw');

export const isBuffer: Question = (value) => Buffer.isBuffer(value);

const is: Readonly<Record<string, Question>> = {
  array: Array.isArray,
  asyncGenerator: all(isAsyncIterable, isStarted),
  asyncIterable: isAsyncIterable,
  boolean: (value) => typeof value === 'boolean',
  buffer: isBuffer,
  function: (value) => typeof value === 'function',
  generator: all(isIterable, isStarted),
  iterable: isIterable,
  nodeStream: all(isObject, (value) => has(value, 'pipe')),
  nonEmptyString: (value) => isString(value) && value !== '',
  nonNegativeInteger: (value) => Number.isInteger(value) && Number(value) >= 0,
  null: (value) => value === null,
  number: (value) => typeof value === 'number' && !Number.isNaN(value),
  object: isObject,
  plainObject: isPlainObject,
  promise: (value) => value instanceof Promise || (has(value, 'then') && has(value, 'catch')),
  string: isString,
  uint8Array: (value) => value instanceof Uint8Array,
  undefined: (value) => value === undefined,
  urlInstance: (value) => value instanceof URL,
};

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
  return isPlain && !(Symbol.toStringTag in value) && !(Symbol.iterator in value);
}

/** Of what types the options are is checked where they are written. */
const nothing = (): void => {};
export const assert = {
  any: nothing,
  boolean: nothing,
  function: nothing,
  number: nothing,
  object: nothing,
  plainObject: nothing,
  string: nothing,
  truthy: nothing,
  undefined: nothing,
};

// biome-ignore lint/style/noDefaultExport: it is how got imports it
export default is;
