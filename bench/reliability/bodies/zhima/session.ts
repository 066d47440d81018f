import { type Asked, refusal, type Said, type Verdict } from '../call.ts';
import { readSaid } from '../scalars.ts';
import { type Fields, isOk, type Means, readFields, refused, saysNo } from './fields.ts';
import { costly, defiesUnderstanding, mayEndSession, meaningOf, speaksOfDeeds, type ZhimaMethod } from './words.ts';

/** Z2. `valid` N, or a sentence; what brings numbers or a text, or says that something was done, has not lost it. */
function losesSession(fields: Fields, method: ZhimaMethod): 'yes' | 'no' | 'perhaps' {
  const { phoneNos = '', sm = '', status = '', msg = '' } = fields;
  if (phoneNos !== '' || sm.trim() !== '' || (method === 'sms/get' && status !== '')) return 'no';
  const isDone = costly.includes(method)
    ? speaksOfDeeds(msg) || isOk(msg) || meaningOf(msg, method) === 'sending'
    : defiesUnderstanding(msg);
  // Beside a sentence that nobody quotes a flat no is no plain one, where it costs.
  const isPlain = msg === '' || !costly.includes(method) || meaningOf(msg, method) !== undefined;
  if (saysNo(fields)) return costly.includes(method) && isDone ? 'no' : isPlain ? 'yes' : 'perhaps';
  if (msg === '' || isDone) return 'no';
  if (meaningOf(msg, method) !== undefined) return meaningOf(msg, method) === 'sessionLost' ? 'yes' : 'no';
  return mayEndSession(msg, method) ? 'perhaps' : 'no';
}

/** One call within a session that there is: where it was lost the key is verified, and the call is made once more. */
export function readInSession(
  method: ZhimaMethod,
  means: Means,
): (said: readonly Said[], asked: Asked) => Verdict | null {
  return (said, asked) => {
    const read = (one: Said | undefined, whenLost: () => Verdict | null): Verdict | null =>
      readSaid(one, (text) => {
        const fields = readFields(text);
        if (fields === null) return null;
        const loses = losesSession(fields, method);
        if (loses === 'yes') return whenLost();
        const meant = means(fields, asked);
        return loses === 'no' ? meant : { is: 'oneOf', verdicts: [meant, whenLost()] };
      });
    const lostTwice = () => refusal('provider.refused', true);
    return read(said[0], () => read(said[1] ?? said[0], lostTwice));
  };
}

/** How often a request that costs may leave: once more after the end of the session in so many words. */
export const mayLeave =
  (method: ZhimaMethod) =>
  (said: readonly Said[]): number => {
    const [first] = said;
    const fields = first !== undefined && first.status >= 200 && first.status < 300 ? readFields(first.text) : null;
    return fields !== null && losesSession(fields, method) !== 'no' ? 2 : 1;
  };

/** The verification, which must say yes before anything else is asked. */
export function readVerification(said: Said | undefined, then: (fields: Fields) => Verdict | null): Verdict | null {
  return readSaid(said, (text) => {
    const fields = readFields(text);
    if (fields === null) return null;
    const call = 'pkey/verification';
    const { valid, msg = '' } = fields;
    if (valid === undefined) return refused(fields, call);
    if (!/^[yn]$/i.test(valid)) return null;
    if (!saysNo(fields)) return then(fields);
    const meaning = msg === '' || defiesUnderstanding(msg) ? undefined : meaningOf(msg, call);
    if (msg === '' || isOk(msg)) return refusal('credentials.rejected', true);
    if (meaning === undefined) return { is: 'sentence', values: [], mayProve: true };
    if (meaning === 'account.suspended') return refusal(meaning, true);
    return refusal(meaning === 'rate.limited' || meaning === 'busy' ? 'rate.limited' : 'credentials.rejected', true);
  });
}
