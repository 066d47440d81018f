import { once } from 'node:events';
import { startSimulator } from 'smsctl';
import { createSignUp } from './page.ts';

/** The page on PORT, and simulated platforms on the next: messages go to the numbers that tests have rented there. */

const port = Number(process.env.PORT ?? 4173);
const simulator = await startSimulator({ port: port + 1 });
const project = '9001';

/** In production this is the gateway. The number is held at one of the platforms. */
async function sendSms(number: string, text: string): Promise<void> {
  for (const platform of ['durian', 'zhima']) {
    const isThere = await simulator.message({ platform, project, number, text }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
}

const page = createSignUp(sendSms).listen(port, '127.0.0.1');
await once(page, 'listening');
console.log(`Sign up at http://127.0.0.1:${port}`);
process.once('SIGTERM', async () => {
  page.closeAllConnections();
  page.close();
  await simulator.close();
});
