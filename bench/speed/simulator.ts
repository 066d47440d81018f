import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Place, smsctl } from './place.ts';

/** `smsctl simulate` in a process of its own, with an account that lacks nothing. */
export interface Simulated extends AsyncDisposable {
  /** Credentials and base URL for the environment. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Asks for the balance, as the program does. */
  readonly balanceUrl: string;
  readonly baseUrl: string;
}

const account = { name: 'bench', key: 'YmVuY2g+L2tleQ/+==' };

const scenario = {
  rate: { burst: 1_000_000, perSecond: 1_000_000 },
  platforms: {
    durian: { accounts: [{ ...account, balance: 1_000_000, maxHeld: 1_000_000 }], stock: { '*': 0, cn: 500 } },
  },
};

export async function startSimulated(place: Place): Promise<Simulated> {
  const file = join(place.folder, 'scenario.json');
  writeFileSync(file, JSON.stringify(scenario));
  const [program = '', ...words] = smsctl('simulate', '--json', '--scenario', file);
  const child = spawn(program, words, {
    env: place.env(place.home('simulator')),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { baseUrls } = JSON.parse(line) as { readonly baseUrls: Readonly<Record<string, string>> };
  const baseUrl = baseUrls.durian ?? '';
  return {
    credentials: {
      SMSCTL_DURIAN_NAME: account.name,
      SMSCTL_DURIAN_API_KEY: account.key,
      SMSCTL_DURIAN_BASE_URL: baseUrl,
    },
    baseUrl,
    balanceUrl: `${baseUrl}/getUserInfo?name=${account.name}&ApiKey=${encodeURIComponent(account.key)}`,
    [Symbol.asyncDispose]: () => end(child),
  };
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Puts the credentials where `login` would, by the command that is documented for it. */
export function storeCredentials(place: Place, home: string, { baseUrl }: Pick<Simulated, 'baseUrl'>): void {
  const values = { 'durian.name': account.name, 'durian.baseUrl': baseUrl, 'durian.apiKey': account.key };
  for (const [key, value] of Object.entries(values)) {
    const [program = '', ...words] = smsctl('config', 'set', key, '-');
    const { status, stderr } = spawnSync(program, words, { env: place.env(home), input: value, encoding: 'utf8' });
    if (status !== 0) throw new Error(`config set ${key}: ${stderr}`);
  }
}
