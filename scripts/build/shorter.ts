import { type Plugin, RolldownMagicString } from 'rolldown';
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

const handed =
  /Object\.defineProperty\(exports, "([\w$]+)", \{\s+enumerable: true,\s+get: function \(\) \{\s+return ([\w$]+);\s+\}\s+\}\);\n?|^exports\.([\w$]+) = ([\w$]+);\n?/gm;

/**
 * The bundler hands out each thing that others need in a statement of its own, with a function that looks for it anew each
 * time. For what never changes once is enough, and quicker.
 */
export function shorterExports(): Plugin {
  return {
    name: 'shorter-exports',
    renderChunk(code, { fileName }) {
      const found = [...code.matchAll(handed)];
      const changing = changedLater(parseSync(fileName, code).program);
      const changed = new RolldownMagicString(code);
      const pairs = found.flatMap(({ 0: text, 1: name, 2: value = '', 3: other, 4: same = value, index }) => {
        if (changing.has(same)) return [];
        changed.remove(index, index + text.length);
        return [`${name ?? other}: ${same}`];
      });
      if (/\bdefineProperty\(exports\b/.test(code.replaceAll(handed, '')))
        this.error(`${fileName} exports in another way than it did`);
      return pairs.length === 0 ? null : changed.append(`\nObject.assign(exports, { ${pairs.join(', ')} });\n`);
    },
  };
}

/** Names that are given another value somewhere, whatever scope they are of. */
function changedLater(program: ESTree.Program): ReadonlySet<string> {
  const targets: ESTree.Span[] = [];
  const named: (ESTree.Span & { readonly name: string })[] = [];
  const add = (target: ESTree.Span & { readonly type: string }) => {
    if (target.type !== 'MemberExpression' && target.type !== 'VariableDeclaration') targets.push(target);
  };
  new Visitor({
    AssignmentExpression: ({ left }) => add(left),
    UpdateExpression: ({ argument }) => add(argument),
    ForInStatement: ({ left }) => add(left),
    ForOfStatement: ({ left }) => add(left),
    Identifier: (one) => named.push(one),
  }).visit(program);
  const isTarget = ({ start, end }: ESTree.Span) => targets.some((one) => one.start <= start && end <= one.end);
  return new Set(named.filter(isTarget).map(({ name }) => name));
}
