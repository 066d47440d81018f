import { type FoundPeer, peerEnv } from './peers.ts';
import { type Place, reference, smsctl } from './place.ts';
import type { Command } from './run.ts';
import { type Simulated, storeCredentials } from './simulator.ts';

/** What Node costs by itself, and what a script of three lines costs. */
export function bareCommands(place: Place, { balanceUrl }: Simulated): Command[] {
  const env = place.env(place.home('bare'));
  const node = (...words: readonly string[]) => [process.execPath, ...words];
  return [
    { name: 'node -e 0', words: node('-e', '0'), env },
    { name: 'script with http.get', words: node(reference('http-get.cjs'), balanceUrl), env },
    { name: 'script with one fetch', words: node(reference('one-fetch.cjs'), balanceUrl), env },
  ];
}

export function ownCommands(place: Place, simulated: Simulated): Command[] {
  const own = (name: string, home: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) => ({
    name: `smsctl ${name}`,
    words: smsctl(...words),
    env: place.env(home, env),
  });
  const local = place.home('local');
  const [balance, rent] = [place.home('stored-balance'), place.home('stored-rent')];
  for (const home of [balance, rent]) storeCredentials(place, home, simulated);
  return [
    own('--version', local, ['--version']),
    own('--help', local, ['--help']),
    own('complete', local, ['complete', '--', 'get-number', '--']),
    own('balance, keys from the environment', place.home('environment'), ['balance', '--json'], simulated.credentials),
    own('balance, keys from the store', balance, ['balance', '--json']),
    own('get-number, keys from the store', rent, ['get-number', '--pid', '9001', '--json']),
  ];
}

/** A tool's help, something light that it does here, and one request where it is made for requests. */
export function peerCommands(place: Place, { balanceUrl }: Simulated, peers: readonly FoundPeer[]): Command[] {
  const env = peerEnv(place);
  const asked = (words: readonly string[]) => words.map((word) => (word === 'URL' ? balanceUrl : word));
  return peers
    .filter(({ why }) => why === null)
    .flatMap(({ program, commands }) =>
      commands.map(({ name, words, exitCode = 0 }) => ({ name, words: [...program, ...asked(words)], env, exitCode })),
    );
}
