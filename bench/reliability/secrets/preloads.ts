/** Options of Node that make it run something before the program. */

/** JavaScript that Node runs before the program. */
const preload = (code: string) => `--import=data:text/javascript,${encodeURIComponent(code)}`;
/** Does something in the middle of a command: when the bench says so, by a file. */
export const onCue = (code: string) =>
  preload(`
    import { existsSync } from 'node:fs';
    const timer = setInterval(() => {
      if (!existsSync(process.env.SMSCTL_HOME + '/cue')) return;
      clearInterval(timer);
      ${code}
    }, 20);`);

/** Breaks a function of the language from a certain call of ours on, with a key in the message and beside it. */
export const breakLater = (place: string, name: string, calls: number) =>
  preload(`
    const good = ${place}.${name};
    let left = ${calls};
    const isOurs = () => {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 10;
      const { stack } = new Error();
      Error.stackTraceLimit = limit;
      // As a source where Node was told to read the maps.
      return (stack.includes('/dist/') || stack.includes('/src/')) && left-- <= 0;
    };
    ${place}.${name} = function (...all) {
      if (!isOurs()) return good.apply(this, all);
      const key = process.env.SMSCTL_DURIAN_API_KEY;
      const url = '/?ApiKey=' + encodeURIComponent(key);
      throw Object.assign(new TypeError(key + ' in\\n    at ' + url + '\\n    at ' + key), { options: { url } });
    };`);

/** What is broken, and how many calls of ours go well before. */
export const brokenFunctions: readonly (readonly [place: string, name: string, calls: number])[] = [
  ['JSON', 'parse', 1],
  ['JSON', 'parse', 3],
  ['URL', 'parse', 0],
  ['Date', 'now', 2],
  ['Array.prototype', 'map', 40],
  ['Array.prototype', 'flatMap', 10],
  ['Buffer', 'concat', 0],
  ['Buffer', 'concat', 0],
  ['Object', 'fromEntries', 3],
  ['Promise', 'all', 1],
];
