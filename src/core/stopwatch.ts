/** Milliseconds of a clock that never jumps, from no moment in particular. `performance` takes one to load. */
export function elapsed(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
