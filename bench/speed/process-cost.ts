import { readdirSync, readFileSync } from 'node:fs';

/** What a process that is running has cost so far, as the kernel counts it (proc(5)). */
export interface Cost {
  /** Milliseconds of all its threads. */
  readonly cpu: number;
  /** The most memory it ever had, in MB. */
  readonly peak: number;
}

export function costOf(pid: number): Cost {
  const threads = readdirSync(`/proc/${pid}/task`);
  const cpu = threads.reduce((sum, thread) => sum + threadTime(`/proc/${pid}/task/${thread}`), 0);
  const [, peak = '0'] = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { cpu, peak: Number(peak) / 1024 };
}

/** Nanoseconds in `schedstat`, which some kernels are built without; hundredths of a second in `stat`. */
function threadTime(folder: string): number {
  try {
    const [nanoseconds = '0'] = readFileSync(`${folder}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    const stat = readFileSync(`${folder}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
}
