// Preloaded by test/startup.test.ts: writes the URL of every module that is loaded to stderr.

import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context);
    writeSync(2, `loaded ${found.url}\n`);
    return found;
  },
});
