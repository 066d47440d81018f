import type { Message } from './model.ts';

/**
 * Of the messages brought, those beyond the ones already known, in their order. Copies are counted, because a sender may
 * send the same text twice; the code is no part of it, because it is only what was read out of the text.
 */
export function unseenMessages(brought: readonly Message[], known: readonly Message[]): Message[] {
  const left = known.map(keyOf);
  return brought.filter((message) => {
    const match = left.indexOf(keyOf(message));
    if (match >= 0) left.splice(match, 1);
    return match < 0;
  });
}

const keyOf = ({ project, text }: Message): string => JSON.stringify([project, text]);
