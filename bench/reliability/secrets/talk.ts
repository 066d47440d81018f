import { type Mode, modes } from '../../../test/helpers/run-cli.ts';
import { type Told, tell } from '../rig/in-process.ts';
import type { Heard, Parrot, Said } from '../rig/parrot.ts';
import { lookBack, type Scene, scenes } from '../rig/parrot-scenes.ts';
import { type Voice, voicesOf } from '../rig/parrot-voices.ts';
import { randomFrom } from '../rig/random.ts';
import { type Kind, kinds } from './canaries.ts';
import { type Household, openHousehold, slots } from './household.ts';
import { forms } from './plants.ts';
import { judge, marker, type Report } from './report.ts';

/** What no platform says: a key that is broken up is for other eyes than those of a program. */
const unsaid = ['broken over two lines', 'with a colour in it', 'with an invisible letter in it'];
const saidForms = Object.entries(forms).filter(([name]) => !unsaid.includes(name));

interface Setting {
  readonly scene: Scene;
  readonly voice: Voice;
  readonly kind: Kind;
}

/** Every scene with every voice of its platform, once; keys, forms and modes go round beside them. */
function settingOf(seed: number, index: number): Setting {
  const pairs = scenes.flatMap((scene) => voicesOf(scene.platform).map((voice) => ({ scene, voice })));
  const pair = pairs[((index + seed * 131) * 7919) % pairs.length];
  if (pair === undefined) throw new Error('there is no scene');
  return { ...pair, kind: kinds[index % kinds.length] ?? 'letters' };
}

/** One command at one platform that repeats a key, and what the user looks at afterwards. */
export async function talk(parrot: Parrot, { seed, index }: { seed: number; index: number }): Promise<Report> {
  const random = randomFrom(seed * 1_000_003 + index);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const { scene, voice, kind } = settingOf(seed, index);
  const room = `talk-${seed}-${index}`;
  const hasProxy = random() < 0.25;
  using household = openHousehold({
    parrot,
    room,
    platform: scene.platform,
    slot: pick(slots),
    kind,
    hasProxy,
    random,
  });
  const options = () => ({
    home: household.home,
    mode: pick<Mode>(modes),
    lang: pick(['en', 'zh-CN']),
    env: { ...household.env, ...(random() < 0.3 ? { NO_COLOR: '', FORCE_COLOR: '1' } : {}) },
  });
  const told: Told[] = [];
  for (const { name, value } of household.toStore) {
    told.push(await tell(['config', 'set', name, '-'], { ...options(), input: `${value}\n` }));
  }
  const provider = ['--provider', scene.platform];
  if (scene.needsLease) told.push(await tell(['get-number', '--pid', '123', ...provider], options()));

  const key = pick(keysHeard(household, scene));
  const [, write] = pick(saidForms);
  const say = (heard: Heard): Said => voice.say(`${marker} ${write(key)} ${marker}`, heard);
  parrot.say(room, scene.call, say);
  told.push(
    await tell(
      [
        ...scene.words,
        ...provider,
        ...pick([[], ['-v'], ['-q'], ['-v', '--no-color']]),
        ...keysOfCall(household, scene, random),
      ],
      options(),
    ),
  );
  parrot.say(room, scene.call, null);
  for (let look = 0; look < 2; look += 1) told.push(await tell(pick(lookBack), options()));
  return judge(household, { round: `talk-${index}`, told });
}

/** Keys that the platform, or a proxy on the way, may repeat. */
function keysHeard({ canaries, env }: Household, { platform, words, call }: Scene): string[] {
  const known = canaries.filter(({ name }) => {
    if (name === "the proxy's password") return env.http_proxy !== undefined;
    // It is no secret before it was given out.
    if (name === 'the session') return platform === 'zhima' && call.includes('/') && call !== 'pkey/verification';
    if (name.startsWith('--')) return takes(name, words, platform);
    // Where only its digest was stored, the program has never seen the password, and the platform has no way to say it.
    const isDigested = canaries.some((canary) => canary.name === `the digest of ${name}`);
    if (isDigested && env.SMSCTL_TAOMA_PASSWORD === undefined) return false;
    return name.includes(`${platform}.`) && !name.includes('.work.');
  });
  return known.map(({ value }) => value);
}

const takes = (option: string, [command = '']: readonly string[], platform: string) =>
  platform === 'durian' && (command === 'get-number' || (command === 'countries' && option === '--vip'));

/** The two keys that may stand on a command line; a value behind `=` may begin with a dash. */
function keysOfCall({ canaries }: Household, { words, platform }: Scene, random: () => number): string[] {
  const given = canaries.filter(({ name }) => name.startsWith('--') && takes(name, words, platform));
  return given.flatMap(({ name, value }) => (random() < 0.5 ? [`${name}=${value}`] : [name, value]));
}
