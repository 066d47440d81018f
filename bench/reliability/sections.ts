import type { Section } from './section.ts';

/** In the order in which they run. Each is loaded when its turn comes. */
export const sections: Readonly<Record<string, () => Promise<Section>>> = {
  kills: async () => (await import('./kills/kills.ts')).section,
  disk: async () => (await import('./disk/disk.ts')).section,
  faults: async () => (await import('./faults/faults.ts')).faults,
  sequences: async () => (await import('./sequences/sequences.ts')).sequences,
  clock: async () => (await import('./clock/clock.ts')).clock,
  crowd: async () => (await import('./crowd/crowd.ts')).crowd,
  secrets: async () => (await import('./secrets/secrets.ts')).secrets,
  hostile: async () => (await import('./hostile/hostile.ts')).hostile,
  suite: async () => (await import('./suite/suite.ts')).suite,
  bodies: async () => (await import('./bodies/bodies.ts')).bodies,
};
