import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Names one run of one process, so that a number that is used again is not taken for it. */
export interface ProcessMark {
  /** The machine, and where processes are numbered: a container may have the name of its machine and numbers of its own. */
  readonly host: string;
  /** Changes with each start of the machine; empty where the system does not tell (it does on Linux). */
  readonly boot: string;
  readonly pid: number;
  /** When the process started, in the system's own unit; empty where it does not tell. */
  readonly started: string;
}

export function markProcess(pid: number): ProcessMark {
  return { host: here(), boot: bootId(), pid, started: startOf(pid) };
}

/** Whether a process is gone for certain. One of another machine or container cannot be asked after: false. */
export function isGone(mark: ProcessMark, isAlive: (pid: number) => boolean): boolean {
  if (mark.host !== here()) return false;
  if (mark.boot !== bootId() || !isAlive(mark.pid)) return true;
  const started = startOf(mark.pid);
  return mark.started !== '' && started !== '' && mark.started !== started;
}

/** Whether a process of this number is there, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Changes with each start of the machine; empty where the system does not tell. */
export function bootId(): string {
  return readIfThere('/proc/sys/kernel/random/boot_id').trim();
}

const here = (): string => `${hostname()} ${orNothing(() => readlinkSync('/proc/self/ns/pid'))}`;

/**
 * Field 22 of proc_pid_stat(5); the second field holds the program's name, which may hold blanks and brackets. Where
 * nobody asks how it ended, one that has ended keeps its number: `Z`, which is no start.
 */
function startOf(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (state === 'Z' ? state : fields[18]) ?? '';
}

const readIfThere = (path: string): string => orNothing(() => readFileSync(path, 'utf8'));

function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
