import type { Messages } from '../../messages/index.ts';
import { environment } from './environment.ts';
import { exitCodes } from './exit-codes.ts';
import { json } from './json.ts';
import { money } from './money.ts';
import { sandbox } from './sandbox.ts';
import type { Topic } from './topic.ts';

/** What `smsctl help` knows besides the commands. */
const topics: Readonly<Record<keyof Messages['pages']['topics'], Topic>> = {
  'exit-codes': exitCodes,
  environment,
  json,
  money,
  sandbox,
};

export const topicNames: readonly string[] = Object.keys(topics);

export function topicNamed(name: string): Topic | null {
  return Object.entries(topics).find(([known]) => known === name)?.[1] ?? null;
}
