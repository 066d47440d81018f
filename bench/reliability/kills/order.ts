import { type Finding, finding } from '../rig/findings.ts';
import { ledgerName } from '../rig/ledger-file.ts';
import type { TracedCall } from '../rig/strace.ts';

const writes = ['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'ftruncate'];
const sends = ['write', 'writev', 'sendto', 'sendmsg'];
const syncs = ['fsync', 'fdatasync'];
const removals = ['unlink', 'unlinkat'];

export interface OrderFacts {
  /** The folder of the ledger. */
  readonly home: string;
  /** Whether the request is one that costs money. */
  readonly isRenting: boolean;
}

/**
 * Whether all that was written of the ledger had been synced before the request to rent left, and again before the first
 * byte was told, by the calls as the system saw them.
 */
export function judgeOrder(trace: readonly TracedCall[], { home, isRenting }: OrderFacts): Finding<'order'>[] {
  const findings: Finding<'order'>[] = [];
  const disk = watchDisk(home);
  const check = (when: string) => {
    for (const what of disk.unsynced) findings.push(finding('order', `${what} was not synced before ${when}`));
    if (disk.takeWritten() === 0) findings.push(finding('order', `nothing was written before ${when}`));
  };
  let requests = 0;
  let isTold = false;
  for (const call of trace) {
    disk.note(call);
    const isSending = call.result === null && sends.includes(call.name);
    if (isSending && /^\d+<TCP.*"(GET|POST) /u.test(call.arguments)) {
      requests += 1;
      if (isRenting) check('the request to rent left');
      disk.takeWritten();
    }
    if (isSending && !isTold && /^[12]</u.test(call.arguments)) {
      isTold = true;
      check('the result was told');
    }
  }
  if (requests === 0) findings.push(finding('order', 'no request was seen'));
  if (!isTold) findings.push(finding('order', 'no result was seen'));
  return findings;
}

/** Knows what a power cut could still take away. */
function watchDisk(home: string) {
  const unsynced = new Set<'the ledger' | 'its folder' | 'its journal'>();
  let written = 0;
  return {
    unsynced,
    note({ name, arguments: words, result }: TracedCall): void {
      const isDone = result === '0';
      const isLedger = words.includes(`<${home}/${ledgerName}>`);
      const isJournal = words.includes(`${home}/${ledgerName}-journal`);
      if (result === null && writes.includes(name) && isLedger) {
        written += 1;
        unsynced.add('the ledger');
      }
      // As long as the journal is there, synced or not, what was written of the ledger does not count.
      if (result === null && writes.includes(name) && isJournal) unsynced.add('its journal');
      if (isDone && removals.includes(name) && isJournal) {
        unsynced.delete('its journal');
        unsynced.add('its folder');
      }
      if (isDone && syncs.includes(name) && isLedger) unsynced.delete('the ledger');
      if (isDone && syncs.includes(name) && words.endsWith(`<${home}>`)) unsynced.delete('its folder');
    },
    /** How often the ledger was written since this was last asked. */
    takeWritten(): number {
      const count = written;
      written = 0;
      return count;
    },
  };
}
