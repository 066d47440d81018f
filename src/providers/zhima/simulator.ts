import type {
  HoldName,
  Operator,
  SimulatedAccount,
  SimulatedPlatform,
  SimulatedProject,
  TakeRefusal,
  World,
} from '../simulated.ts';
import { type Said, writeAnswer, writePage } from './simulator-answer.ts';
import { type Asked, readHoldName, readNumber, spell } from './simulator-numbers.ts';
import { readSession, verifyKey } from './simulator-session.ts';
import { prices, words } from './simulator-words.ts';

const account = { name: 'sandbox', key: 'Zm+8/sandbox=' };

/** Numbers that nobody frees are freed by force [1.1]. */
const holdFor = 30 * 60_000;

/**
 * Zhima, written from its document alone (docs/providers/zhima.md). Numbers in brackets are the document's sections. HTTP
 * 200 throughout, and all values are text. What is counted and charged is messages: `leftQuantity` [2.2], "单条价格" [3.2].
 */
export const zhimaSimulator: SimulatedPlatform = {
  id: 'zhima',
  basePath: '/zsmcode',
  account,
  credentials: { account: account.name, pkey: account.key },
  stock: { cn: 200, th: 20, gb: 20, us: 20, bo: 20 },
  options: {
    values: ['strings', 'numbers'],
    /** An answer of nothing but `msg` may be that text alone; any may be JSON in a JSON string. */
    wrapping: ['json', 'bare', 'quoted'],
    contentType: ['application/json', 'text/html'],
    bom: ['no', 'yes'],
    /** Fields that have nothing to say: left out, or empty. */
    absent: ['none', 'empty'],
    /** How the end of a session is said. */
    session: ['msg', 'valid'],
    /** A verification with an old cookie: a new one, or the old one goes on, unsaid. */
    cookie: ['new', 'kept'],
    cookieName: ['PHPSESSID', 'ZSMSESSION'],
    /** What sms/get says while nothing has come. */
    waiting: ['status', 'noStatus', 'withMsg'],
    /** What it says of a number whose messages have all been handed out. */
    again: ['same', 'waiting'],
    charged: ['message', 'number'],
    /** How a number from abroad is written. */
    foreign: ['plus', 'digits'],
    /** What becomes of a message that is sent. */
    sending: ['leaves', 'fails'],
  },
  call: ({ path }) => path.slice(1).replace(/\.php$/, ''),
  handle(request, world) {
    const { path, method, parameters } = request;
    const name = /^\/(.*)\.php$/.exec(path)?.[1] ?? '';
    const isVerification = name === 'pkey/verification';
    const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (call === undefined && !isVerification) return writePage(404);
    if (method !== 'GET') return writePage(405);
    if (call === undefined) return verifyKey(request, world);
    const user = readSession(request, world);
    if (!isUser(user)) return writeAnswer(user, world);
    const said = call.act({ parameters, world, user });
    const empty = world.option('absent') === 'empty' ? Object.fromEntries(call.fields.map((field) => [field, ''])) : {};
    return writeAnswer({ ...empty, ...said }, world);
  },
};

interface Call {
  readonly act: (asked: Asked) => Said;
  /** All that the document lets it answer. */
  readonly fields: readonly string[];
}

const calls: Readonly<Record<string, Call>> = {
  // [3]
  'items/details': {
    fields: ['name', 'status', 'price', 'type', 'msg'],
    act({ parameters, world }) {
      const { itemId } = parameters;
      if (!itemId) return { status: '3', msg: words.parameters };
      const project = world.project(itemId);
      if (project.kind === 'unknownProject') return { status: '3', msg: words.unknownProject };
      if (project.state === 'broken') return { status: '3', msg: words.failure };
      const facts = { name: project.name, price: project.prices ?? prices, type: typeOf(project) };
      return project.state === 'expired'
        ? { ...facts, status: '2', msg: words.expiredProject }
        : { ...facts, status: '1' };
    },
  },
  // [4]
  'phoneNos/get': { fields: ['phoneNos', 'msg'], act: takeNumbers },
  // [5]
  'sms/get': { fields: ['sm', 'status', 'msg'], act: readMessage },
  // [6]
  'sms/send': { fields: ['msg'], act: sendMessage },
  // [7]
  'sms/release': { fields: ['msg'], act: releaseNumbers },
  // [8]
  'sms/releaseAll': {
    fields: ['msg'],
    act({ world, user }) {
      for (const { project, number } of world.holds(user.name)) world.free(user.name, project, number);
      return { msg: words.ok };
    },
  },
  // [9]
  'sms/block': {
    fields: ['msg'],
    act(asked) {
      if (/[,，]/.test(asked.parameters.phoneNo ?? '')) return { msg: words.oneAtATime };
      const named = readHoldName(asked);
      if ('msg' in named) return named;
      const outcome = asked.world.blacklist(named.account, named.project, named.number);
      return { msg: { added: words.ok, already: words.already, refused: words.noRoom }[outcome] };
    },
  },
};

const refusals = {
  busy: words.tooFast,
  systemFailure: words.failure,
  noNumbers: words.noNumbers,
  noBalance: words.noBalance,
  quota: words.quota,
  tooManyHeld: words.tooManyHeld,
} as const satisfies Record<TakeRefusal, string>;

const operators: Readonly<Record<string, Operator>> = { '1': 'mobile', '2': 'unicom', '3': 'telecom' };

function takeNumbers({ parameters, world, user }: Asked): Said {
  const { itemId, quantity = '1', phoneNo, areaCode, international = 'N', type } = parameters;
  if (!itemId || !/^[1-9]\d{0,3}$/.test(quantity) || !/^[YN]$/.test(international)) return { msg: words.parameters };
  const operator = !type ? null : Object.hasOwn(operators, type) ? operators[type] : undefined;
  if (operator === undefined) return { msg: words.parameters };
  if (areaCode && !world.areas().includes(areaCode)) return { msg: words.badArea };
  const project = world.project(itemId);
  if (project.kind === 'unknownProject') return { msg: words.unknownProject };
  if (project.state !== 'open') return { msg: project.state === 'expired' ? words.expiredProject : words.failure };
  const number = phoneNo ? readNumber(phoneNo, world) : null;
  if (phoneNo && number === null) return { msg: words.noNumbers };

  const fromAbroad = { country: null, outside: 'cn', operator: null, area: null };
  const fromHome = { country: 'cn', outside: null, operator, area: areaCode || null };
  const taken = world.take({
    ...(international === 'Y' ? fromAbroad : fromHome),
    ...{ account: user.name, project: itemId, number, count: number === null ? Number(quantity) : 1 },
    ...{ prefix: null, multi: true, avoidAll: false, holdFor },
    charge: world.option('charged') === 'number' ? 'number' : 'message',
  });
  if (typeof taken === 'string') return { msg: refusals[taken] };
  return { phoneNos: taken.map((hold) => spell(hold.number, world)).join(',') };
}

function readMessage(asked: Asked): Said {
  const { world } = asked;
  const named = readHoldName(asked);
  if ('msg' in named) return { status: '5', ...named };
  const { account: name, project, number } = named;
  if (world.busyReading(name, project, number)) return { msg: words.tooFast };
  const hold = world.hold(name, project, number);
  if (hold === null) return tellEnd(world, named);
  const next = world.handOutNext(named);
  if (next === 'noBalance') return { status: '5', msg: words.noBalance };
  if (next !== 'none') return { sm: next.text, status: '2' };
  const last = hold.messages.at(-1);
  if (last !== undefined && world.option('again') === 'same') return { sm: last.text, status: '2' };
  if (world.option('waiting') === 'noStatus') return { sm: '' };
  return world.option('waiting') === 'withMsg' ? { status: '1', msg: words.waiting } : { status: '1' };
}

/** Why a number brings no message any more. */
function tellEnd(world: World, named: HoldName): Said {
  const last = world.lastHold(named);
  if (last === null) return { status: '5', msg: words.notHeld };
  if (world.project(named.project).kind === 'gone') return { status: '3', msg: words.lost };
  const isForced = last.endsAt >= last.takenAt + holdFor;
  return isForced ? { status: '4', msg: words.timedOut } : { status: '5', msg: words.notHeld };
}

function sendMessage(asked: Asked): Said {
  const { world, parameters } = asked;
  const { smcontent = '', querys = 'N' } = parameters;
  if (!/^[YN]$/.test(querys)) return { msg: words.parameters };
  const named = readHoldName(asked);
  if ('msg' in named) return named;
  const { account: name, project, number } = named;
  const type = typeOf(world.project(project));
  const sent = world.sent(named);
  if (querys === 'Y') {
    const last = sent.at(-1);
    if (last === undefined) return { msg: words.notSent };
    if (!last.hasLeft) return { msg: words.sending };
    return { msg: world.option('sending') === 'fails' ? words.sendingFailed : words.ok };
  }
  if (smcontent === '') return { msg: words.noText };
  if (world.hold(name, project, number) === null) return { msg: words.notHeld };
  if (!'3456'.includes(type)) return { msg: words.cannotSend };
  if (type === '3' && sent.length > 0) return { msg: words.sentBefore };
  return { msg: world.send(named, smcontent) === 'accepted' ? words.ok : words.noBalance };
}

/** All of one project, or all projects of one number: "不同项目号码释放时请分开进行" [7.3]. */
function releaseNumbers({ parameters, world, user }: Asked): Said {
  const spelled = (parameters.phoneNo ?? '').split(',').filter((one) => one !== '');
  const numbers = spelled.map((one) => readNumber(one, world));
  if (numbers.length === 0) return { msg: words.parameters };
  if (numbers.includes(null)) return { msg: words.badNumber };
  const { itemId } = parameters;
  const held = world.holds(user.name).filter(({ number }) => numbers.includes(number));
  const wanted = held.filter(({ project }) => !itemId || project === itemId);
  const isHeld = (number: string | null, list: typeof held) => list.some((hold) => hold.number === number);
  const isElsewhere = numbers.some((number) => isHeld(number, held) && !isHeld(number, wanted));
  const projects = new Set(wanted.map(({ project }) => project));
  if (isElsewhere || (new Set(numbers).size > 1 && projects.size > 1)) return { msg: words.mixed };
  for (const { project, number } of wanted) world.free(user.name, project, number);
  const others = spelled.filter((_, index) => !isHeld(numbers[index] ?? null, wanted));
  return { msg: others.length === 0 ? words.ok : `${words.notHeld}：${others.join(',')}` };
}

/** [3.2] Many messages, in and out, unless the scenario says otherwise. */
function typeOf({ type }: SimulatedProject): string {
  return type ?? '5';
}

function isUser(found: SimulatedAccount | Said): found is SimulatedAccount {
  return 'balance' in found;
}
