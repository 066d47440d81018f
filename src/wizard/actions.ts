import type { SmsctlError } from '../core/errors.ts';
import type { Lease } from '../core/model.ts';
import type { ProviderDefinition } from '../providers/contract.ts';

/** What can be done after a number was rented, or was not. */
export type Action = 'wait' | 'another' | 'again' | 'retry' | 'change' | 'release' | 'blacklist' | 'done';

export interface Outcome {
  readonly definition: ProviderDefinition;
  /** The leases of this purchase, as they stand now. */
  readonly leases: readonly Lease[];
  /** What went wrong last. */
  readonly failure: SmsctlError | null;
}

/** Those that the platform and the leases allow; what is still held comes first. */
export function nextActions({ definition, leases, failure }: Outcome): Action[] {
  const { abilities } = definition;
  const open = leases.filter(({ state }) => state === 'held' || state === 'received');
  const isLost = leases.some(({ state }) => state === 'unknown' || state === 'intent');
  const may = (isPossible: boolean, action: Action): Action[] => (isPossible ? [action] : []);
  return [
    ...may(
      open.some(({ state }) => state === 'held'),
      'wait',
    ),
    ...may(open.length > 0 && open.every(({ state }) => state === 'received'), 'another'),
    ...may(open.length > 0 && abilities.includes('release'), 'release'),
    ...may(open.length > 0 && abilities.includes('blacklist'), 'blacklist'),
    ...may(leases.length === 0 && mayComeLater(failure), 'retry'),
    // Where an answer is lost nothing is bought in its place: the person decides, once it is known what came of it.
    ...may(!isLost, 'again'),
    ...may(!isLost, 'change'),
    'done',
  ];
}

/** What a wait without a code ends in. What has served once is kept, as was said when it was rented for several codes. */
export function timeoutEnd(definition: ProviderDefinition, leases: readonly Lease[]): 'blacklist' | 'keep' {
  const hasServed = leases.some(({ state }) => state === 'received');
  return definition.abilities.includes('blacklist') && !hasServed ? 'blacklist' : 'keep';
}

function mayComeLater(failure: SmsctlError | null): boolean {
  return failure?.code === 'numbers.none' || failure?.code === 'rate.limited';
}

/** What Enter takes: never what gives a number away. */
export function usualAction({ leases, failure }: Outcome, actions: readonly Action[]): Action {
  const [first] = actions;
  if (first === 'wait' && failure !== null) return first;
  const isServed = leases.some(({ code }) => code !== null);
  return !isServed && actions.includes('again') ? 'again' : 'done';
}
