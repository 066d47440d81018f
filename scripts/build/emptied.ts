import { type Plugin, RolldownMagicString } from 'rolldown';
import { Visitor } from 'rolldown/utils';
import { type Unused, unused } from './unused.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Emptied extends Place {
  readonly what: string;
  /** A method is gone altogether: to call one that is not there fails, too. */
  readonly isGone: boolean;
}

/** Leaves a failure in the place of each, and the bundler then leaves out what nothing else needs. */
export function emptyUnused(): Plugin {
  const done = new Map<string, number>();
  return {
    name: 'empty-unused',
    transform(code, id) {
      const here = unused.filter(({ file }) => id.endsWith(file));
      if (here.length === 0) return null;
      const changed = new RolldownMagicString(code);
      for (const { start, end, what, isGone } of placesOf(code, this.parse(code), here)) {
        changed.overwrite(start, end, isGone ? '' : "{ throw new Error('left out'); }");
        for (const file of new Set(here.map((one) => one.file))) {
          const name = `${file} ${what}`;
          done.set(name, (done.get(name) ?? 0) + 1);
        }
      }
      return { code: changed };
    },
    buildEnd(error) {
      // One more place is one that nobody has looked at.
      const others = unused.flatMap(({ file, times = {}, ...lists }) =>
        namesIn(lists)
          .filter((name) => done.get(`${file} ${name}`) !== (times[name] ?? 1))
          .map((name) => `${file} ${name}: ${done.get(`${file} ${name}`) ?? 0}`),
      );
      if (error === undefined && others.length > 0) this.error(`not there as often as it was: ${others.join(', ')}`);
    },
  };
}

const namesIn = ({ functions = [], ifs = [], afterIfs = [] }: Partial<Unused>): readonly string[] => [
  ...functions,
  ...ifs,
  ...afterIfs,
];

function placesOf(code: string, program: Parameters<Visitor['visit']>[0], here: readonly Unused[]): Emptied[] {
  const functions = new Set(here.flatMap((one) => one.functions ?? []));
  const ifs = new Set(here.flatMap((one) => one.ifs ?? []));
  const afterIfs = new Set(here.flatMap((one) => one.afterIfs ?? []));
  const found: Emptied[] = [];
  const add = (what: string, among: ReadonlySet<string>, place: Place | null | undefined, isGone = false) => {
    if (among.has(what) && place !== null && place !== undefined)
      found.push({ what, start: place.start, end: place.end, isGone });
  };
  const text = ({ start, end }: Place): string => code.slice(start, end).replaceAll(/\s+/g, ' ');
  const addRest = ({ body, end }: Place & { readonly body: readonly (Place & { readonly type: string })[] }) => {
    for (const [index, one] of body.entries()) {
      const next = body[index + 1];
      if (next === undefined || !('test' in one) || one.type !== 'IfStatement') continue;
      add(text(one.test as Place), afterIfs, { start: next.start, end: end - 1 });
    }
  };
  new Visitor({
    FunctionDeclaration: ({ id, body }) => add(id?.name ?? '', functions, body),
    MethodDefinition: ({ key, kind, value, start, end }) => {
      if (key.type === 'PrivateIdentifier') add(`#${key.name}`, functions, value.body);
      else if (key.type === 'Identifier')
        add(kind === 'set' || kind === 'get' ? `${kind} ${key.name}` : key.name, functions, { start, end }, true);
    },
    Property: ({ key, method, value }) => {
      if (method && key.type === 'Identifier' && value.type === 'FunctionExpression')
        add(key.name, functions, value.body);
    },
    PropertyDefinition: ({ key, value }) => {
      if (key.type === 'Identifier' && value?.type === 'ArrowFunctionExpression') add(key.name, functions, value.body);
    },
    VariableDeclarator: ({ id, init }) => {
      const made = init?.type === 'ParenthesizedExpression' ? init.expression : init;
      const isFunction = made?.type === 'FunctionExpression' || made?.type === 'ArrowFunctionExpression';
      if (id.type === 'Identifier' && isFunction) add(id.name, functions, made.body);
    },
    IfStatement: ({ test, consequent }) => add(text(test), ifs, consequent),
    BlockStatement: addRest,
  }).visit(program);
  return found.filter((one) => !found.some((other) => isInside(one, other)));
}

const isInside = (one: Place, other: Place): boolean =>
  other !== one && other.start <= one.start && one.end <= other.end;
