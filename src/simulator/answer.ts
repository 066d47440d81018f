import { SmsctlError } from '../core/errors.ts';
import type { StateFile } from '../core/ports.ts';
import type { SimulatedPlatform, SimulatedRequest } from '../providers/simulated.ts';
import { type ControlRoom, controls } from './control.ts';
import { takeFault } from './fault.ts';
import { readJson } from './input.ts';
import { type JournalEntry, writeJournal } from './journal.ts';
import { jsonReply, plainReply, type Reply, replyWith, spoil } from './reply.ts';
import { requestBelow, type WholeRequest } from './request.ts';
import { addPlatforms, readState, type WorldState } from './state.ts';
import { createWorld } from './world.ts';

/** What a server answers from. */
interface Room extends ControlRoom {
  readonly file: StateFile;
  readonly onRequest: (entry: JournalEntry) => void;
}

const controlPrefix = '/_control';

/** The path of a platform's base URL. */
export function prefixOf({ id, basePath }: SimulatedPlatform): string {
  return `/${id}${basePath}`;
}

/** The reply to a request, whoever it is for; all it changes is in the state file when it returns. */
export function answerRequest(whole: WholeRequest, room: Room): Reply {
  if (whole.url.pathname.startsWith(`${controlPrefix}/`)) {
    const reply = answerControl(whole, room);
    // A connection that is kept may be closed the moment it is used again, and a message sent by a test would be lost.
    return { ...reply, headers: { ...reply.headers, connection: 'close' } };
  }
  for (const platform of room.platforms) {
    const request = requestBelow(whole, prefixOf(platform));
    if (request !== null) return answerPlatform({ whole, platform, request }, room);
  }
  return plainReply(
    404,
    `Nothing here. Platforms: ${room.platforms.map(prefixOf).join(' ')}. Control: ${controlPrefix}/`,
  );
}

interface PlatformRequest {
  readonly whole: WholeRequest;
  readonly platform: SimulatedPlatform;
  readonly request: SimulatedRequest;
}

function answerPlatform({ whole, platform, request }: PlatformRequest, room: Room): Reply {
  const call = platform.call(request);
  const here = { platform: platform.id, call };
  const { reply, entry } = change(room, (state) => {
    const before = takeFault(state, { ...here, when: 'before' });
    const world = createWorld(state, { platform: platform.id, clock: room.clock });
    const told = before === null ? platform.handle(request, world) : null;
    const fault = before ?? takeFault(state, { ...here, when: 'after' });
    const reply = fault !== null ? spoil(fault, told) : replyWith(told ?? { status: 200, headers: {}, body: '' });
    const { method, target: url, body } = whole;
    const at = new Date(world.now()).toISOString();
    const written = { status: reply.status, answer: reply.body.toString('utf8'), fault: fault?.kind ?? null };
    const entry: JournalEntry = { at, ...here, method, url, body, ...written };
    writeJournal(state, entry);
    return { reply, entry };
  });
  room.onRequest(entry);
  return reply;
}

function answerControl(whole: WholeRequest, room: Room): Reply {
  const path = whole.url.pathname.slice(controlPrefix.length);
  const name = `${whole.method} ${path}`;
  const run = Object.hasOwn(controls, name) ? controls[name] : undefined;
  if (run === undefined) return jsonReply(404, { error: `There is ${Object.keys(controls).join(', ')}.` });
  try {
    const body = readJson(whole.body.trim() === '' ? '{}' : whole.body);
    return jsonReply(
      200,
      change(room, (state) => run(state, body, room)),
    );
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    const { value, expected } = error.params;
    return jsonReply(400, { error: `${value} must be ${expected}.` });
  }
}

/** One step of the shared memory: read, changed and written together, or not at all where the change throws. */
function change<T>({ file, fresh, platforms }: Room, act: (state: WorldState) => T): T {
  return file.update((text) => {
    const state = text === null ? fresh() : readState(text, fresh);
    addPlatforms(state, platforms);
    const result = act(state);
    return { text: JSON.stringify(state), result };
  });
}
