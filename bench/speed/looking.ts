import { reference } from './place.ts';
import { startPlatform } from './platform-process.ts';
import { type Crowd, lateAt, type Polling, perThousand, pollWithProgram, pollWithScript } from './polling.ts';
import { type Row, shown, spreadOf } from './rows.ts';
import { isHere, weighOnce } from './run.ts';
import type { Section, Wish } from './section.ts';

const count = 1000;

const crowds: Readonly<Record<string, Crowd>> = {
  'all of one account': { provider: 'durian', accounts: 1, each: count },
  'a number an account': { provider: 'durian', accounts: count, each: 1 },
  'fifty an account and request': { provider: 'taoma', accounts: count / 50, each: 50 },
};

const seconds = ({ isBrief }: Wish): number => (isBrief ? 4 : 10);

/** One process that waits for a thousand numbers at once, beside a plain loop of fetch and beside curl and jq. */
export const measureLooking: Section = async (wish) => {
  const { place, isBrief, say } = wish;
  const runs = isBrief ? 1 : 3;
  const fetched: Polling[] = [];
  const bare: Polling[] = [];
  const idle: Polling[] = [];
  const seen = new Map(Object.keys(crowds).map((name) => [name, [] as Polling[]]));
  for (let run = 0; run < runs; run += 1) {
    fetched.push(await pollWithScript(place, { name: 'fetch-loop.cjs', count, seconds: seconds(wish) }));
    bare.push(await pollWithScript(place, { name: 'http-intervals.cjs', count, seconds: seconds(wish) }));
    idle.push(await pollWithProgram(place, { provider: 'durian', accounts: 1, each: 1 }, seconds(wish)));
    for (const [name, crowd] of Object.entries(crowds)) {
      say(`${count} numbers, ${name}`);
      seen.get(name)?.push(await pollWithProgram(place, crowd, seconds(wish)));
    }
  }
  const loop = spreadOf(fetched.map(perThousand)).median;
  const rest = spreadOf(idle.map(({ peak }) => peak)).median;
  return [
    row('loop of fetch', 'ms CPU a 1,000 looks', spreadOf(fetched.map(perThousand)), {}),
    row(
      'node:http alone, five every five ms',
      'x a loop of fetch',
      spreadOf(bare.map((one) => perThousand(one) / loop)),
      {
        note: 'a look at one number, and nothing else',
      },
    ),
    ...[...seen].flatMap(([name, pollings]) => rowsOf(name, pollings, { loop, rest })),
    ...(await curlRow(wish, seen)),
  ];
};

function rowsOf(name: string, pollings: readonly Polling[], { loop, rest }: { loop: number; rest: number }): Row[] {
  const late = (part: number) => spreadOf(pollings.map((one) => lateAt(one, part)));
  const looks = spreadOf(pollings.map((one) => one.looks / one.seconds)).median;
  const cpu = spreadOf(pollings.map(perThousand));
  const perRequest = spreadOf(pollings.map((one) => one.looks / one.requests));
  return [
    row(`CPU, ${name}`, 'x a loop of fetch', spreadOf(pollings.map((one) => perThousand(one) / loop)), {
      goal: { atMost: 0.6 },
      note: `${shown(cpu.median)} ms a 1,000 looks; ${shown(looks)} of ${count} looks a second`,
    }),
    row(`lateness of 99 in 100, ${name}`, 'ms', late(0.99), {
      goal: { atMost: 10 },
      note: `half of them ${shown(late(0.5).median)} ms, at most ${shown(late(1).median)} ms`,
    }),
    row(`memory, ${name}`, 'x waiting for one', spreadOf(pollings.map(({ peak }) => peak / rest)), {
      goal: { atMost: 2 },
      note: `${shown(spreadOf(pollings.map(({ peak }) => peak)).median)} MB`,
    }),
    ...(name.startsWith('fifty')
      ? [row('numbers looked at by a request', '', perRequest, { goal: { atLeast: 50 } })]
      : []),
  ];
}

/** What a shell spends on a look, over what the program spends on one. */
async function curlRow(wish: Wish, seen: ReadonlyMap<string, readonly Polling[]>): Promise<Row[]> {
  const what = 'CPU of a loop of curl and jq';
  if (!isHere('curl') || !isHere('jq')) {
    return [{ section: 'polling', what, unit: '', figure: null, note: 'curl or jq is not here' }];
  }
  const { place, isBrief } = wish;
  await using platform = await startPlatform();
  const address = `${platform.url}/durian/getMsg?name=p0&ApiKey=key-of-p0&pid=9001&serial=2&pn=`;
  const looks = isBrief ? 50 : 200;
  const words = ['bash', reference('curl-loop.sh'), address, String(looks)];
  const { cpu } = weighOnce({ name: 'curl and jq', words, env: place.env(place.home('curl')) }, place.folder);
  const each = (cpu / looks) * 1e6;
  return [...seen].map(([name, pollings]) => {
    const note = `${shown(each / 1000)} ms a look`;
    const figure = spreadOf(pollings.map((one) => each / perThousand(one)));
    return row(`${what}, beside ${name}`, 'x ours', figure, { goal: { atLeast: 50 }, note });
  });
}

function row(what: string, unit: string, figure: Row['figure'], more: Pick<Row, 'goal' | 'note'>): Row {
  return { section: 'polling', what, unit, figure, ...more };
}
