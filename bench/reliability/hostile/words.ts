import { type Mode, modes, temporaryFolder } from '../../../test/helpers/run-cli.ts';
import { tell } from '../rig/in-process.ts';
import type { Parrot } from '../rig/parrot.ts';
import { type Scene, scenes } from '../rig/parrot-scenes.ts';
import { type Voice, voicesOf } from '../rig/parrot-voices.ts';
import { accountFields, type Platform, platforms } from '../rig/parrot-words.ts';
import { randomFrom } from '../rig/random.ts';
import { type EndReport, textOf } from './messages.ts';
import { closing, findChanged, judgeStreams, opening, shapeOf, type Written } from './verdict.ts';

const keys: Readonly<Record<Platform, string>> = { durian: 'API_KEY', zhima: 'PKEY', taoma: 'PASSWORD' };

/** An account at every platform of the parrot. */
export function environmentOf(parrot: Parrot, room: string): Record<string, string> {
  const entries = platforms.flatMap((platform) => {
    const prefix = `SMSCTL_${platform.toUpperCase()}`;
    const account = accountFields[platform].replace(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase();
    return [
      [`${prefix}_BASE_URL`, parrot.baseUrl(room, platform)],
      [`${prefix}_${account}`, 'someone'],
      [`${prefix}_${keys[platform]}`, `key-of-${platform}-0123456789`],
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** Those of a list are cut at its commas and colons. */
const cuts = ['several SMS', 'a number with words', 'a blacklist with words'];

/** A platform, or a page in its place, says something hostile wherever it can say anything; beside it, something calm. */
export async function listen(parrot: Parrot, { seed, index }: { seed: number; index: number }): Promise<EndReport> {
  const random = randomFrom(seed * 19_000_013 + index);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const pairs = scenes.flatMap((scene) => voicesOf(scene.platform).map((voice) => ({ scene, voice })));
  const pair = pairs[((index + seed * 131) * 7919) % pairs.length];
  if (pair === undefined) throw new Error('there is no scene');
  const text = textOf(Math.floor(random() * 600), random);
  const mode = pick(modes);
  const how = { parrot, mode, lang: pick(['en', 'zh-CN']), isPainted: random() < 0.5 && mode !== 'json', ...pair };
  const hostile = await hear({ ...how, room: `words-${seed}-${index}`, words: `${opening}${text}${closing}` });
  const calm = await hear({ ...how, room: `calm-${seed}-${index}`, words: `${opening}calm${closing}` });

  const breaches = [hostile, calm].flatMap(({ broken }) => (broken === null ? [] : [broken.slice(0, 300)]));
  breaches.push(...judgeStreams(hostile));
  // Words that mean something else to the program may well have another end.
  const isAlike = hostile.exitCode === calm.exitCode && codeIn(hostile.stderr) === codeIn(calm.stderr);
  if (isAlike && shapeOf(hostile) !== shapeOf(calm)) {
    breaches.push(`another shape than with calm words: ${shapeOf(hostile)}, not ${shapeOf(calm)}`);
  }
  const changed = cuts.includes(pair.voice.name) ? null : findChanged(hostile, text);
  if (changed !== null) breaches.push(`a document has not what was sent: ${changed}`);
  const name = `${pair.scene.words.join(' ')} at ${pair.scene.platform} that says ${pair.voice.name}`;
  return {
    round: `words-${index}`,
    breaches: breaches.map((what) => `${what} (${name})`),
    runs: hostile.runs + calm.runs,
    texts: 1,
  };
}

/** The error's own code, and whether the platform is quoted: a body that makes no sense as a sentence is not. */
const codeIn = (stderr: string): string =>
  `${/(?:code|代码) ([\w.]+)[,，]/u.exec(stderr)?.[1]} ${/^ {2}(?:The platform says|平台答复)/mu.test(stderr)}`;

interface Hearing {
  readonly parrot: Parrot;
  readonly room: string;
  readonly scene: Scene;
  readonly voice: Voice;
  readonly words: string;
  readonly mode: Mode;
  readonly lang: string;
  readonly isPainted: boolean;
}

type Heard = Written & { readonly exitCode: number; readonly broken: string | null; readonly runs: number };

async function hear({ parrot, room, scene, voice, words, mode, lang, isPainted }: Hearing): Promise<Heard> {
  using folder = temporaryFolder();
  const env = { ...environmentOf(parrot, room), ...(isPainted ? { NO_COLOR: '', FORCE_COLOR: '1' } : {}) };
  // So wide that no line is broken: words of another length would have another shape.
  const options = { home: folder.path, env, mode, lang, columns: 100_000 };
  const provider = ['--provider', scene.platform];
  if (scene.needsLease) await tell(['get-number', '--pid', '123', ...provider], { ...options, mode: 'pipe' });
  parrot.say(room, scene.call, (heard) => voice.say(words, heard));
  const told = await tell([...scene.words, ...provider], options);
  return {
    mode,
    stdout: told.stdout,
    stderr: told.stderr,
    exitCode: told.exitCode,
    broken: told.broken,
    runs: 1 + Number(scene.needsLease),
  };
}
