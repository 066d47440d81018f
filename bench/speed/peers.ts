import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Place } from './place.ts';

/** Tools that the users of this one know. Each says only its help or does something that needs no account. */
interface Peer {
  readonly name: string;
  /** The program that is looked for. */
  readonly bin: string;
  /** What is started in its place, and starts it. */
  readonly through?: string;
  /** From npm's registry, with `--peers`. */
  readonly npm?: string;
  readonly commands: readonly {
    readonly name: string;
    readonly words: readonly string[];
    readonly exitCode?: number;
  }[];
}

const script = (name: string, words: readonly string[], exitCode = 0) => ({ name, words, exitCode });

const peers: readonly Peer[] = [
  {
    name: 'npm',
    bin: 'npm',
    commands: [script('npm --version', ['--version']), script('npm --help', ['--help'], 1)],
  },
  { name: 'gh', bin: 'gh', commands: [script('gh --help', ['--help']), script('gh config list', ['config', 'list'])] },
  {
    name: 'httpie',
    bin: 'http',
    commands: [
      script('http --help', ['--help']),
      script('http, one request', ['--ignore-stdin', '--body', 'GET', 'URL']),
    ],
  },
  {
    name: 'curl',
    bin: 'curl',
    through: 'bash',
    commands: [script('curl and jq, one request', ['-c', 'curl -s "$1" | jq -r .data.score', '-', 'URL'])],
  },
  {
    name: 'vercel',
    bin: 'vercel',
    npm: 'vercel@60.1.3',
    commands: [script('vercel --version', ['--version']), script('vercel --help', ['--help'])],
  },
  {
    name: 'twilio-cli',
    bin: 'twilio',
    npm: 'twilio-cli@6.2.4',
    commands: [script('twilio --help', ['--help']), script('twilio config:list', ['config:list'])],
  },
  {
    name: '@vonage/cli',
    bin: 'vonage',
    npm: '@vonage/cli@1.2.4',
    commands: [script('vonage --version', ['--version']), script('vonage --help', ['--help'])],
  },
];

export interface FoundPeer extends Peer {
  readonly program: readonly string[];
  readonly version: string;
  /** Why it is left out; null where it is not. */
  readonly why: string | null;
}

const cache = (): string => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'smsctl-speed');

export function findPeers({ place, installsPeers, say }: FindWish): FoundPeer[] {
  if (installsPeers) install(say);
  return peers.map((peer) => {
    const path = peer.npm === undefined ? peer.bin : join(cache(), 'node_modules', '.bin', peer.bin);
    const missing = { ...peer, program: [path], version: '' };
    if (peer.npm !== undefined && !existsSync(path)) return { ...missing, why: 'not installed: --peers does it' };
    const { error, stdout } = spawnSync(path, ['--version'], { env: peerEnv(place), encoding: 'utf8' });
    if (error !== undefined) return { ...missing, why: 'not here' };
    return {
      ...peer,
      program: [peer.through ?? path],
      version: /\d+\.\d+(?:\.\d+)?/u.exec(stdout)?.[0] ?? '',
      why: null,
    };
  });
}

interface FindWish {
  readonly place: Place;
  readonly installsPeers: boolean;
  readonly say: (line: string) => void;
}

/** Not into the repository, and running nothing that they bring. */
function install(say: (line: string) => void): void {
  const folder = cache();
  const wanted = peers.flatMap(({ bin, npm }) =>
    npm === undefined || existsSync(join(folder, 'node_modules', '.bin', bin)) ? [] : [npm],
  );
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  for (const name of wanted) {
    say(`installing ${name} into ${folder}`);
    const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error', name];
    const { status } = spawnSync('npm', words, { cwd: folder, stdio: 'ignore', timeout: 300_000 });
    if (status !== 0) say(`${name} could not be installed`);
  }
}

/** A home of their own, and no way out of this machine: what is not for 127.0.0.1 goes to a proxy that is not there. */
export function peerEnv(place: Place): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9';
  const env = place.env(place.home('peers'), {
    ...{ http_proxy: nowhere, https_proxy: nowhere, no_proxy: '127.0.0.1', NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' },
    ...{ GH_NO_UPDATE_NOTIFIER: '1', VERCEL_TELEMETRY_DISABLED: '1', npm_config_update_notifier: 'false' },
    ...{ TWILIO_DISABLE_AUTOUPDATE: '1', VONAGE_DISABLE_AUTOUPDATE: '1' },
  });
  // Not the npm and the tools of this checkout.
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.endsWith(join('node_modules', '.bin')));
  return { ...env, PATH: [dirname(process.execPath), ...path].join(delimiter) };
}
