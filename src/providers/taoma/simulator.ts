import type {
  SimulatedAccount,
  SimulatedAnswer,
  SimulatedHold,
  SimulatedPlatform,
  TakeRefusal,
  World,
} from '../simulated.ts';

/** The key is what the platform takes for a password: the MD5 digest of the word `sandbox`. */
const account = { name: 'sandbox', key: '93bc63e0b4f48fbbff568d9fc0dc3def' };

/**
 * Taoma, written from its document alone (docs/providers/taoma.md). Numbers in brackets are the document's, of part two.
 * HTTP 200 throughout. Lack of balance is a failure of reading too [2, 3], so it is messages that are charged.
 */
export const taomaSimulator: SimulatedPlatform = {
  id: 'taoma',
  basePath: '/http.do',
  account,
  credentials: { userId: account.name, password: account.key },
  stock: { cn: 200 },
  options: {
    /** What a look says while nothing has come. */
    waiting: ['暂时没收到短信', '暂时没有短信', '还没有收到短信，请稍候'],
    /** The state of a getMessages that fails, waiting included: the document shows a true one. */
    failedRead: ['true', 'false'],
    noNumbers: ['暂时没有可用号码,稍候获取', '暂时没有可用号码'],
    /** An older revision puts the message of a single number at the top level. */
    message: ['inData', 'flat'],
    values: ['json', 'strings'],
    /** Of several numbers to blacklist: all, or every other one. */
    blacklists: ['all', 'some'],
    /** What getMessages says of numbers none of which is held; beside one that is, such numbers are passed over. */
    notHeld: ['refuses', 'waits'],
    charged: ['message', 'number'],
    /** Seconds. */
    holdFor: ['300', '120', '600'],
  },
  call: ({ parameters }) => parameters.action ?? '',
  handle({ method, path, parameters }, world) {
    const isKnown = path === '' && (method === 'GET' || method === 'POST');
    if (!isKnown) return writePage(path === '' ? 405 : 404);
    const { action = '' } = parameters;
    const call = Object.hasOwn(calls, action) ? calls[action] : undefined;
    if (call === undefined) return writeAnswer({ state: false, message: words.parameters }, world);
    const { userID = '', password = '' } = parameters;
    const user = world.account(userID);
    const isIn = user !== null && user.key.toLowerCase() === password.toLowerCase() && !user.suspended;
    const state = action === 'getMessages' && world.option('failedRead') === 'true';
    const fail = (message: string): Said => ({ state, ...call.empty, message });
    if (!isIn) return writeAnswer(fail(words.parameters), world);
    if (world.tooFast(user.name, action)) return writeAnswer(fail(words.tooFast), world);
    const said = call.act({ parameters, world, user });
    return writeAnswer(typeof said === 'string' ? fail(said) : said, world);
  },
};

/** The document's failures; 参数错误 stands for a wrong name, password, project or parameter alike. */
const words = {
  parameters: '参数错误',
  tooFast: '操作频繁',
  noBalance: '余额不足',
  offline: '号码已经离线',
  /** Not in the document: for a failure that it has no word for. */
  failure: '系统异常',
} as const;

type Said = Readonly<Record<string, unknown>>;

interface Asked {
  readonly parameters: Readonly<Record<string, string>>;
  readonly world: World;
  readonly user: SimulatedAccount;
}

interface Call {
  /** The whole answer, or the word for a failure. */
  readonly act: (asked: Asked) => Said | string;
  /** What stands in the document's failure between state and message. */
  readonly empty: Said;
}

const calls: Readonly<Record<string, Call>> = {
  // [1]
  getMobiles: { empty: { size: 0, mobiles: [] }, act: takeNumbers },
  // [2]
  getMessages: { empty: { size: 0, data: [] }, act: readMessages },
  // [3]
  getMessageAndHoldMobile: { empty: { mobile: '', msg: '' }, act: readAndHold },
  // [4]
  addBlackMobiles: { empty: { size: 0 }, act: blacklistNumbers },
  // [5]
  getUserInfo: {
    empty: { account: '', balance: 0, maxMobileSize: 0 },
    act: ({ user: { name, balance, maxHeld } }) => ({
      ...{ state: true, account: name, balance, maxMobileSize: maxHeld, message: '' },
    }),
  },
};

/** Too many numbers, at once or in all, are wrong parameters: the document has no other word for them. */
const refusals = {
  busy: words.tooFast,
  systemFailure: words.failure,
  noBalance: words.noBalance,
  quota: words.parameters,
  tooManyHeld: words.parameters,
} as const satisfies Partial<Record<TakeRefusal, string>>;

function takeNumbers({ parameters, world, user }: Asked): Said | string {
  const project = readProject(parameters.projectID, world);
  const size = /^[1-9]\d?$/.test(parameters.size ?? '') ? Number(parameters.size) : 0;
  if (project === null || size < 1 || size > 50) return words.parameters;
  const taken = world.take({
    ...{ account: user.name, project, count: size, country: 'cn', prefix: null, number: null },
    ...{ multi: true, avoidAll: false, holdFor: readHoldFor(world) },
    charge: world.option('charged') === 'number' ? 'number' : 'message',
  });
  if (taken === 'noNumbers') return world.option('noNumbers');
  if (typeof taken === 'string') return refusals[taken];
  return { state: true, size: taken.length, mobiles: taken.map(({ number }) => spell(number)), message: '' };
}

function readMessages(asked: Asked): Said | string {
  const { parameters, world, user } = asked;
  const { mobiles = parameters.mobile } = parameters;
  const wanted = readNumbers(mobiles);
  if (wanted === null) return words.parameters;
  const held = findHolds(asked, wanted);
  if (held.length === 0 && world.option('notHeld') === 'refuses') return words.parameters;
  if (isBusy(asked, held)) return words.tooFast;
  const isFlat = world.option('message') === 'flat' && wanted.length === 1;
  const data: { mobile: string; msg: string }[] = [];
  let isPoor = false;
  for (const hold of held) {
    const next = world.handOutNext(hold);
    if (next === 'noBalance') isPoor = true;
    if (typeof next === 'string') continue;
    data.push({ mobile: spell(hold.number), msg: next.text });
    world.free(user.name, hold.project, hold.number);
  }
  const [first] = data;
  if (first === undefined) return isPoor ? words.noBalance : world.option('waiting');
  return isFlat ? { state: true, ...first, message: '' } : { state: true, size: data.length, data, message: '' };
}

function readAndHold(asked: Asked): Said | string {
  const { parameters, world } = asked;
  const [number, ...more] = readNumbers(parameters.mobile) ?? [];
  const to = readProject(parameters.nextProjectID, world);
  if (number === undefined || more.length > 0 || to === null) return words.parameters;
  const [hold] = findHolds(asked, [number]);
  if (hold === undefined) return words.offline;
  if (isBusy(asked, [hold])) return words.tooFast;
  const next = world.handOutNext(hold);
  if (next === 'none') return world.option('waiting');
  if (next === 'noBalance') return words.noBalance;
  world.move(hold, { to, holdFor: readHoldFor(world) });
  return { state: true, mobile: spell(number), msg: next.text, message: '' };
}

/** Whatever could be blacklisted stands in `message`; what is refused stays held [4.4]. */
function blacklistNumbers(asked: Asked): Said | string {
  const { parameters, world, user } = asked;
  const project = readProject(parameters.projectID, world);
  const wanted = readNumbers(parameters.mobiles);
  if (project === null || wanted === null) return words.parameters;
  const held = findHolds(asked, wanted);
  if (held.length === 0) return words.offline;
  const fitting = held.filter((hold) => hold.project === project || hold.takenFor === project);
  if (fitting.length === 0) return words.parameters;
  const tried = world.option('blacklists') === 'some' ? fitting.filter((_, index) => index % 2 === 0) : fitting;
  const added = tried.filter(({ number }) => world.blacklist(user.name, project, number) === 'added');
  for (const hold of added) world.free(user.name, hold.project, hold.number);
  if (added.length === 0) return words.tooFast;
  return { state: true, size: added.length, message: added.map(({ number }) => spell(number)).join(',') };
}

/** A project's number, or null where there is no such project. Its zeros in front are part of it. */
function readProject(projectID: string | undefined, world: World): string | null {
  if (!/^\d+$/.test(projectID ?? '')) return null;
  const { id, kind, state } = world.project(projectID ?? '');
  return kind === 'unknownProject' || state === 'expired' ? null : id;
}

/** 1 to 50 different numbers in E.164, or null. */
function readNumbers(mobiles: string | undefined): readonly string[] | null {
  const list = (mobiles ?? '').split(',');
  if (list.length > 50 || !list.every((one) => /^1\d{10}$/.test(one))) return null;
  return [...new Set(list)].map((one) => `+86${one}`);
}

function findHolds({ world, user }: Asked, numbers: readonly string[]): SimulatedHold[] {
  const holds = world.holds(user.name);
  return numbers.flatMap((number) => holds.find((hold) => hold.number === number) ?? []);
}

function isBusy({ world, user }: Asked, holds: readonly SimulatedHold[]): boolean {
  return holds.some(({ project, number }) => world.busyReading(user.name, project, number));
}

function readHoldFor(world: World): number {
  return Number(world.option('holdFor')) * 1000;
}

/** "138********": without the calling code. */
function spell(number: string): string {
  return number.slice('+86'.length);
}

function writeAnswer(said: Said, world: World): SimulatedAnswer {
  const asText = world.option('values') === 'strings';
  const body = JSON.stringify(said, (_, value: unknown) =>
    asText && (typeof value === 'boolean' || typeof value === 'number') ? String(value) : value,
  );
  return { status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body };
}

function writePage(status: number): SimulatedAnswer {
  return { status, headers: { 'content-type': 'text/html' }, body: `<html><body><h1>${status}</h1></body></html>` };
}
