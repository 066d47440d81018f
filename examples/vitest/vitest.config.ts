import { defineConfig } from 'vitest/config';

/** `globalSetup` provides `smsctl`, the options, because only there it is known where the simulated platform is. */
export default defineConfig({
  test: {
    include: ['*.test.ts'],
    globalSetup: 'global.setup.ts',
    testTimeout: 60_000,
    maxWorkers: 4,
  },
});
