/** How far a pattern has come with the digits so far: the set of places where it may be. */
export interface State {
  readonly id: number;
  /** Whether nothing fits any more, whatever follows. */
  readonly isOver: boolean;
  readonly accepts: boolean;
  /** After one more digit. */
  next(digit: number): State;
}

interface Place {
  /** Digits that lead on from here to the next; none: it leads on by itself. */
  readonly by: readonly number[] | null;
  readonly to: number[];
}

const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** @throws Error for what is none of: digits, `\d`, classes, groups, `|`, `?`, `*`, `{n}`, `{n,m}` */
export function automatonOf(pattern: string): State {
  const places: Place[] = [];
  const add = (by: Place['by'], to: readonly number[]): number => places.push({ by, to: [...to] }) - 1;
  type Part = (to: number) => number;
  let at = 0;
  const fail = (): never => {
    throw new Error(`${pattern}: what is at ${at}?`);
  };
  const take = (text: string): boolean => {
    const isThere = pattern.startsWith(text, at);
    if (isThere) at += text.length;
    return isThere;
  };
  const choice = (): Part => {
    const ways = [sequence()];
    while (take('|')) ways.push(sequence());
    return (to) =>
      add(
        null,
        ways.map((way) => way(to)),
      );
  };
  const sequence = (): Part => {
    const parts: Part[] = [];
    while (at < pattern.length && !'|)'.includes(pattern.charAt(at))) parts.push(repeated(atom()));
    return (to) => parts.reduceRight((next, part) => part(next), to);
  };
  const atom = (): Part => {
    if (take('(?:')) {
      const inner = choice();
      if (!take(')')) fail();
      return inner;
    }
    const digits = take('\\d') || take('.') ? all : take('[') ? digitsOfClass() : [digit()];
    return (to) => add(digits, [to]);
  };
  const digit = (): number => {
    const found = pattern.charAt(at);
    if (!/^\d$/.test(found)) fail();
    at += 1;
    return Number(found);
  };
  const digitsOfClass = (): number[] => {
    const digits: number[] = [];
    while (!take(']')) {
      if (take('\\d')) digits.push(...all);
      else {
        const first = digit();
        const last = take('-') ? digit() : first;
        digits.push(...all.slice(first, last + 1));
      }
    }
    return digits;
  };
  const repeated = (part: Part): Part => {
    if (take('*')) return looping(part);
    if (take('?')) return times(part, 0, 1);
    const [text, least = '', comma, most] = /^\{(\d+)(,)?(\d+)?\}/.exec(pattern.slice(at)) ?? [];
    if (text === undefined) return part;
    if (comma !== undefined && most === undefined) fail();
    at += text.length;
    return times(part, Number(least), Number(most ?? least));
  };
  const looping =
    (part: Part): Part =>
    (to) => {
      const place = add(null, [to]);
      places[place]?.to.push(part(place));
      return place;
    };
  const times =
    (part: Part, least: number, most: number): Part =>
    (to) => {
      let next = to;
      for (let count = most; count > 0; count -= 1) {
        const one = part(next);
        next = count > least ? add(null, [one, to]) : one;
      }
      return next;
    };
  const end = add([], []);
  const whole = choice();
  if (at < pattern.length) fail();
  return statesOf(places, end)([whole(end)]);
}

function statesOf(places: readonly Place[], end: number): (entered: readonly number[]) => State {
  const known = new Map<string, State>();
  const stateOf = (entered: readonly number[]): State => {
    const reached = new Set(entered);
    for (const place of reached) if (places[place]?.by === null) for (const to of places[place].to) reached.add(to);
    const here = [...reached].filter((place) => places[place]?.by !== null).toSorted((one, other) => one - other);
    const name = here.join(' ');
    const nexts: State[] = [];
    const leading = (digit: number) =>
      here.flatMap((place) => (places[place]?.by?.includes(digit) ? places[place].to : []));
    const state = known.get(name) ?? {
      id: known.size,
      isOver: here.length === 0,
      accepts: here.includes(end),
      next: (digit) => {
        nexts[digit] ??= stateOf(leading(digit));
        return nexts[digit];
      },
    };
    known.set(name, state);
    return state;
  };
  return stateOf;
}
