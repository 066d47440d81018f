import { fstatSync, statSync } from 'node:fs';
import type { Host } from './host.ts';

export interface ProcessHost extends Host {
  /** Whether a stream of Node's was made, in which something may wait after it was written. */
  hasStreams(): boolean;
}

/**
 * The process as a Host. Node takes milliseconds to make each of its streams, and a command whose output goes to a pipe
 * or a file needs none of them: what is no terminal is made when it is asked for more than its number.
 */
export function hostOf(process: NodeJS.Process): ProcessHost {
  let isMade = false;
  const make = <Stream extends object>(fd: number, open: () => Stream): Stream => {
    const opened = () => {
      isMade = true;
      return open();
    };
    return mayBeTerminal(fd) ? opened() : lazily(fd, opened);
  };
  return {
    argv: process.argv,
    env: process.env,
    pid: process.pid,
    stdin: make(0, () => process.stdin),
    stdout: make(1, () => process.stdout),
    stderr: make(2, () => process.stderr),
    on: (signal, listener) => process.on(signal, listener),
    off: (signal, listener) => process.off(signal, listener),
    removeAllListeners: (signal) => process.removeAllListeners(signal),
    kill: (pid, signal) => process.kill(pid, signal),
    hasStreams: () => isMade,
  };
}

/** Terminals are character devices, and so is the null device; but for it, only the stream itself can tell. */
function mayBeTerminal(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  } catch {
    return true;
  }
}

function lazily<Stream extends object>(fd: number, open: () => Stream): Stream {
  return new Proxy({} as Stream, {
    get(_target, name) {
      if (name === 'fd') return fd;
      if (name === 'isTTY' || name === 'columns' || name === 'rows') return undefined;
      const stream = open();
      const value: unknown = Reflect.get(stream, name, stream);
      return typeof value === 'function' ? value.bind(stream) : value;
    },
    has: (_target, name) => Reflect.has(open(), name),
  });
}
