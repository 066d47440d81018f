import { connectionKinds } from './kinds/connection.ts';
import { contentKinds } from './kinds/contents.ts';
import { documentKinds } from './kinds/documents.ts';
import { encodingKinds } from './kinds/encoding.ts';
import { framingKinds } from './kinds/framing.ts';
import { rentalKinds } from './kinds/rental.ts';
import { statusKinds } from './kinds/status.ts';
import { wordKinds } from './kinds/words.ts';
import type { Kind } from './wire.ts';

/** Every way in which a platform or the network fails here. */
export const kinds: readonly Kind[] = [
  ...connectionKinds,
  ...framingKinds,
  ...statusKinds,
  ...encodingKinds,
  ...documentKinds,
  ...contentKinds,
  ...rentalKinds,
  ...wordKinds,
];
