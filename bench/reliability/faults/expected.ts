import type { Said } from './reader.ts';
import type { Evidence, Round } from './round.ts';
import type { Kind } from './wire.ts';

function readsAt({ kind, call }: Round): Kind['reads'] {
  return kind.except?.[call.platform] ?? kind.reads;
}

/** What the answers to the call said, those that nobody can read left out. */
export function saidIn({ round, seen }: Pick<Evidence, 'round' | 'seen'>): { hit: Said[]; passed: Said[] } {
  const read = (isHit: boolean) =>
    seen
      .filter((one) => one.isCall && one.isHit === isHit && one.text !== null)
      .map((one) => round.call.reads(one.text ?? '', one.request))
      .filter((said) => said !== null);
  return { hit: readsAt(round) === 'no' ? [] : read(true), passed: read(false) };
}

/** The exit codes that the contract gives to this fault at this call (§4, §5). */
export function expectedExits(evidence: Pick<Evidence, 'round' | 'seen'>): readonly number[] {
  const { round } = evidence;
  const { call, hits } = round;
  // How a wait ends does not hang on what becomes of the number afterwards.
  if (call.does === 'after') return finely(round);
  const reads = readsAt(round);
  const ifRead = saidIn(evidence).hit.length > 0 ? finely(round) : refused(round);
  const atEvery = reads === 'yes' ? ifRead : reads === 'no' ? failed(round) : [...ifRead, ...failed(round)];
  if (hits === 'every') return atEvery;
  // A wait on a busy machine may be over after its first look.
  const isOver = call.does === 'wait' && evidence.seen.filter((one) => one.isCall).length <= 1;
  if (isOver) return [...atEvery, ...repeated(round)];
  return [...(reads === 'yes' ? atEvery : []), ...(reads === 'perhaps' ? ifRead : []), ...repeated(round)];
}

/** The answer said yes. */
function finely({ call, when }: Round): readonly number[] {
  // A key that was never verified opens nothing, whatever was said of it.
  return call.opensSession === true && when === 'before' ? [11] : (call.ends ?? [0]);
}

/** Nothing could be made of the answer. */
function failed({ call, kind }: Round): readonly number[] {
  if (kind.means === 'unsent') return [10];
  const isOnce = call.does === 'rent' || call.does === 'send';
  if (isOnce) return kind.means === 'perhapsUnsent' ? [9, 10] : [9];
  return [kind.means === 'busy' ? 14 : 10];
}

/** It could be read, and it is no yes. */
function refused({ call }: Round): readonly number[] {
  if (call.does === 'rent' || call.does === 'send') return [9];
  return call.does === 'wait' ? [7, 10, 11] : [10, 11];
}

/** The first answer was spoilt, those after it are good. */
function repeated({ call, kind, when }: Round): readonly number[] {
  if (call.does === 'wait') return when === 'before' ? [0] : [0, 7, 11];
  // A read that is told to come later is not repeated at once; a giving back is, in a quieter pace.
  if (kind.means === 'busy' && (call.does === 'read' || call.does === 'before')) return [14];
  return [0];
}
