import { judgeRound, type Wrong } from './judge.ts';
import type { Round } from './round.ts';

/** So many looks at shorter and shorter bodies. */
const most = 400;
/** Longer bodies are only cut where they are shown. */
const longest = 20_000;

/** A short body with which the same still goes wrong: pieces are left out for as long as that is so. */
export async function shrink(round: Round, kind: Wrong): Promise<string> {
  const [first, ...rest] = round.said;
  let text = first?.text ?? '';
  if (first === undefined || text.length > longest) return text;
  let looks = 0;
  const isStillWrong = async (shorter: string): Promise<boolean> => {
    looks += 1;
    const { wrong } = await judgeRound({ ...round, said: [{ ...first, text: shorter }, ...rest] });
    return wrong?.kind === kind;
  };
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < text.length && looks < most; ) {
      const shorter = text.slice(0, at) + text.slice(at + size);
      if (await isStillWrong(shorter)) text = shorter;
      else at += size;
    }
  }
  return text;
}
