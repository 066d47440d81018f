import { type Found, type Place, readSource, type Source } from './source.ts';

interface Documented {
  readonly name: string;
  /** As it is declared, without what it does. */
  readonly signature: string;
  readonly doc: string | null;
}

/** Something that may be imported. */
export interface Public extends Documented {
  readonly members: readonly Documented[];
  /** Types of the sources that its declaration names. */
  readonly types: readonly string[];
}

export interface Module {
  readonly name: string;
  readonly about: string | null;
  readonly exports: readonly Public[];
}

export function readModule({ name, file }: { readonly name: string; readonly file: string }): Module {
  const entry = readSource(file);
  return { name, about: entry.about, exports: entry.names.map((one) => publicOf(one, entry.find(one))) };
}

interface Declared {
  readonly signature: string;
  readonly places: readonly Place[];
  readonly members?: readonly Documented[];
}

function publicOf(name: string, { source, statement, declaration }: Found): Public {
  const { signature, places, members = [] } = declaredBy(name, source, declaration);
  const types = [...new Set(source.typesIn(places))].filter((type) => type !== name);
  return { name, signature, doc: source.docBefore(statement), members, types };
}

function declaredBy(name: string, source: Source, node: Found['declaration']): Declared {
  switch (node.type) {
    case 'FunctionDeclaration': {
      const head = { start: node.start, end: node.body?.start ?? node.end };
      return { signature: source.lines(head).replace(/^async /, ''), places: [head] };
    }
    case 'TSTypeAliasDeclaration':
      return { signature: source.lines(node), places: [node] };
    case 'TSInterfaceDeclaration': {
      const head = { start: node.start, end: node.body.start };
      const shown = node.body.body.filter((one) => !isInternal(source, one));
      const members = shown.map((one) => memberOf(source, one, one));
      return { signature: source.lines(head), places: [head, ...shown], members };
    }
    case 'ClassDeclaration': {
      const head = { start: node.start, end: node.body.start };
      const own = node.body.body.filter(({ type }) => type === 'MethodDefinition' || type === 'PropertyDefinition');
      const named = own.filter((one) => !('key' in one && one.key.type === 'PrivateIdentifier'));
      const shown = named.filter((one) => !isInternal(source, one));
      const heads = shown.map((one) => ({ one, head: headOf(one) }));
      const members = heads.map(({ one, head: part }) => memberOf(source, one, part));
      return { signature: source.lines(head), places: [head, ...heads.map(({ head: part }) => part)], members };
    }
    case 'VariableDeclaration': {
      const found = node.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
      const given = found?.id.type === 'Identifier' ? found.id.typeAnnotation?.typeAnnotation : null;
      const checked = found?.init?.type === 'TSSatisfiesExpression' ? found.init.typeAnnotation : null;
      const type = given ?? checked;
      if (type == null) return { signature: `const ${name}`, places: [] };
      return { signature: `const ${name}: ${source.text(type)}`, places: [type] };
    }
    default:
      throw new Error(`${source.path}: ${name} is a ${node.type}, which the reference has no words for`);
  }
}

const isInternal = (source: Source, member: Place): boolean => /@internal\b/.test(source.docBefore(member) ?? '');

/** Without the body of a method. */
function headOf(member: Place & { readonly value?: unknown }): Place {
  const { start, end, value } = member;
  const body = typeof value === 'object' && value !== null && 'body' in value ? (value.body as Place | null) : null;
  return { start, end: body?.start ?? end };
}

function memberOf(source: Source, member: Place & { readonly key?: Place }, head: Place): Documented {
  const signature = source
    .text(head)
    .replace(/;$/, '')
    .replace(/^(?:override |readonly )+/, '');
  const name = member.key === undefined ? signature : source.text(member.key);
  return { name, signature, doc: source.docBefore(member) };
}

/** What has no docstring: by name, a member behind the dot. */
export const undocumented = ({ exports }: Module): string[] =>
  exports.flatMap(({ name, doc, members }) => [
    ...(doc === null ? [name] : []),
    ...members.filter((member) => member.doc === null).map((member) => `${name}.${member.name}`),
  ]);

/** Types that a declaration names and that cannot be imported. */
export function unreachable(modules: readonly Module[]): string[] {
  const names = new Set(modules.flatMap(({ exports }) => exports.map(({ name }) => name)));
  const all = modules.flatMap(({ exports }) => exports);
  return all.flatMap(({ name, types }) => types.filter((type) => !names.has(type)).map((type) => `${name}: ${type}`));
}
