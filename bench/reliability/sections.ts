import type { Section } from './section.ts';

/** In the order in which they run. Each is loaded when its turn comes. */
export const sections: Readonly<Record<string, () => Promise<Section>>> = {
  hostile: async () => (await import('./hostile.ts')).hostile,
  secrets: async () => (await import('./secrets.ts')).secrets,
};
