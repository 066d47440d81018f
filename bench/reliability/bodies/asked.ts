import type { HeldNumber, Message, RentRequest } from '../../../src/core/model.ts';
import type { HoldWish } from '../../../src/providers/contract.ts';
import { rentWish } from '../../../test/helpers/rent-wish.ts';
import type { Asked } from './call.ts';

/** Whatever a client is given is frozen to the bottom: to change it is a crash. */
export function freeze<T>(whole: T): T {
  if (typeof whole !== 'object' || whole === null || Object.isFrozen(whole)) return whole;
  for (const part of Object.values(whole)) freeze(part);
  return Object.freeze(whole);
}

const wish = rentWish();

interface Wanted {
  readonly numbers?: readonly string[];
  /** What each of them has brought before. */
  readonly known?: readonly string[];
  readonly wish?: Partial<RentRequest>;
  readonly hold?: HoldWish;
}

export function ask({ numbers = [], known = [], wish: wanted = {}, hold }: Wanted): Asked {
  const messages = known.map((text): Message => ({ text, code: null, project: null }));
  const held = numbers.map(
    (platformNumber, index): HeldNumber => ({
      leaseId: index % 2 === 0 ? `l${index}` : null,
      project: '0257',
      platformNumber,
      multi: wanted.multi ?? false,
      messages,
    }),
  );
  return freeze({ numbers: held, wish: { ...wish, ...wanted }, hold: hold ?? null });
}

/** The document's own numbers, in the spellings in which a platform may have handed them out. */
export const bolivian = '+59173841704';
export const mainland = '13812345678';
export const several = [mainland, '13900001111', '8615012345678', '+8618600000000'] as const;
