import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { leasesIn } from '../helpers/leases.ts';
import { readPage } from '../helpers/pages.ts';
import { root, temporaryFolder } from '../helpers/run-cli.ts';
import { runIn } from '../helpers/runner-project.ts';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** One that is free, and the next one too. */
async function freePorts(): Promise<number> {
  for (;;) {
    const first = await portFrom(0);
    if (first < 65_535 && (await portFrom(first + 1)) > 0) return first;
  }
}

const portFrom = (wanted: number): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Runs the command that the page of documents names, and looks at what is left. */
async function runExample(
  t: TestContext,
  words: readonly string[],
  { env = {}, where }: { readonly env?: Readonly<Record<string, string>>; where(folder: string): readonly string[] },
) {
  const folder = temporaryFolder();
  t.after(() => folder[Symbol.dispose]());
  const line = ['npx', ...words].join(' ');
  assert.ok(readPage('docs/testing.md').includes(line), `docs/testing.md does not name ${line}`);
  const report = join(folder.path, 'report.json');
  const { exitCode, output } = await runIn(root, [...words, '--reporter=json', ...where(folder.path)], {
    HOME: folder.path,
    SMSCTL_HOME: folder.path,
    CI: '1',
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...env,
  });
  assert.equal(exitCode, 0, output);
  const text = readFileSync(report, 'utf8');
  const leases = leasesIn(folder.path);
  const bodies = [...text.matchAll(/"body": "([\w+/=]+)"/g)].map(([, body = '']) => Buffer.from(body, 'base64'));
  const said = [output, text, ...bodies].join('\n');
  for (const { code, state } of leases) {
    assert.ok(['done', 'released'].includes(state), state);
    assert.ok(code === null || !said.includes(code), 'a code is in the report');
  }
  assert.ok(leases.some(({ code }) => code !== null));
  return { text, leases, stories: bodies.length };
}

describe('the examples', () => {
  it('fit the types of the package', () => {
    execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', join(root, 'examples')], { stdio: 'inherit' });
  });

  it('Playwright signs up in a browser, two workers at a time', async (t) => {
    if (!existsSync(chromium)) return t.skip(`there is no ${chromium}`);
    const port = await freePorts();
    const { text, leases, stories } = await runExample(t, ['playwright', 'test', '-c', 'examples/playwright'], {
      env: { PORT: String(port), CHROMIUM: chromium },
      where: (folder) => ['--workers=2', `--output=${join(folder, 'results')}`],
    });
    const { stats } = JSON.parse(text) as { readonly stats: Readonly<Record<string, number>> };
    assert.deepEqual([stats.expected, stats.unexpected, stats.flaky, stats.skipped], [8, 0, 0, 0]);
    assert.deepEqual([leases.length, stories], [8, 8]);
  });

  it('Vitest signs up without one', async (t) => {
    const { text, leases } = await runExample(t, ['vitest', 'run', '--root', 'examples/vitest'], {
      where: (folder) => [`--outputFile=${join(folder, 'report.json')}`],
    });
    const report = JSON.parse(text) as { readonly numPassedTests: number; readonly numTotalTests: number };
    assert.deepEqual([report.numPassedTests, report.numTotalTests], [3, 3]);
    assert.equal(leases.length, 4);
  });
});
