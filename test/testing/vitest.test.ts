import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startSimulator } from '../../src/library/simulator.ts';
import { leasesIn } from '../helpers/leases.ts';
import { runnerProject } from '../helpers/runner-project.ts';

const config = `
  import { defineConfig } from 'vitest/config';
  export default defineConfig({
    test: {
      include: [process.env.FILES ?? '*.spec.ts'],
      testTimeout: 20_000,
      maxWorkers: 5,
      reporters: [['json', { outputFile: 'report.json' }]],
      provide: {
        smsctl: { provider: 'durian', project: '9001', simulator: process.env.SIMULATOR, interval: 100, limits: { maxHeld: 8 } },
      },
    },
  });
`;

const common = `
  import { expect } from 'vitest';
  import { test } from 'smsctl/vitest';
  const made = (last: number) => '48291' + last;
  const send = (number: { number: string; project: string }, text: string) =>
    fetch(process.env.SIMULATOR + '/_control/message', {
      method: 'POST',
      body: JSON.stringify({ platform: 'durian', project: number.project, number: number.number, text }),
    });
`;

const files = {
  'vitest.config.ts': config,
  'codes.spec.ts': `${common}
    test('gets its code', async ({ number }) => {
      await send(number, 'Your code is ' + made(3));
      expect(await number.waitForCode() === made(3)).toBe(true);
    });
    test('gets a second number', async ({ number, rentNumber }) => {
      const other = await rentNumber({ country: 'th' });
      expect(other.number).not.toBe(number.number);
    });
    test('asks for nothing', () => {});
  `,
  'failures.spec.ts': `${common}
    test('fails', ({ number }) => { expect(number.number).toBe('another'); });
    test('gets no code', { timeout: 6_000 }, async ({ number }) => { await number.waitForCode(); });
  `,
  'patient.spec.ts': `${common}
    test('gets none for as long as it would wait', { timeout: 6_000 }, async ({ number }) => {
      await number.waitForCode({ timeout: 60_000 });
    });
  `,
  'hangs.spec.ts': `${common}
    test('hangs', { timeout: 2_000 }, async ({ number }) => { await new Promise(() => {}); });
  `,
  'elsewhere.test.ts': `${common}
    test.override({ smsctl: { provider: 'zhima', project: '9001', simulator: process.env.SIMULATOR } });
    test('has the options of its file', ({ number }) => { expect(number.provider).toBe('zhima'); });
  `,
  'worker.spec.ts': `${common}
    test.override({ smsctl: { provider: 'durian', project: '9001', simulator: process.env.SIMULATOR, interval: 100, scope: 'worker', multi: true } });
    let first = '';
    for (const last of [6, 7]) {
      test(last === 6 ? 'shares a number' : 'shares it then', async ({ number }) => {
        first ||= number.number;
        expect(number.number).toBe(first);
        await send(number, 'Your code is ' + made(last));
        expect(await number.waitForCode() === made(last)).toBe(true);
      });
    }
  `,
};

interface Result {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
  readonly meta: {
    readonly sms?: readonly { readonly state: string; readonly events: readonly { readonly event: string }[] }[];
  };
}

describe('smsctl/vitest', async () => {
  const simulator = await startSimulator();
  const project = runnerProject(files, 'module');
  after(async () => {
    await simulator.close();
    project[Symbol.dispose]();
  });
  const { output } = await project.run(['vitest', 'run'], { SIMULATOR: simulator.url, CI: '1' });
  const text = readFileSync(join(project.folder, 'report.json'), 'utf8');
  const report = JSON.parse(text) as {
    readonly testResults: readonly { readonly assertionResults: readonly Result[] }[];
  };
  const results = new Map(report.testResults.flatMap((one) => one.assertionResults).map((one) => [one.title, one]));
  const eventsOf = (title: string) =>
    (results.get(title)?.meta.sms ?? []).map(({ events }) => events.map(({ event }) => event).join(' '));

  it('ends each test as it should', () => {
    const failing = ['fails', 'gets no code', 'gets none for as long as it would wait', 'hangs'];
    const ends = [...results.values()].map(({ title, status }) => [title, status] as const);
    const expected = ends.map(([title]) => [title, failing.includes(title) ? 'failed' : 'passed'] as const);
    assert.deepEqual(ends, expected, output + text);
    assert.equal(ends.length, 9);
  });

  for (const title of ['gets no code', 'gets none for as long as it would wait']) {
    it(`has a wait that ${title} fail before the test does, and says why`, () => {
      const [message = ''] = results.get(title)?.failureMessages ?? [];
      assert.match(message, /No code came for \+\d+ in time\..*\(code\.timeout\).*The test's own 6.s left .+ for it/s);
    });
  }

  it('tells in the report what became of each number, and no code', () => {
    assert.deepEqual(eventsOf('gets its code'), ['rented marked waiting arrived givenBack']);
    assert.deepEqual(eventsOf('gets a second number'), ['rented marked givenBack', 'rented marked givenBack']);
    assert.deepEqual(eventsOf('hangs'), ['rented marked givenBack']);
    assert.deepEqual(eventsOf('gets no code'), ['rented marked waiting failed givenBack']);
    assert.deepEqual(eventsOf('shares it then'), ['marked waiting arrived']);
    assert.deepEqual(eventsOf('asks for nothing'), []);
    assert.doesNotMatch(text + output, /48291\d/);
  });

  it('leaves no number held', () => {
    const leases = leasesIn(project.home);
    assert.deepEqual(
      leases.filter(({ state }) => !['done', 'released', 'blacklisted'].includes(state)),
      [],
    );
    assert.equal(leases.length, 8);
  });

  it('has the options of each file where files are not isolated', async () => {
    const env = { SIMULATOR: simulator.url, FILES: '{codes.spec,elsewhere.test}.ts' };
    const ended = await project.run(['vitest', 'run', '--no-isolate', '--maxWorkers=1'], env);
    assert.equal(ended.exitCode, 0, ended.output);
  });
});
