import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

/** A stretch of a file. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A statement that declares something, and where it begins: a comment stands before its `export`. */
export interface Found {
  readonly source: Source;
  readonly statement: Place;
  readonly declaration: ESTree.Declaration;
}

export interface Source {
  readonly path: string;
  /** What a place says, its white space made one blank. */
  text(place: Place): string;
  /** As it stands. */
  lines(place: Place): string;
  /** The comment right before a place, without its stars; null where there is none. */
  docBefore(place: Place): string | null;
  /** What the file says of itself. */
  readonly about: string | null;
  /** Names of what it exports. */
  readonly names: readonly string[];
  /** Where something it exports is declared. @throws Error where that is not in the sources */
  find(name: string): Found;
  /** Types that are named there and that the sources declare, not a package. */
  typesIn(places: readonly Place[]): string[];
}

export function readSource(path: string): Source {
  const code = readFileSync(path, 'utf8');
  const { program, comments, errors } = parseSync(path, code);
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`);
  const docs = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'));
  const [first] = program.body;
  const isOfAll = first !== undefined && 'source' in first && first.source !== null; // else it is the docstring of what is declared first
  const about = isOfAll ? docs.find(({ end }) => end <= first.start) : undefined;
  const declared = new Map<string, Found>();
  const reexported = new Map<string, { readonly from: string; readonly name: string }>();
  const ours = new Set<string>();
  const types: (Place & { readonly name: string })[] = [];
  const source: Source = {
    path,
    text: (place) => source.lines(place).replaceAll(/\s+/g, ' '),
    lines: ({ start, end }) => code.slice(start, end).trim(),
    docBefore({ start }) {
      const doc = docs.findLast(({ end }) => end <= start && code.slice(end, start).trim() === '');
      return doc === undefined ? null : withoutStars(doc.value);
    },
    about: about === undefined ? null : withoutStars(about.value),
    names: [],
    find(name) {
      const found = declared.get(name);
      if (found !== undefined) return found;
      const other = reexported.get(name);
      if (other === undefined) throw new Error(`${path} exports no ${name} of its own`);
      return readSource(join(dirname(path), other.from)).find(other.name);
    },
    typesIn: (places) => {
      const named = types.filter((one) => places.some(({ start, end }) => start <= one.start && one.end <= end));
      return named.map(({ name }) => name).filter((name) => ours.has(name));
    },
  };
  const addType = (named: ESTree.TSTypeName | ESTree.Expression) => {
    if (named.type === 'Identifier') types.push(named);
  };
  new Visitor({
    TSTypeReference: ({ typeName }) => addType(typeName),
    TSInterfaceHeritage: ({ expression }) => addType(expression),
  }).visit(program);
  const exported: string[] = [];
  const declare = (declaration: ESTree.Declaration, statement: Place) => {
    const names = namesOf(declaration);
    for (const name of names) declared.set(name, { source, statement, declaration });
    for (const name of names) ours.add(name);
    return names;
  };
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration') {
      if (statement.declaration !== null) exported.push(...declare(statement.declaration, statement));
      for (const { local, exported: as } of statement.specifiers) {
        exported.push(nameOf(as));
        if (statement.source?.value.startsWith('.') === true)
          reexported.set(nameOf(as), { from: statement.source.value, name: nameOf(local) });
      }
    } else if (statement.type === 'ImportDeclaration') {
      if (statement.source.value.startsWith('.')) for (const { local } of statement.specifiers) ours.add(local.name);
    } else if (isDeclaration(statement)) declare(statement, statement);
  }
  return { ...source, names: exported };
}

const nameOf = (name: ESTree.ModuleExportName): string => (name.type === 'Literal' ? name.value : name.name);

const kinds = ['FunctionDeclaration', 'ClassDeclaration', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration'];

const isDeclaration = (statement: ESTree.Statement): statement is ESTree.Statement & ESTree.Declaration =>
  kinds.includes(statement.type) || statement.type === 'VariableDeclaration';

function namesOf(declaration: ESTree.Declaration): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}

const withoutStars = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();
