import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { isHere } from './run.ts';

/** What the figures were measured on, as names and values. */
export function describeMachine(peers: readonly { readonly name: string; readonly version: string }[]): string[][] {
  const [first] = cpus();
  const versions = peers.filter(({ version }) => version !== '').map(({ name, version }) => `${name} ${version}`);
  return [
    ['date', new Date().toISOString().slice(0, 10)],
    ['processor', `${first?.model.trim() ?? 'unknown'}, ${cpus().length} cores`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['system', `${systemName()}, ${type()} ${release()}`],
    ['node', process.versions.node],
    ['measured with', tools().join(', ')],
    ...(versions.length === 0 ? [] : [['beside', versions.join(', ')]]),
  ];
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/mu.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return type();
  }
}

function tools(): string[] {
  return ['hyperfine', '/usr/bin/time'].filter(isHere).map((program) => {
    const { stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    const [line = ''] = `${stdout}${stderr}`.split('\n');
    return line.replace(/^time \(GNU Time\) (?:UNKNOWN)?/u, 'GNU time ').trim();
  });
}
