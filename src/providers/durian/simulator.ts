import type {
  SimulatedAccount,
  SimulatedAnswer,
  SimulatedHold,
  SimulatedPlatform,
  SimulatedProject,
  TakeRefusal,
  World,
} from '../simulated.ts';
import { countries, messages } from './simulator-words.ts';

const account = { name: 'sandbox', key: 'c2FuZGJveA+k/eQ==' };

/**
 * Durian RCS, written from its document alone (docs/providers/durian.md). Numbers in brackets are the document's
 * sections. HTTP 200 throughout: what went wrong stands in `code`.
 */
export const durianSimulator: SimulatedPlatform = {
  id: 'durian',
  basePath: '/out/ext_api',
  account,
  credentials: { name: account.name, apiKey: account.key },
  options: {
    codes: ['number', 'string'],
    digitsOnly: ['refuse', 'accept'],
    /** What getMsg says while nothing has come: 907, a key error, was seen there as well. */
    waiting: ['908', '907'],
    /** What getStatus says once the code was sent. */
    sent: ['201', '200'],
    /** Parameters that are not opened for anybody (400102), with commas. */
    closed: null,
  },
  call: ({ path }) => path.slice(1),
  handle({ method, path, parameters }, world) {
    const call = Object.hasOwn(calls, path.slice(1)) ? calls[path.slice(1)] : undefined;
    if (call === undefined || method !== 'GET') {
      const status = call === undefined ? 404 : 405;
      return { status, headers: { 'content-type': 'text/html' }, body: `<html><body><h1>${status}</h1></body></html>` };
    }
    const said = withAccount(parameters, world, (user) => call({ parameters, world, user }));
    return show(said, world.option('codes') === 'string');
  },
};

/** A code of the document and the data that goes with it. */
interface Said {
  readonly code: number;
  readonly data: unknown;
  /** Where the code alone does not say which words. */
  readonly msg?: string;
}

interface Asked {
  readonly parameters: Readonly<Record<string, string>>;
  readonly world: World;
  readonly user: SimulatedAccount;
}

const calls: Readonly<Record<string, (asked: Asked) => Said>> = {
  // [1]
  getUserInfo({ user }) {
    return { code: 200, data: { username: user.name, score: user.balance, create_date: user.createdAt } };
  },
  // [2.1]
  getMobile: (asked) => takeNumbers(asked, ({ number }) => number),
  // [2.2]
  getMobileCode: (asked) => takeNumbers(asked, ({ number, callingCode }) => `${number},+${callingCode}`),
  // [3]
  getMsg(asked) {
    const { world, user, parameters } = asked;
    return withNumber(asked, (project, number) => {
      const multi = readSerial(parameters);
      if (multi === null) return say(400906);
      if (world.busyReading(user.name, project.id, number)) return say(409);
      const hold = world.hold(user.name, project.id, number);
      if (hold === null || hold.multi !== multi) return say(405);
      const [first] = hold.messages;
      if (first === undefined) return say(Number(world.option('waiting')));
      world.handOut(user.name, project.id, number);
      if (multi) return { code: 407, data: hold.messages.map(({ code }) => `${project.name}:${code};`).join('') };
      world.free(user.name, project.id, number);
      return { code: 200, data: first.code };
    });
  },
  // [4]
  passMobile(asked) {
    const { world, user, parameters } = asked;
    return withNumber(asked, (project, number) => {
      const multi = readSerial(parameters);
      if (multi === null) return say(400906);
      if (world.hold(user.name, project.id, number)?.multi !== multi) return say(401);
      world.free(user.name, project.id, number);
      return say(200);
    });
  },
  // [5]
  addBlack(asked) {
    const { world, user } = asked;
    return withNumber(asked, (project, number) => {
      if (project.kind === 'systemFailure') return say(400);
      const outcome = world.blacklist(user.name, project.id, number);
      if (outcome === 'added') return { code: 200, data: 1 };
      return say(outcome === 'already' ? 912 : 400);
    });
  },
  // [6]
  getStatus(asked) {
    const { world, user } = asked;
    return withNumber(asked, (project, number) => {
      if (world.codeSent(user.name, project.id, number)) return say(Number(world.option('sent')));
      return world.hold(user.name, project.id, number) === null ? say(203) : { code: 202, data: null };
    });
  },
  // [7]
  getBlack(asked) {
    const { world, user, parameters } = asked;
    if (wished(parameters.pid) === null || wished(parameters.pn) === null) return say(902);
    return withNumber(asked, (project, number) =>
      say(world.isBlacklisted(user.name, project.id, number) ? 200100 : 400100),
    );
  },
  // [8]
  getCountryPhoneNum({ world, parameters }) {
    const pid = wished(parameters.pid);
    const vip = wished(parameters.vip);
    const project = pid === null ? null : world.project(pid);
    if (project !== null && !fitsVip(project, vip)) return say(907);
    const stock = Object.entries(world.stock(pid));
    if (stock.length === 0 || project?.kind === 'unknownProject') return say(403, 'No data');
    // The real list has one country without a name.
    const sorted = [...stock, ['', 1] as const].sort(([, a], [, b]) => b - a);
    return { code: 200, data: Object.fromEntries(sorted) };
  },
};

function withAccount({ name, ApiKey }: Asked['parameters'], world: World, act: (user: SimulatedAccount) => Said): Said {
  if (!name || !ApiKey) return say(803);
  const user = world.account(name);
  if (user === null || user.key !== ApiKey) return say(802);
  if (user.suspended) return say(800);
  return world.tooFast(name) ? say(409) : act(user);
}

function withNumber({ parameters, world }: Asked, act: (project: SimulatedProject, number: string) => Said): Said {
  const project = world.project(parameters.pid ?? '');
  if (project.kind === 'unknownProject') return say(904);
  const number = readNumber(parameters.pn ?? '', world.option('digitsOnly') === 'accept');
  return number === null || !world.exists(number) ? say(905) : act(project, number);
}

const refusals = {
  busy: 409,
  systemFailure: 400,
  noNumbers: 906,
  noBalance: 403,
  quota: 406,
  tooManyHeld: 200408,
} as const satisfies Record<TakeRefusal, number>;

function takeNumbers({ parameters, world, user }: Asked, write: (hold: SimulatedHold) => string): Said {
  const { num = '1', noblack = '0' } = parameters;
  const [country, prefix, pid] = [wished(parameters.cuy), wished(parameters.pex), wished(parameters.pid)];
  if (!/^(?:[1-9]|10)$/.test(num) || !/^[01]$/.test(noblack) || pid === null) return say(902);
  if (prefix !== null && !/^\d{1,6}$/.test(prefix)) return say(902);
  const multi = readSerial(parameters);
  if (multi === null) return say(400906);
  if (country !== null && !countries.includes(` ${country} `)) return say(903);
  const project = world.project(pid);
  if (project.kind === 'unknownProject') return say(904);
  const closed = world.option('closed').split(',');
  if (closed.some((name) => wished(parameters[name]) !== null)) return say(400102);
  const key = wished(parameters.secret_key);
  if (project.key !== null && project.key !== key) return say(key === null ? 400101 : 400103);
  if (!fitsVip(project, wished(parameters.vip))) return say(907);

  const count = Number(num);
  const holdFor = 300_000;
  const wish = { account: user.name, project: pid, count, country, prefix, multi, holdFor, number: null };
  const taken = world.take({ ...wish, avoidAll: noblack === '1' });
  if (typeof taken === 'string') return say(refusals[taken]);
  const data = taken.map(write);
  return { code: 200, data: count === 1 ? data[0] : data };
}

function fitsVip(project: SimulatedProject, vip: string | null): boolean {
  return vip === null || project.vip === null || vip === project.vip;
}

/** An optional parameter: absent, empty and the word `null` all mean none. */
function wished(value: string | undefined): string | null {
  return value === undefined || value === '' || value === 'null' ? null : value;
}

/** Whether several messages are wanted; null where `serial` is neither 1 nor 2. */
function readSerial({ serial = '2' }: Asked['parameters']): boolean | null {
  if (serial !== '1' && serial !== '2') return null;
  return serial === '1';
}

/** A number as it stands in the books. A raw plus has become a space on its way. */
function readNumber(pn: string, digitsOnly: boolean): string | null {
  const digits = /^([+ ]?)(\d{6,15})$/.exec(pn);
  if (digits === null || (digits[1] === '' && !digitsOnly)) return null;
  return `+${digits[2]}`;
}

function say(code: number, msg?: string): Said {
  return { code, data: '', ...(msg === undefined ? {} : { msg }) };
}

function show({ code, msg, data }: Said, asText: boolean): SimulatedAnswer {
  const body = JSON.stringify({ code: asText ? String(code) : code, msg: msg ?? messages[code] ?? '', data });
  return { status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body };
}
