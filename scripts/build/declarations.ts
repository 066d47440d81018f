import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'rolldown/utils';

/** A statement of a file of declarations. */
interface Statement {
  /** With the comment before it. */
  readonly text: string;
  /** What it declares. */
  readonly declared: readonly string[];
  /** What it imports, or hands on: by the name that it has here, the one that it has there. */
  readonly handed: ReadonlyMap<string, string>;
  readonly from: string | null;
}

/**
 * The compiler declares every file, and all that is in one: what nobody who imports one of the entries can meet is
 * removed. And it leaves `.ts` in the imports, where `.js` is meant.
 */
export function mendDeclarations(folder: string, entries: readonly string[]): void {
  const files = new Map<string, readonly Statement[]>();
  const statementsOf = (file: string): readonly Statement[] => {
    const statements = files.get(file) ?? read(file);
    files.set(file, statements);
    return statements;
  };
  const needed = new Map<string, Set<string>>();
  const open = entries.flatMap((entry) => {
    const file = join(folder, entry);
    return statementsOf(file)
      .flatMap(namesOf)
      .map((name) => ({ file, name }));
  });
  for (const { file, name } of open) {
    const names = needed.get(file) ?? new Set();
    if (names.has(name)) continue;
    needed.set(file, names.add(name));
    for (const { declared, handed, from, text } of statementsOf(file)) {
      const there = handed.get(name);
      if (from !== null && there !== undefined) open.push({ file: from, name: there });
      if (declared.includes(name)) for (const word of wordsOf(text)) open.push({ file, name: word });
    }
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (!name.endsWith('.d.ts')) continue;
    const names = needed.get(file);
    if (names === undefined) {
      rmSync(file);
      continue;
    }
    const kept = statementsOf(file).filter((one) => namesOf(one).some((here) => names.has(here)));
    writeFileSync(
      file,
      `${kept
        .map((one) => written(one, names))
        .join('')
        .replaceAll(/^ +/gm, (blanks) => ' '.repeat(Math.ceil(blanks.length / 4)))
        .trim()}\n`,
    );
  }
}

const namesOf = ({ declared, handed }: Statement): readonly string[] => [...declared, ...handed.keys()];

const wordsOf = (text: string): readonly string[] => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').match(/[\w$]+/g) ?? [];

function written({ text, handed }: Statement, names: ReadonlySet<string>): string {
  const specifier = ([here, there]: readonly [string, string]) => (here === there ? here : `${there} as ${here}`);
  const isImport = /^\s*import\b/.test(text);
  const list = [...handed]
    .filter(([here]) => names.has(here))
    .map(specifier)
    .join(', ');
  const slim = isImport ? text.replace(/\{[^}]*\}/, `{ ${list} }`) : text;
  return handed.size === 0 ? slim : slim.replace(/\.ts(?=['"])/, '.js');
}

/** @throws Error where a file says something in a way that this does not know */
function read(file: string): readonly Statement[] {
  const code = readFileSync(file, 'utf8');
  let end = 0;
  return parseSync(file, code).program.body.map((one) => {
    const text = code.slice(end, one.end);
    end = one.end;
    const none = { text, declared: [], handed: new Map<string, string>(), from: null };
    if (one.type === 'ImportDeclaration' || (one.type === 'ExportNamedDeclaration' && one.declaration === null)) {
      const pairs = one.specifiers.map((each) => {
        if (each.type === 'ImportSpecifier' && each.imported.type === 'Identifier')
          return [each.local.name, each.imported.name] as const;
        if (each.type === 'ExportSpecifier' && each.exported.type === 'Identifier' && each.local.type === 'Identifier')
          return [each.exported.name, each.local.name] as const;
        throw new Error(`${file}: ${text}`);
      });
      const path = one.source?.value.replace(/\.ts$/, '.d.ts');
      const isOurs = path?.startsWith('.') === true;
      return { ...none, handed: new Map(pairs), from: isOurs ? join(dirname(file), path) : null };
    }
    // What is added to the types of a package stands where it is said, and can be met by all.
    if (one.type === 'TSModuleDeclaration' && one.id.type === 'Literal')
      return { ...none, declared: ['declare module'] };
    const declaration = one.type === 'ExportNamedDeclaration' ? one.declaration : one;
    if (declaration === null || /\bimport\(/.test(text)) throw new Error(`${file}: ${text}`);
    if (declaration.type === 'VariableDeclaration') {
      const names = declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
      return { ...none, declared: names };
    }
    if ('id' in declaration && declaration.id?.type === 'Identifier')
      return { ...none, declared: [declaration.id.name] };
    throw new Error(`${file}: ${text}`);
  });
}
