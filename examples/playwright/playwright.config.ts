import { defineConfig } from '@playwright/test';
import type { PhoneOptions, PhoneWorkerFixtures } from 'smsctl/playwright';

const port = Number(process.env.PORT ?? 4173);

/** The one setting between free and real: with REAL_NUMBERS=1 numbers are rented at the platform, and paid for. */
const platform: PhoneOptions =
  process.env.REAL_NUMBERS === '1' ? {} : { simulator: `http://127.0.0.1:${port + 1}`, interval: 200 };

const phone: PhoneOptions = { ...platform, project: '9001', limits: { maxHeld: 3 } };

export default defineConfig<object, PhoneWorkerFixtures>({
  timeout: 60_000,
  fullyParallel: true,
  workers: 4,
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'durian', use: { smsctl: { ...phone, provider: 'durian', country: 'th' } } },
    { name: 'zhima', use: { smsctl: { ...phone, provider: 'zhima' } } },
  ],
  webServer: {
    command: 'node ../sign-up/serve.ts',
    url: `http://127.0.0.1:${port}`,
    env: { PORT: String(port) },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
  },
});
