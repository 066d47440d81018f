import type { Clock } from '../core/ports.ts';
import type { Vault } from '../core/vault.ts';
import type { Output } from '../terminal/output.ts';
import type { Host } from './host.ts';
import { once } from './once.ts';

interface VaultParts {
  readonly host: Host;
  readonly output: Output;
  readonly clock: Clock;
  readonly signal: () => AbortSignal;
  readonly isInteractive: boolean;
}

/** The user's vault, whose code is loaded when it is first read. */
export function createVault({ host, output, clock, signal, isInteractive }: VaultParts): Vault {
  const opened = once(async () => {
    const { openVault } = await import('../store/vault.ts');
    const { stdin, stderr } = host;
    const isShown = isInteractive && output.mode !== 'json' && stdin.fd !== undefined && stderr.fd !== undefined;
    const terminal = isShown ? { stdin: stdin.fd, stderr: stderr.fd } : null;
    const vault = openVault({ env: host.env, clock, signal: signal(), terminal });
    known = vault.known;
    return vault;
  });
  let known: Vault['known'] = () => [];
  return { read: async (command) => (await opened()).read(command), known: () => known() };
}
