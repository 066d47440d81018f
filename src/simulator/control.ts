import type { Clock } from '../core/ports.ts';
import type { SimulatedPlatform } from '../providers/simulated.ts';
import { readFault } from './fault.ts';
import { findHold } from './holds.ts';
import {
  type Field,
  readFields,
  readFlag,
  readIf,
  readName,
  readNeeded,
  readNumber,
  readText,
  refuse,
} from './input.ts';
import { seedOf } from './random.ts';
import { readScenario, readStock } from './scenario.ts';
import { findPlatform, setAccount, setStock, stageScenario } from './stage.ts';
import type { WorldState } from './state.ts';
import { codeIn } from './texts.ts';
import { sceneOf } from './world.ts';

export interface ControlRoom {
  readonly platforms: readonly SimulatedPlatform[];
  readonly clock: Clock;
  /** The world this server starts with. */
  readonly fresh: () => WorldState;
}

type Control = (state: WorldState, body: Field, room: ControlRoom) => unknown;

const noAccountChange = { key: null, balance: null, suspended: null, maxHeld: null } as const;

/** What can be asked below `/_control`; docs/sandbox.md describes each. What they return is the answer. */
export const controls: Readonly<Record<string, Control>> = {
  'POST /message'(state, body, room) {
    const fields = readFields(body, ['platform', 'account', 'project', 'number', 'text', 'code']);
    const platform = readPlatform(fields.platform, room);
    const project = readNeeded(fields.project, 'project', readName);
    const digits = readNeeded(fields.number, 'number', readName).replace(/\D/g, '');
    const text = readNeeded(fields.text, 'text', readText);
    const code = readIf(fields.code, readText) ?? codeIn(text);
    const account = readIf(fields.account, readName);
    const { platform: books, now } = sceneOf(state, { platform: platform.id, clock: room.clock });
    const find = (number: string) =>
      findHold(books, now, { project, number, ...(account === null ? {} : { account }) });
    // Mainland China's platforms leave the calling code away.
    const hold = find(`+${digits}`) ?? find(`+86${digits}`);
    if (hold === null) return refuse({ path: 'number', value: digits }, `held now for project ${project}`);
    hold.messages = [...hold.messages, { text, code, arrivesAt: now }].sort((a, b) => a.arrivesAt - b.arrivesAt);
    return { number: hold.number, project, text, code };
  },

  'POST /stock'(state, body, room) {
    const fields = readFields(body, ['platform', 'stock']);
    const { id } = readPlatform(fields.platform, room);
    const stock = readNeeded(fields.stock, 'stock', readStock);
    const { platform } = sceneOf(state, { platform: id, clock: room.clock });
    setStock(platform, stock, seedOf(state.seed, id));
    return { stock: platform.stock };
  },

  'POST /balance'(state, body, room) {
    const fields = readFields(body, ['platform', 'account', 'balance']);
    const balance = readNeeded(fields.balance, 'balance', readNumber);
    return changeAccount(state, room, { ...fields, change: { balance } });
  },

  'POST /suspend'(state, body, room) {
    const fields = readFields(body, ['platform', 'account', 'suspended']);
    const suspended = readIf(fields.suspended, readFlag) ?? true;
    return changeAccount(state, room, { ...fields, change: { suspended } });
  },

  'POST /fault'(state, body, room) {
    const fault = readFault(body);
    if (fault.platform !== null) findPlatform(room.platforms, 'platform', fault.platform);
    state.faults.push(fault);
    return { faults: state.faults };
  },

  'DELETE /fault'(state) {
    state.faults = [];
    return { faults: state.faults };
  },

  'POST /clock'(state, body, room) {
    const { advance } = readFields(body, ['advance']);
    state.clockOffset += readNeeded(advance, 'advance', readNumber) * 1000;
    return { now: new Date(room.clock.now() + state.clockOffset).toISOString() };
  },

  'POST /scenario'(state, body, room) {
    const scenario = readScenario(body);
    if (scenario.seed !== null) return refuse({ path: 'seed', value: scenario.seed }, 'set when the simulator starts');
    stageScenario(state, scenario, room.platforms);
    return {};
  },

  'POST /reset'(state, _body, room) {
    Object.assign(state, room.fresh());
    return {};
  },

  'GET /journal': (state) => ({ journal: state.journal }),
  'GET /book': (state) => ({ book: state.book }),
  'GET /state'({ journal: _, book: __, ...state }, _body, { clock }) {
    return { now: new Date(clock.now() + state.clockOffset).toISOString(), ...state };
  },
};

function readPlatform(field: Field | undefined, { platforms }: ControlRoom): SimulatedPlatform {
  const [only, ...others] = platforms;
  if (field === undefined && only !== undefined && others.length === 0) return only;
  return findPlatform(platforms, 'platform', readNeeded(field, 'platform', readName));
}

interface AccountChange {
  readonly platform?: Field;
  readonly account?: Field;
  readonly change: { readonly balance?: number; readonly suspended?: boolean };
}

function changeAccount(state: WorldState, room: ControlRoom, { platform, account, change }: AccountChange): unknown {
  const { id, account: own } = readPlatform(platform, room);
  const name = readIf(account, readName) ?? own.name;
  const { platform: books } = sceneOf(state, { platform: id, clock: room.clock });
  if (!Object.hasOwn(books.accounts, name)) {
    return refuse({ path: 'account', value: name }, `one of ${Object.keys(books.accounts).join(', ')}`);
  }
  setAccount(books, { ...noAccountChange, ...change, name });
  return { account: name, ...books.accounts[name] };
}
