import { type Context, createContext } from '../context/context.ts';

/** What the dialogue can act on: the context it was started with, and the sandbox, made when it is first asked for. */
export interface Stages {
  readonly real: Context;
  /** Whether the platform was named on the command line, so that there is nothing to choose. */
  readonly isFixed: boolean;
  sandbox(): Context;
  /** Finishes and closes what was made here. */
  end(): Promise<void>;
}

export function createStages(real: Context): Stages {
  let made: Context | null = null;
  return {
    real,
    isFixed: real.globals.provider !== undefined,
    sandbox() {
      if (real.isSandbox) return real;
      made ??= createContext({ ...real, signal: () => real.signal, globals: { ...real.globals, sandbox: true } });
      return made;
    },
    async end() {
      await made?.finishEarlier();
      await made?.close();
    },
  };
}
