import type { Section } from './section.ts';

/** In the order in which they run. Each is loaded when its turn comes. */
export const sections: Readonly<Record<string, () => Promise<Section>>> = {
  secrets: async () => (await import('./secrets.ts')).secrets,
};
