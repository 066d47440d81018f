import { readFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';

/** A small change of the SQL in a source. To Stryker, SQL is a text, of which it knows only to leave it out. */
export interface SqlMutant extends Pick<MutantResult, 'fileName' | 'location' | 'replacement'> {
  /** The whole source with the change. */
  readonly source: string;
}

/** Lines of SQL, told from those of TypeScript by their capitals and by their parameters. */
const sql = /\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|AND|OR|CHECK|UNIQUE|REFERENCES|STRICT|CONFLICT)\b|\w = :\w/u;
const comment = /^\s*(?:\*|\/\*\*|\/\/)/u;

const changes: readonly (readonly [what: RegExp, to: string])[] = [
  [/\bAND\b/gu, 'OR'],
  [/(?<!INSERT )\bOR\b/gu, 'AND'],
  [/\bIS NULL\b/gu, 'IS NOT NULL'],
  [/\bIS NOT NULL\b/gu, 'IS NULL'],
  // A condition that always holds, or a column that keeps what it has.
  [/\b(\w+) (?:=|<>|<=|>=|>) :\w+/gu, '$1 = $1'],
  [/<=(?= :)/gu, '<'],
  [/>=(?= [:\d])/gu, '>'],
  [/>(?= :)/gu, '>='],
  [/<>/gu, '='],
  [/(?<=:now )\+/gu, '-'],
  [/(?<=:now )-/gu, '+'],
  [/ ORDER BY [\w, ]+/gu, ''],
  [/ DESC\b/gu, ''],
  [/(?<= (?:=|<>) |(?:IN|VALUES) \([^)]*)'[a-zA-Z]+'/gu, "'-'"],
  [/ UNIQUE\b/gu, ''],
  [/ STRICT\b/gu, ''],
  [/ REFERENCES \w+ \(\w+\)/gu, ''],
  [/CHECK \(/gu, 'CHECK (TRUE OR '],
  [/ OR REPLACE\b/gu, ''],
  [/DO UPDATE SET [^'`]+/gu, 'DO NOTHING'],
];

export function listSqlMutants(fileName: string): readonly SqlMutant[] {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  return lines.flatMap((text, index) =>
    !sql.test(text) || comment.test(text)
      ? []
      : changes.flatMap(([what, to]) =>
          [...text.matchAll(what)].map((match) => {
            const [was] = match;
            const end = match.index + was.length;
            const replacement = to.replaceAll('$1', match[1] ?? '');
            const changed = text.slice(0, match.index) + replacement + text.slice(end);
            return {
              fileName,
              location: {
                start: { line: index + 1, column: match.index + 1 },
                end: { line: index + 1, column: end + 1 },
              },
              replacement,
              source: lines.with(index, changed).join('\n'),
            };
          }),
        ),
  );
}
