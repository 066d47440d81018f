import type { Platform } from './told.ts';

/** What comes to a number of a project: a code at once, never one, several at once; or no number before the third try. */
const kinds = ['code', 'never', 'several', 'busy'] as const;
export type Kind = (typeof kinds)[number];

/** Each lane has projects of its own, so that a request tells whose it is. `shared` is for purchases with a request id. */
export const shared = 99;

export function projectId(kind: Kind, lane: number): string {
  return `${kinds.indexOf(kind) + 1}${String(lane).padStart(3, '0')}`;
}

/** The lane whose project this is; null for what no lane has to itself. */
export function laneOf(project: string): number | null {
  const lane = Number(project.slice(1));
  return project.length === 4 && lane < shared ? lane : null;
}

/** A project for each request id, so that the book tells how often one of them bought. */
export function sharedProject(requestId: number): string {
  return `${requestId % 2 === 0 ? 5 : 6}${String(requestId).padStart(4, '0')}`;
}

export function isCodeSure(project: string): boolean {
  return project.startsWith('1') || project.startsWith('3') || project.startsWith('5');
}

/** The projects as a scenario says them. */
export function scenarioProjects(lanes: number, requestIds: number): Readonly<Record<string, unknown>> {
  const rules: Readonly<Record<Kind, unknown>> = {
    code: { kind: 'code', delay: 0 },
    never: { kind: 'never' },
    several: { kind: 'several', delay: 0, every: 0 },
    busy: { kind: 'busy', delay: 0 },
  };
  const own = Array.from({ length: lanes + 1 }, (_, lane) =>
    kinds.map((kind) => [projectId(kind, lane === lanes ? shared : lane), rules[kind]] as const),
  ).flat();
  const bought = Array.from({ length: requestIds + 1 }, (_, id) => {
    const project = sharedProject(id);
    return [project, rules[isCodeSure(project) ? 'code' : 'never']] as const;
  });
  return Object.fromEntries([...own, ...bought]);
}

/** Zhima has no rental for several messages. */
export const kindsAt = (platform: Platform): readonly Kind[] =>
  platform === 'durian' ? ['code', 'never', 'several'] : ['code', 'never'];
