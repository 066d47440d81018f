import { type Finding, finding } from '../rig/findings.ts';
import { ledgerName } from '../rig/ledger-file.ts';
import type { Scene } from '../rig/scenes.ts';
import type { TracedCall } from '../rig/strace.ts';

const writes = ['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'ftruncate'];
const sends = ['write', 'writev', 'sendto', 'sendmsg'];
const syncs = ['fsync', 'fdatasync'];
const removals = ['unlink', 'unlinkat'];

/**
 * Whether all that was written of the ledger had been synced before the request to rent left, and again before the first
 * byte was told, by the calls as the system saw them.
 */
export function judgeOrder(trace: readonly TracedCall[], { rents }: Scene): Finding<'order'>[] {
  const findings: Finding<'order'>[] = [];
  /** What a power cut could still take away. */
  const unsynced = new Set<'the ledger' | 'its folder' | 'its journal'>();
  let written = 0;
  let requests = 0;
  let isTold = false;
  const check = (when: string) => {
    for (const what of unsynced) findings.push(finding('order', `${what} was not synced before ${when}`));
    if (written === 0) findings.push(finding('order', `nothing was written before ${when}`));
    written = 0;
  };
  for (const { name, arguments: words, result } of trace) {
    const isBegin = result === null;
    const isLedger = words.includes(`/${ledgerName}>`);
    const isJournal = words.includes(`/${ledgerName}-journal`);
    if (isBegin && writes.includes(name) && isLedger) {
      written += 1;
      unsynced.add('the ledger');
    }
    // As long as the journal is there, what was written of the ledger does not count.
    if (isBegin && writes.includes(name) && isJournal) unsynced.add('its journal');
    if (result === '0' && removals.includes(name) && isJournal) {
      unsynced.delete('its journal');
      unsynced.add('its folder');
    }
    if (result === '0' && syncs.includes(name))
      unsynced.delete(isLedger ? 'the ledger' : isJournal ? 'its journal' : 'its folder');
    if (isBegin && sends.includes(name) && /^\d+<TCP.*"(GET|POST) /u.test(words)) {
      requests += 1;
      if (rents > 0) check('the request to rent left');
      written = 0;
    }
    if (isBegin && sends.includes(name) && /^[12]</u.test(words) && !isTold) {
      isTold = true;
      check('the result was told');
    }
  }
  if (requests === 0) findings.push(finding('order', 'no request was seen'));
  if (!isTold) findings.push(finding('order', 'no result was seen'));
  return findings;
}
