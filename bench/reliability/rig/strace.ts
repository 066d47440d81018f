import { spawnSync } from 'node:child_process';

/** The calls after which the world outside of the process differs. A name that this machine does not know is passed over. */
export const changingCalls = [
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'sendto', 'sendmsg', 'sendfile', 'connect', 'shutdown'],
  ...['fsync', 'fdatasync', 'ftruncate', 'fallocate', 'unlink', 'unlinkat', 'rename', 'renameat', 'renameat2', 'link'],
  ...['linkat', 'symlink', 'symlinkat', 'mkdir', 'mkdirat', 'chmod', 'fchmod', 'fchmodat', 'utimensat'],
];

export interface Tracing {
  /** Which calls; null is all. */
  readonly calls: readonly string[] | null;
  /** Only calls for one of these files. */
  readonly paths?: readonly string[];
  /** What goes wrong: `fsync:error=EIO:when=3`. */
  readonly inject?: string;
  /** Where the trace goes; nowhere unless given. */
  readonly output?: string;
}

/** The words before a command that trace it. */
export function straceWords({ calls, paths = [], inject, output = '/dev/null' }: Tracing): string[] {
  const names = calls === null ? 'all' : calls.map((name) => `?${name}`).join(',');
  return [
    ...['strace', '-f', '-yy', '-s', '300', '-o', output, '-e', `trace=${names}`],
    // The quicker way to trace a few calls only, in which strace cannot deliver a signal.
    ...(calls === null || inject?.includes(':signal=') ? [] : ['--seccomp-bpf']),
    ...paths.flatMap((path) => ['-P', path]),
    ...(inject === undefined ? [] : ['-e', `inject=${inject}`]),
  ];
}

/** Why there is no tracing on this machine; null where there is. */
export function whyNoStrace(): string | null {
  const { error, status, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', '-e', 'trace=write', 'true'], {
    encoding: 'utf8',
  });
  if (error !== undefined) return 'there is no strace here';
  return status === 0 ? null : `strace may not trace here (${stderr.trim().split('\n')[0]})`;
}

/** One call as it began or ended. `arguments` is as strace writes it: `22</home/ledger.sqlite>, "text"…, 5`. */
export interface TracedCall {
  readonly thread: string;
  readonly name: string;
  readonly arguments: string;
  /** Null where it begins. */
  readonly result: string | null;
}

const whole = /^(\d+) +(\w+)\((.*)\) += (\S+)/;
const begun = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/;
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>.*\) += (\S+)/;

/** The calls of a trace, each as its beginning and its end, in the order in which they happened. */
export function readTrace(text: string): TracedCall[] {
  const open = new Map<string, string>();
  return text.split('\n').flatMap((line): TracedCall[] => {
    const [, thread = '', name = '', words = '', result = ''] = whole.exec(line) ?? begun.exec(line) ?? [];
    const call = { thread, name, arguments: words };
    if (result !== '')
      return [
        { ...call, result: null },
        { ...call, result },
      ];
    if (name !== '') {
      open.set(thread, words);
      return [{ ...call, result: null }];
    }
    const [, again = '', ended = '', came = ''] = resumed.exec(line) ?? [];
    return ended === '' ? [] : [{ thread: again, name: ended, arguments: open.get(again) ?? '', result: came }];
  });
}

/** What Node writes to itself, to wake up another thread. */
const inner = /^\d+<(pipe|anon_inode)/u;

/** The calls of the main thread that reach beyond the process, each as its name and which call of this name it was. */
export function listCalls(trace: readonly TracedCall[]): { readonly name: string; readonly nth: number }[] {
  const begins = trace.filter((call) => call.result === null);
  const byThread = Map.groupBy(begins, (call) => call.thread);
  const [main = []] = [...byThread.values()].sort((a, b) => b.length - a.length);
  const counts = new Map<string, number>();
  return main.flatMap(({ name, arguments: words }) => {
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return inner.test(words) ? [] : [{ name, nth }];
  });
}
