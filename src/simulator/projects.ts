import type { ProjectKind, SimulatedProject } from '../providers/simulated.ts';
import { seedOf } from './random.ts';

/** What a scenario may say of a project; what is null stays as it is without a scenario. */
export interface ProjectRule {
  readonly kind: ProjectKind | null;
  readonly name: string | null;
  readonly price: number | null;
  /** Seconds from the taking to the first message. */
  readonly delay: number | null;
  /** Seconds between two messages. */
  readonly every: number | null;
  /** `{code}` and `{project}` are filled in. */
  readonly texts: readonly string[] | null;
  readonly key: string | null;
  readonly vip: string | null;
  readonly state?: SimulatedProject['state'] | null;
  readonly type?: string | null;
  readonly prices?: string | null;
}

export interface Project extends SimulatedProject {
  /** Milliseconds. */
  readonly delay: number;
  readonly every: number;
  readonly texts: readonly string[];
  /** How many messages a taken number gets. */
  readonly messages: number;
}

/** Every kind and the project id that has it without a scenario. */
export const magicProjects = {
  code: null,
  never: '9001',
  several: '9002',
  noNumbers: '9003',
  noBalance: '9004',
  busy: '9005',
  unknownProject: '9006',
  needsKey: '9007',
  quota: '9008',
  tooManyHeld: '9009',
  lostAnswer: '9010',
  noRoomToBlacklist: '9011',
  gone: '9012',
  systemFailure: '9013',
  laterNumbers: '9014',
  busyReading: '9015',
} as const satisfies Record<ProjectKind, string | null>;

export const projectKinds = Object.keys(magicProjects) as readonly ProjectKind[];

const names = ['Acme', '示例商城', 'Demo Bank', 'Demo Shop', '测试应用', 'Sample Mail'];

/** What a project id stands for: what the scenario says, else its magic, else an ordinary project of 1 to 6 digits. */
export function projectOf(rules: Readonly<Record<string, ProjectRule>>, id: string): Project {
  const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
  const kind = rule?.kind ?? usualKind(id, rule !== undefined);
  const texts = rule?.texts ?? [];
  return {
    id,
    kind,
    name: rule?.name ?? names[seedOf(0, id) % names.length] ?? id,
    price: rule?.price ?? 1,
    key: rule?.key ?? (kind === 'needsKey' ? 'sandbox-key' : null),
    vip: rule?.vip ?? (kind === 'needsKey' ? 'sandbox-vip' : null),
    state: rule?.state ?? (kind === 'systemFailure' ? 'broken' : 'open'),
    type: rule?.type ?? null,
    prices: rule?.prices ?? null,
    delay: (rule?.delay ?? 3) * 1000,
    every: (rule?.every ?? 3) * 1000,
    texts,
    messages: messagesOf(kind, texts.length),
  };
}

function usualKind(id: string, known: boolean): ProjectKind {
  const magic = projectKinds.find((kind) => magicProjects[kind] === id);
  return magic ?? (known || /^\d{1,6}$/.test(id) ? 'code' : 'unknownProject');
}

function messagesOf(kind: ProjectKind, texts: number): number {
  if (kind === 'never' || kind === 'noRoomToBlacklist') return 0;
  if (kind === 'several') return texts === 0 ? 3 : texts;
  return 1;
}
