import { temporaryFolder } from '../../../test/helpers/run-cli.ts';
import type { Parrot } from '../rig/parrot.ts';
import { numbers } from '../rig/parrot-words.ts';
import { randomFrom } from '../rig/random.ts';
import { hasTerminal, onTerminal, type StartOptions, startBin } from '../rig/started-bin.ts';
import { type EndReport, textOf } from './messages.ts';
import { judgeStreams } from './verdict.ts';
import { environmentOf } from './words.ts';

/** The built program: what it is asked, and what the platform then says. */
const asked: readonly (readonly [words: readonly string[], call: string, body: (text: string) => unknown])[] = [
  [
    ['balance', '-p', 'durian'],
    'getUserInfo',
    (words) => ({ code: 200, msg: '', data: { username: words, score: '5', create_date: words } }),
  ],
  [['balance', '-p', 'durian'], 'getUserInfo', (msg) => ({ code: 803, msg })],
  [
    ['countries', '-p', 'durian'],
    'getCountryPhoneNum',
    (words) => ({ code: 200, msg: '', data: { [words]: 3, bo: 1 } }),
  ],
  [
    ['project', '--pid', '1', '-p', 'zhima'],
    'items/details',
    (name) => ({ name, status: '1', price: name, type: name }),
  ],
  [
    ['wait-code', '--interval', '0.3', '-p', 'taoma'],
    'getMessages',
    (msg) => ({ state: true, data: [{ mobile: numbers.taoma, msg }] }),
  ],
  [['wait-code', '--interval', '0.3', '--timeout', '1', '-p', 'durian'], 'getMsg', (msg) => ({ code: 908, msg })],
];

export const countOfScreens = asked.length;

/** The built program on a real terminal, into a pipe, and with --json. */
export async function watchScreen(
  parrot: Parrot,
  { seed, index }: { seed: number; index: number },
): Promise<EndReport> {
  const random = randomFrom(seed * 23_000_009 + index);
  const [words, call, body] = asked[index % asked.length] ?? [[], '', () => null];
  const texts = [0, 1, 2].map(() => textOf(Math.floor(random() * 600), random));
  const breaches: string[] = [];
  const modes = hasTerminal() ? (['terminal', 'pipe', 'json'] as const) : (['pipe', 'json'] as const);
  for (const [at, mode] of modes.entries()) {
    using folder = temporaryFolder();
    const room = `screen-${seed}-${index}-${mode}`;
    const options: StartOptions = {
      home: folder.path,
      env: { ...environmentOf(parrot, room), TERM: 'xterm-256color' },
    };
    if (words.includes('wait-code')) await startBin(['get-number', '--pid', '1', ...words.slice(-2)], options).ended;
    parrot.say(room, call, () => ({ body: JSON.stringify(body(`${texts[at]} 482913`)) }));
    const started = startBin(mode === 'json' ? [...words, '--json'] : words, {
      ...options,
      ...(mode === 'terminal' ? onTerminal(words) : {}),
    });
    const { stdout, stderr } = await started.ended;
    if (stdout === '' && stderr === '') breaches.push(`${started.line} wrote nothing to a ${mode}`);
    const streams = { mode, stdout: stdout.replaceAll('\r\n', '\n'), stderr };
    breaches.push(...judgeStreams(streams).map((what) => `${what} of ${started.line} to a ${mode}`));
  }
  return { round: `screen-${index}`, breaches, runs: modes.length, texts: modes.length };
}
