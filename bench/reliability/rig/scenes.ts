import { platformOf, type Stage, startStage } from '../../../test/helpers/stage.ts';

/** A command that something happens to, and what it starts from. */
export interface Scene {
  readonly name: string;
  readonly platform: 'durian' | 'zhima';
  /** The project of the number that is rented before; null begins with no ledger at all. */
  readonly before: string | null;
  readonly line: string;
  /** Numbers it rents. */
  readonly rents: number;
  readonly exitCode: number;
}

/** A code is there at once for project 123, and never for 9001. */
export const scenes: readonly Scene[] = [
  {
    name: 'get-number',
    platform: 'durian',
    before: null,
    line: 'get-number --pid 9001 --request-id order-1',
    rents: 1,
    exitCode: 0,
  },
  {
    name: 'get-number of 3',
    platform: 'durian',
    before: '123',
    line: 'get-number --pid 9001 --count 3 --request-id order-1',
    rents: 3,
    exitCode: 0,
  },
  {
    name: 'wait-code for a code',
    platform: 'durian',
    before: '123',
    line: 'wait-code --interval 0.1 --timeout 5',
    rents: 0,
    exitCode: 0,
  },
  {
    name: 'wait-code that blacklists',
    platform: 'durian',
    before: '9001',
    line: 'wait-code --interval 0.1 --timeout 0.1',
    rents: 0,
    exitCode: 7,
  },
  {
    name: 'wait-code that releases',
    platform: 'zhima',
    before: '123',
    line: 'wait-code --interval 0.1 --timeout 5',
    rents: 0,
    exitCode: 0,
  },
  { name: 'release', platform: 'durian', before: '9001', line: 'release', rents: 0, exitCode: 0 },
];

export async function openScene({ platform, before }: Scene): Promise<Stage> {
  // A platform with few numbers answers sooner: all it knows is read and written for each request.
  const stock = { '*': 0, [platform === 'zhima' ? 'cn' : 'bo']: 9 };
  const stage = await startStage({ platforms: platformOf(platform, { stock }) }, [platform]);
  if (before !== null) await stage.rent(before);
  return stage;
}
