import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

/** Writes a result of so many characters to its real stdout and says on stderr how that went. */
const program = `
  import { registerHooks } from 'node:module';
  const packages = new Set();
  registerHooks({ resolve(name, context, next) {
    if (!/^(?:\\.|node:|file:)/.test(name) && context.parentURL?.includes('/src/terminal/')) packages.add(name);
    return next(name, context);
  } });
  const { createOutput } = await import(${JSON.stringify(new URL('../../src/terminal/output.ts', import.meta.url).href)});
  const [mode, size, color] = process.argv.slice(1);
  const { stdout, stderr } = process;
  const output = await createOutput({ stdout, stderr, mode, quiet: false, width: 80,
    color: { stdout: color === 'color', stderr: false } });
  const text = 'x'.repeat(Number(size));
  try {
    await output.result({ json: text, plain: [[text]], blocks: [
      { kind: 'line', text },
      { kind: 'table', columns: [{ label: 'Id' }], rows: [['a']] },
    ] });
    output.alert('written with ' + [...packages].sort());
  } catch (error) {
    output.alert(error.code + ' ' + error.params.reason);
    process.exitCode = error.exitCode;
  }
  await output.flush();
`;
const node = ['--input-type=module', '--eval', program, '--'];
const posix = { skip: process.platform === 'win32' || !existsSync('/dev/full') };

/** Runs it in a shell, where `"$@"` stands for the program. */
function shell(script: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const run = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...node, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

describe('a real stdout', posix, () => {
  for (const mode of ['json', 'plain', 'terminal']) {
    it(`that is a full disk gives output.failed in ${mode} mode`, () => {
      assert.deepEqual(shell('"$@" >/dev/full', mode, '10'), {
        status: 74,
        stdout: '',
        stderr: 'output.failed ENOSPC\n',
      });
    });
  }

  it('that takes only a part, as a disk with little room does, gives output.failed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'smsctl-'));
    try {
      const file = join(folder, 'out');
      const run = shell(`ulimit -f 2; "$@" >'${file}'`, 'plain', '3000');
      assert.deepEqual(run, { status: 74, stdout: '', stderr: 'output.failed EFBIG\n' });
      assert.ok(readFileSync(file).length < 3000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('that is a file gets everything, after what was there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'smsctl-'));
    try {
      const file = join(folder, 'out');
      assert.equal(shell(`"$@" >'${file}' && "$@" >>'${file}'`, 'plain', '300000').status, 0);
      const line = `${'x'.repeat(300_000)}\n`;
      assert.equal(readFileSync(file, 'utf8'), line + line);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('that is a slow pipe gets all of several megabytes', () => {
    const run = shell('"$@" | { read -r line; printf "%s" "$line"; }', 'plain', '3000000');
    assert.equal(run.stdout.length, 3_000_000);
    assert.equal(run.stderr, 'written with \n');
  });

  it('whose reader leaves early gives output.failed once and nothing else', async () => {
    const child = spawn(process.execPath, [...node, 'plain', '3000000'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual({ status, stderr }, { status: 74, stderr: 'output.failed EPIPE\n' });
  });

  it('that was closed is the null device by the time our code runs, and counts as thrown away on purpose', () => {
    assert.deepEqual(shell('"$@" >&-', 'plain', '10'), { status: 0, stdout: '', stderr: 'written with \n' });
  });

  it('is not hurt by a stderr that is full or closed', () => {
    for (const stderr of ['2>/dev/full', '2>&-']) {
      assert.deepEqual(shell(`"$@" ${stderr}`, 'plain', '3'), { status: 0, stdout: 'xxx\n', stderr: '' });
    }
    assert.equal(shell('"$@" >/dev/full 2>/dev/full', 'plain', '3').status, 74);
  });
});

describe('what is loaded', posix, () => {
  const cases: readonly [mode: string, color: string, packages: string][] = [
    ['plain', 'color', ''],
    ['json', 'color', ''],
    ['terminal', 'bare', 'cli-table3'],
    ['terminal', 'color', 'chalk,cli-table3'],
  ];
  for (const [mode, color, packages] of cases) {
    it(`is ${packages || 'no package at all'} for ${mode} mode, ${color}`, () => {
      assert.equal(shell('"$@"', mode, '3', color).stderr, `written with ${packages}\n`);
    });
  }
});
