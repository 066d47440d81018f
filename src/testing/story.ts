import type { HeldPhoneNumber } from '../library/offer.ts';
import type { NumberStory, StoryEvent } from './offer.ts';

export interface Story {
  note(event: StoryEvent['event'], facts?: Omit<StoryEvent, 'event' | 'at'>): void;
  told(): NumberStory;
}

export function startStory(number: HeldPhoneNumber, now: () => number): Story {
  const events: StoryEvent[] = [];
  return {
    note(event, { code, ...facts } = {}) {
      const masked = code === undefined ? {} : { code: '•'.repeat(code.length) };
      events.push({ event, at: new Date(now()).toISOString(), ...facts, ...masked });
    },
    told() {
      const { id, provider, project, country, state } = number;
      return { id, provider, project, number: number.number, country, state, events: [...events] };
    },
  };
}
