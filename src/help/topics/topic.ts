import type { Context } from '../../context/context.ts';
import type { View } from '../../terminal/output.ts';
import type { Manual } from '../page.ts';

export interface TopicParts extends Manual {
  readonly context: Context;
}

export type Topic = (parts: TopicParts) => View | Promise<View>;
