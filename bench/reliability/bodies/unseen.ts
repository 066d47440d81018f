import type { HeldNumber } from '../../../src/core/model.ts';

export type Text = readonly [project: string | null, text: string];

/** What a number had not brought before: as many copies of a text as are more than the known ones. */
export function unseen(texts: readonly Text[], number: HeldNumber | undefined): Text[] {
  const left = new Map<string, number>();
  const nameOf = ([project, text]: Text) => `${project === null ? 'n' : `p${project}`}\u0000${text}`;
  for (const { project, text } of number?.messages ?? []) {
    const name = nameOf([project, text]);
    left.set(name, (left.get(name) ?? 0) + 1);
  }
  return texts.filter((text) => {
    const copies = left.get(nameOf(text)) ?? 0;
    left.set(nameOf(text), copies - 1);
    return copies <= 0;
  });
}
