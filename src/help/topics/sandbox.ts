import type { View } from '../../terminal/output.ts';
import { plainText, section, terms, text } from '../page-view.ts';
import type { TopicParts } from './topic.ts';

/** What it is, and the project ids that give an outcome on purpose; the ids are the simulator's own. */
export async function sandbox({ texts }: TopicParts): Promise<View> {
  const { magicProjects, projectKinds } = await import('../../simulator/projects.ts');
  const { sandboxTitle, sandboxAbout, sandboxKinds, sandboxProjects, sandboxExamples, anyOther } = texts.topics;
  const projects = projectKinds.map((kind) => ({
    project: magicProjects[kind],
    kind,
    outcome: sandboxKinds[kind],
  }));
  const rows = projects.map(({ project, outcome }) => ({ term: project ?? anyOther, text: outcome }));
  const sections = [
    section(sandboxTitle, [text(sandboxAbout)]),
    section(
      texts.help.examples,
      sandboxExamples.map(([line, says]) => ({ kind: 'command', line, says })),
    ),
    section(sandboxProjects, terms(rows)),
  ];
  return {
    json: { title: sandboxTitle, about: sandboxAbout, projects },
    plain: plainText(sections)
      .split('\n')
      .map((line) => [line]),
    blocks: sections,
  };
}
