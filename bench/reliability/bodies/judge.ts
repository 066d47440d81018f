import { SmsctlError } from '../../../src/core/errors.ts';
import type { Call, Verdict } from './call.ts';
import { TooDeep } from './json.ts';
import { openPlatform } from './platform.ts';
import type { Round } from './round.ts';

/** What may be wrong, as the table of figures says it. */
export const wrongs = {
  crashed: 'crashes: anything thrown but an error of ours, a changed input',
  accepted: 'bodies that fit nothing, or refuse, and were taken',
  changed: 'values that are not those of the body',
  refused: 'good bodies that were refused',
  misread: 'refusals and misfits told as something else',
  unproven: 'failures called free of cost without a documented refusal',
  repeated: 'paid requests made once more without being told to',
  polluted: 'prototypes that were changed',
  hung: 'bodies of 1 MiB that were never done with',
} as const;

export type Wrong = keyof typeof wrongs;

export interface Judgement {
  /** What the client made of it. */
  readonly end: 'taken' | 'refused';
  readonly wrong: { readonly kind: Wrong; readonly what: string } | null;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };
type Complaint = readonly [kind: Wrong, what: string] | null;

/** Makes the call and compares what came of it with what the document says of the body. */
export async function judgeRound(round: Round): Promise<Judgement> {
  const { call, asked, said } = round;
  const { provider, paid } = openPlatform(call, said);
  let outcome: Outcome;
  try {
    outcome = { value: await call.make(provider, asked) };
  } catch (error) {
    outcome = { error };
  }
  const complaint =
    complainOfCrash(outcome) ??
    complainOfPrototypes() ??
    unlessTooDeep(() => complainOfRequests(round, paid()) ?? complainOfOutcome(round, outcome));
  return {
    end: 'value' in outcome ? 'taken' : 'refused',
    wrong: complaint && { kind: complaint[0], what: complaint[1] },
  };
}

function complainOfCrash(outcome: Outcome): Complaint {
  if (!('error' in outcome)) return null;
  const { error } = outcome;
  if (error instanceof SmsctlError && error.code !== 'unexpected') return null;
  return ['crashed', `threw ${String(error)}`];
}

function complainOfPrototypes(): Complaint {
  for (const name in {}) return ['polluted', `every object has ${name} now`];
  return null;
}

function complainOfRequests({ call, said }: Round, paid: number): Complaint {
  return paid > (call.mayLeave?.(said) ?? 1) ? ['repeated', `${paid} paid requests left`] : null;
}

/** Whether a body that is nested out of all reason is read or refused, nobody minds. */
function unlessTooDeep(complain: () => Complaint): Complaint {
  try {
    return complain();
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

function complainOfOutcome({ call, asked, said }: Round, outcome: Outcome): Complaint {
  const verdict = call.read(said, asked);
  if ('error' in outcome) return compareError(call, verdict, outcome.error as SmsctlError);
  const complaint = compareValue(verdict, call.digest(outcome.value, asked));
  const odd = complaint === null ? (call.complain?.(outcome.value) ?? null) : null;
  return odd === null ? complaint : ['changed', odd];
}

const show = (what: unknown): string => JSON.stringify(what) ?? 'nothing';

function compareValue(verdict: Verdict | null, digest: unknown): Complaint {
  const got = show(digest);
  switch (verdict?.is) {
    case undefined:
      return ['accepted', `gave ${got}, but the body fits nothing`];
    case 'refusal':
      return ['accepted', `gave ${got}, but the body is ${verdict.code}`];
    case 'value':
      return got === show(verdict.value) ? null : ['changed', `gave ${got}, but the body says ${show(verdict.value)}`];
    case 'sentence':
      return verdict.values.some((one) => show(one) === got) ? null : ['accepted', `gave ${got} for a sentence`];
    case 'oneOf':
      return firstOf(verdict.verdicts.map((one) => compareValue(one, digest)));
  }
}

function compareError({ costs }: Call, verdict: Verdict | null, error: SmsctlError): Complaint {
  const got = `threw ${error.code}, effect ${error.effect}`;
  const isUnproven = costs !== null && error.effect === 'none';
  const compare = (one: Verdict | null): Complaint => {
    switch (one?.is) {
      case undefined:
        if (isUnproven) return ['unproven', `${got}, but the body fits nothing`];
        return error.code === 'provider.protocol' ? null : ['misread', `${got}, but the body fits nothing`];
      case 'value':
        return ['refused', `${got}, but the body says ${show(one.value)}`];
      case 'sentence':
        return isUnproven && !one.mayProve ? ['unproven', `${got} for a sentence that proves nothing`] : null;
      case 'refusal':
        if (isUnproven && !one.proof) return ['unproven', `${got}, but ${one.code} is no proof here`];
        if (error.code === one.code && (costs === null || isUnproven === one.proof)) return null;
        return ['misread', `${got}, but the body is ${one.code}${one.proof ? ', which is proof' : ''}`];
      case 'oneOf':
        return firstOf(one.verdicts.map(compare));
    }
  };
  return compare(verdict);
}

/** Null where one of them has nothing to say. */
function firstOf(complaints: readonly Complaint[]): Complaint {
  return complaints.includes(null) ? null : (complaints[0] ?? null);
}
