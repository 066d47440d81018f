import { automatonOf, type State } from './digit-automaton.ts';

/** A pattern, and the lengths it is for. */
interface Way {
  readonly pattern: string;
  readonly lengths: readonly number[];
}

/** What is asked of a number of digits: whether one of the ways fits. */
interface Question {
  readonly ways: readonly Way[];
  /** Fits all that is asked about. */
  readonly among: string;
  /** No other length is asked about. */
  readonly lengths: readonly number[];
}

/** Whether a number that ends here is meant; null: nobody asks. */
type Answer = boolean | null;

interface Node {
  readonly id: number;
  readonly answer: Answer;
  readonly next: readonly Node[];
  /** What all that begins so has in common. */
  readonly all: Answer | 'mixed';
}

/** Patterns that answer it, in few letters: what nobody asks may be in them. @throws Error where they do not */
export function shortWays(question: Question): readonly Way[] {
  const { ways, lengths } = question;
  const byLength = Map.groupBy(lengths, (length) => onePattern({ ...question, lengths: [length] }));
  const candidates = [
    ways,
    [{ pattern: onePattern(question), lengths }],
    ways.map((way) => ({ ...way, pattern: onePattern({ ...question, ways: [way], lengths: way.lengths }) })),
    [...byLength].map(([pattern, some]) => ({ pattern, lengths: some })),
  ];
  const sizeOf = (all: readonly Way[]) =>
    JSON.stringify(all.map((way) => (way.lengths.length === lengths.length ? [way.pattern] : Object.values(way))))
      .length;
  return candidates.reduce((one, other) => (sizeOf(other) < sizeOf(one) ? other : one));
}

function onePattern(question: Question): string {
  const nodes = nodeTable();
  const node = nodeOfQuestion(question, nodes);
  const pattern = shortest(node, nodes);
  const ways = [{ pattern, lengths: question.lengths }];
  if (nodeOfQuestion({ ...question, ways }, nodes) !== node) throw new Error(`${pattern} is another question`);
  return pattern;
}

interface NodeTable {
  nodeOf(answer: Answer, next: readonly Node[]): Node;
}

function nodeTable(): NodeTable {
  const nodes = new Map<string, Node>();
  return {
    nodeOf(answer, next) {
      const name = `${answer} ${next.map(({ id }) => id).join(' ')}`;
      const found = nodes.get(name);
      if (found !== undefined) return found;
      const kinds = new Set([answer, ...next.map(({ all }) => all)]);
      kinds.delete(null);
      const [kind = null, another] = kinds;
      const node: Node = { id: nodes.size, answer, next, all: another === undefined ? kind : 'mixed' };
      nodes.set(name, node);
      return node;
    },
  };
}

/** What is common to many ways is written once, with all the ways to it before it, where that is shorter. */
function shortest(node: Node, nodes: NodeTable): string {
  const text = written();
  const through = (hubs: readonly Node[]): string => {
    const heads = hubs.map((hub) => {
      const [head = '', after] = [text(towards(node, hub, hubs, nodes)), text(hub)];
      return head === '' ? '' : `${head.slice(0, -rest.length)}${after}`;
    });
    const others = text(towards(node, null, hubs, nodes));
    return [...heads, others].filter((one) => one !== '').join('|');
  };
  let hubs: readonly Node[] = [];
  let best = through(hubs);
  for (const hub of oftenMet(node)) {
    const other = through([...hubs, hub]);
    if (other.length > best.length - worthwhile) continue;
    best = other;
    hubs = [...hubs, hub];
  }
  return best;
}

/** Nodes that several lead to, those first that most do. */
function oftenMet(start: Node): readonly Node[] {
  const met = new Map<Node, number>();
  const seen = new Set([start]);
  for (const node of seen)
    for (const next of node.next)
      if (next.all === 'mixed') {
        met.set(next, (met.get(next) ?? 0) + 1);
        seen.add(next);
      }
  const several = [...met].filter(([, count]) => count > 1);
  return several
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 12)
    .map(([node]) => node);
}

/** The ways to a hub, and to no other; or those that pass through none. */
function towards(start: Node, hub: Node | null, hubs: readonly Node[], { nodeOf }: NodeTable): Node {
  const yes = nodeOf(true, []);
  const no = nodeOf(false, []);
  const known = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    if (node === hub) return yes;
    if (node.all === null) return node;
    if (hubs.includes(node)) return no;
    if (node.all !== 'mixed') return hub === null ? node : no;
    const found = known.get(node) ?? nodeOf(hub === null ? node.answer : false, node.next.map(visit));
    known.set(node, found);
    return found;
  };
  return visit(start);
}

function nodeOfQuestion({ ways, among, lengths }: Question, { nodeOf }: NodeTable): Node {
  const nothing = nodeOf(null, []);
  const known = new Map<string, Node>();
  const longest = Math.max(...lengths);
  const visit = (states: readonly State[], about: State, length: number): Node => {
    if (length > longest || about.isOver) return nothing;
    const name = `${length} ${about.id}: ${states.map(({ id }) => id).join(' ')}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const isAsked = lengths.includes(length) && about.accepts;
    const isMeant = ways.some((way, index) => states[index]?.accepts === true && way.lengths.includes(length));
    const next = digits.map((digit) =>
      visit(
        states.map((state) => state.next(digit)),
        about.next(digit),
        length + 1,
      ),
    );
    const node = nodeOf(isAsked ? isMeant : null, next);
    known.set(name, node);
    return node;
  };
  const states = ways.map(({ pattern }) => automatonOf(pattern));
  return visit(states, automatonOf(among), 0);
}

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const rest = '.*';
/** Letters that a pattern must get shorter by: what is said in one more way is packed worse. */
const worthwhile = 8;

const optional = (text: string): string => (/^(?:\\?.|\[[^\]]*\])$/.test(text) ? `${text}?` : `(?:${text})?`);

/** Its parts: what several ways end in stands once behind them. */
type Text = readonly string[];

function written(): (node: Node) => string {
  const known = new Map<Node, Text>();
  const write = (node: Node): Text => {
    if (node.all === null || node.all === true) return [rest];
    if (node.all === false) return [];
    const free = digits.filter((digit) => node.next[digit]?.all === null);
    const wanted = digits.filter((digit) => node.next[digit]?.all === true || node.next[digit]?.all === 'mixed');
    const groups = Map.groupBy(wanted, (digit) => partsOf(node.next[digit]).join(''));
    const ways = [...groups.values()].map((by) => [classOf(by, free), ...partsOf(node.next[by[0] ?? 0])]);
    const whole = node.answer === true && ways.length === 0 ? [] : oneOf(ways);
    return node.answer === true && ways.length > 0 ? [optional(joined(whole))] : whole;
  };
  const partsOf = (node: Node | undefined): Text => {
    if (node === undefined) return [];
    const text = known.get(node) ?? write(node);
    known.set(node, text);
    return text;
  };
  return (node) => joined(partsOf(node));
}

function oneOf(ways: readonly Text[]): Text {
  const [first = [], ...others] = ways;
  if (others.length === 0) return first;
  let common = 0;
  const isCommon = (length: number) =>
    ways.every((way) => way.length > length && way.at(-length) === first.at(-length));
  while (isCommon(common + 1)) common += 1;
  const heads = clustered(ways.map((way) => way.slice(0, way.length - common)));
  return [`(?:${heads.join('|')})`, ...first.slice(first.length - common)];
}

/** Ways with the same end are one, where that is shorter. */
function clustered(ways: readonly Text[]): readonly string[] {
  const groups = Map.groupBy(ways, (way) => (way.length > 1 ? way.at(-1) : joined(way)));
  return [...groups.values()].flatMap((some) => {
    const apart = some.map(joined);
    const together = groups.size > 1 && some.length > 1 ? joined(oneOf(some)) : null;
    return together !== null && together.length < apart.join('|').length ? [together] : apart;
  });
}

const joined = (text: Text): string =>
  text.join('').replaceAll(/(?:\\d(?!\?)){3,}/g, (run) => `\\d{${run.length / 2}}`);

/** As few letters as can be: the free ones may be in it. */
function classOf(wanted: readonly number[], free: readonly number[]): string {
  const [first = 0] = wanted;
  const last = wanted.at(-1) ?? first;
  const filled = digits.filter(
    (digit) => wanted.includes(digit) || (free.includes(digit) && digit > first && digit < last),
  );
  const most = digits.filter((digit) => wanted.includes(digit) || free.includes(digit));
  return [wanted, filled, most].map(inClass).reduce((one, other) => (other.length < one.length ? other : one));
}

function inClass(some: readonly number[]): string {
  if (some.length === 10) return '\\d';
  const runs: number[][] = [];
  for (const digit of some) {
    const run = runs.at(-1);
    if (run?.at(-1) === digit - 1) run.push(digit);
    else runs.push([digit]);
  }
  const text = runs.map((run) => (run.length < 3 ? run.join('') : `${run[0]}-${run.at(-1)}`)).join('');
  return some.length === 1 ? text : `[${text}]`;
}
