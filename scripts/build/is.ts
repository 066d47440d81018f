/**
 * What stands in the place of @sindresorhus/is: of its two hundred questions those that got asks, with its answers. Each is
 * an export: the bundler leaves out what is asked only where nobody goes, and ends the build where one is missing.
 */

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

const isFunction: Question = (value) => typeof value === 'function';
const isNull: Question = (value) => value === null;
const isUndefined: Question = (value) => value === undefined;
export const asyncGenerator = all(isAsyncIterable, isStarted);
export const boolean: Question = (value) => typeof value === 'boolean';
export const generator = all(isIterable, isStarted);
export const nodeStream = all(isObject, (value) => has(value, 'pipe'));
export const nonEmptyString = all(isString, (value) => value !== '');
export const nonNegativeInteger: Question = (value) => Number.isInteger(value) && Number(value) >= 0;
export const number: Question = (value) => typeof value === 'number' && !Number.isNaN(value);
export const promise: Question = (value) => value instanceof Promise || (has(value, 'then') && has(value, 'catch'));
export const uint8Array: Question = (value) => value instanceof Uint8Array;
export const urlInstance: Question = (value) => value instanceof URL;
export const { isArray: array } = Array;

export {
  isAsyncIterable as asyncIterable,
  isBuffer as buffer,
  isFunction as function,
  isIterable as iterable,
  isNull as null,
  isObject as object,
  isPlainObject as plainObject,
  isString as string,
  isUndefined as undefined,
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
