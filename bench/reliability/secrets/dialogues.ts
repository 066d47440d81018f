import { hasTerminal, onTerminal, type StartedBin, startBin, until } from '../rig/started-bin.ts';
import type { Household } from './household.ts';
import type { Scene, Watched } from './process-scene.ts';
import { marker } from './report.ts';

/** What stands on the terminal, and what is typed then. */
type Talk = readonly (readonly [seen: string, typed: string])[];

const keyOf = ({ canaries }: Household, name: string): string =>
  canaries.find((canary) => canary.name === name)?.value ?? '';

/** The platform refuses a key, and repeats it. */
function repeatKey({ parrot, room }: Scene, key: string): void {
  parrot.say(room, 'getUserInfo', () => ({ body: JSON.stringify({ code: 802, msg: `${marker} ${key}` }) }));
}

/** A person at a terminal; each answer is typed when its question stands there. Ends with Ctrl-C. */
async function converse({ household }: Scene, words: readonly string[], talk: Talk): Promise<Watched> {
  if (!hasTerminal()) return { notRun: 'no script(1) of util-linux' };
  const { home, env } = household;
  const started = startBin(words, { home, env: { ...env, TERM: 'xterm' }, input: null, ...onTerminal(words) });
  for (const [seen, typed] of talk) {
    if (!(await until(() => started.shown().includes(seen)))) {
      started.kill('SIGKILL');
      return { started: [started], wrong: `"${seen}" never came` };
    }
    started.type(typed);
  }
  await started.ended;
  return { started: [started] };
}

const ctrlC = '\x03';

/** Keys that are typed, piped to login or printed by commands of the user's, and what tells of them afterwards. */
export const dialogueScenes: Readonly<Record<string, (scene: Scene) => Promise<Watched>>> = {
  async 'a login with a key from stdin'(scene) {
    const { household, parrot, room } = scene;
    const key = keyOf(household, 'durian.work.apiKey');
    const words = ['login', 'durian', '--profile', 'work', '--field', 'name=some-user', '--field', 'apiKey=-'];
    const { home, env } = household;
    const started: StartedBin[] = [];
    const logIn = async (more: readonly string[]) => {
      const { SMSCTL_DURIAN_API_KEY: _, ...others } = env;
      started.push(startBin([...words, ...more], { home, env: others, input: `${key}\n` }));
      return started.at(-1)?.ended;
    };
    repeatKey(scene, key);
    for (const more of [[], ['-v'], ['--json']]) await logIn(more);
    parrot.say(room, 'getUserInfo', null);
    const last = await logIn(['-v']);
    for (const more of [['--json'], ['--yes']]) {
      started.push(startBin(['logout', 'durian', '--profile', 'work', ...more], { home, env }));
      await started.at(-1)?.ended;
    }
    return { started, ...(last?.exitCode === 0 ? {} : { wrong: `exit ${last?.exitCode}` }) };
  },

  async 'a login at the prompt'(scene) {
    const key = keyOf(scene.household, 'durian.work.apiKey');
    repeatKey(scene, key);
    return converse(
      scene,
      ['login', 'durian', '--profile', 'work', '-v'],
      [
        ['name', '\r'],
        ['apiKey', `${key}\r`],
        [marker, ctrlC],
      ],
    );
  },

  async 'keys that a command prints'(scene) {
    const { household, start } = scene;
    const env = { SMSCTL_DURIAN_API_KEY: 'cmd:printenv PRINTED', PRINTED: keyOf(household, 'durian.apiKey') };
    repeatKey(scene, env.PRINTED);
    const lines = [
      ['balance', '-v'],
      ['balance', '--json'],
      ['doctor', '-v'],
      ['doctor', '--json'],
      ['login', 'durian', '-v'],
      ['config', 'list'],
      ['config', 'get', 'durian.apiKey'],
      ['providers'],
      ['complete', '--', 'config', 'set', 'durian'],
      ['complete', '--', 'get-number', '-p', 'durian', '--pid', '1'],
    ];
    const started: StartedBin[] = [];
    for (const words of lines) {
      started.push(start(words, env));
      await started.at(-1)?.ended;
    }
    return { started };
  },

  async 'the wizard'(scene) {
    repeatKey(scene, keyOf(scene.household, 'durian.apiKey'));
    return converse(
      scene,
      ['-p', 'durian'],
      [
        ['Project id', '123\r'],
        ['Country', '\r'],
        ['How many numbers', '\r'],
        ['Codes for each number', '\r'],
        ['Rent it now?', 'y\r'],
        ['Copy the number?', 'y\r'],
        ['Ctrl-C stops the wait', ctrlC],
      ],
    );
  },

  async 'the board that is watched'(scene) {
    await scene.start(['get-number', '-p', 'durian', '--pid', '123']).ended;
    return converse(scene, ['numbers', '--watch'], [['wait-code', 'q']]);
  },
};
