import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startSimulator } from '../../src/library/simulator.ts';
import { leasesIn, mostHeld } from '../helpers/leases.ts';
import { runnerProject } from '../helpers/runner-project.ts';

const config = `
  import { defineConfig } from '@playwright/test';
  const phone = { provider: 'durian', project: '9001', simulator: process.env.SIMULATOR, interval: 100, limits: { maxHeld: 2 } };
  export default defineConfig({
    timeout: 6_000,
    workers: 4,
    fullyParallel: true,
    reporter: [['json', { outputFile: 'report.json' }]],
    use: { smsctl: phone },
    projects: [
      { name: 'each', testMatch: 'each.spec.ts' },
      { name: 'worker', testMatch: 'worker.spec.ts', fullyParallel: false, use: { smsctl: { ...phone, scope: 'worker', multi: true } } },
    ],
  });
`;

const common = `
  import { expect } from '@playwright/test';
  import { test } from 'smsctl/playwright';
  const made = (last: number) => '48291' + last;
  const send = (number: { number: string; project: string }, text: string) =>
    fetch(process.env.SIMULATOR + '/_control/message', {
      method: 'POST',
      body: JSON.stringify({ platform: 'durian', project: number.project, number: number.number, text }),
    });
`;

const each = `${common}
  test('gets its code', async ({ number }) => {
    await send(number, 'Your code is ' + made(3));
    expect(await number.waitForCode() === made(3)).toBe(true);
  });
  test('gets a second number', async ({ number, rentNumber }) => {
    const other = await rentNumber({ country: 'th' });
    await send(other, 'Your code is ' + made(4));
    expect(await other.waitForCode() === made(4)).toBe(true);
    expect(other.number).not.toBe(number.number);
  });
  test('fails', async ({ number }) => { expect(number.number).toBe('another'); });
  test('hangs', async ({ number }) => { test.setTimeout(1_000); await new Promise(() => {}); });
  test('gets no code', async ({ number }) => { test.setTimeout(2_000); await number.waitForCode(); });
  test('is given the time it asked for', async ({ number }) => {
    test.setTimeout(1_000);
    setTimeout(() => send(number, 'Your code is ' + made(5)), 1_500);
    await number.waitForCode({ timeout: 5_000 });
  });
  test('kills its worker', async ({ number }) => { process.kill(process.pid, 'SIGKILL'); });
  test('asks for nothing', async () => {});
`;

const worker = `${common}
  let first = '';
  for (const last of [6, 7]) {
    test(last === 6 ? 'shares a number' : 'shares it then', async ({ number }) => {
      first ||= number.number;
      expect(number.number).toBe(first);
      await send(number, 'Your code is ' + made(last));
      expect(await number.waitForCode() === made(last)).toBe(true);
    });
  }
  test.describe('a hook', () => {
    test.beforeAll(({ workerNumber }) => { first ||= workerNumber.number; });
    test('has it too', ({ workerNumber }) => { expect(workerNumber.number).toBe(first); });
  });
`;

interface Result {
  readonly status: string;
  readonly errors: readonly { readonly message: string }[];
  readonly attachments: readonly { readonly name: string; readonly body?: string }[];
}
interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly results: readonly Result[] }[];
  }[];
}
const resultsIn = ({ suites = [], specs = [] }: Suite): (readonly [string, Result])[] => [
  ...specs.flatMap(({ title, tests }) => tests.flatMap(({ results }) => results.map((one) => [title, one] as const))),
  ...suites.flatMap(resultsIn),
];

describe('smsctl/playwright', async () => {
  const simulator = await startSimulator();
  const files = { 'playwright.config.ts': config, 'each.spec.ts': each, 'worker.spec.ts': worker };
  const project = runnerProject(files, 'commonjs');
  after(async () => {
    await simulator.close();
    project[Symbol.dispose]();
  });
  const { output } = await project.run(['playwright', 'test'], { SIMULATOR: simulator.url, CI: '1' });
  const text = readFileSync(join(project.folder, 'report.json'), 'utf8');
  const results = new Map(resultsIn(JSON.parse(text) as Suite));
  const storyOf = (title: string) => {
    const bodies = (results.get(title)?.attachments ?? []).flatMap(({ body }) => body ?? []);
    return bodies.map((body) => JSON.parse(Buffer.from(body, 'base64').toString()));
  };
  const eventsOf = (title: string) =>
    storyOf(title).map(({ events }) => events.map(({ event }: { event: string }) => event).join(' '));

  it('ends each test as it should', () => {
    const failing = ['fails', 'gets no code', 'kills its worker'];
    const ends = [...results].map(([title, { status }]) => [title, status] as const);
    assert.deepEqual(
      Object.fromEntries(ends),
      Object.fromEntries(
        ends.map(([title]) => [title, failing.includes(title) ? 'failed' : title === 'hangs' ? 'timedOut' : 'passed']),
      ),
      output +
        JSON.stringify(
          [...results].map(([title, { errors }]) => [title, errors]),
          null,
          1,
        ),
    );
    assert.equal(ends.length, 11);
  });

  it('has a wait fail before the test does, and says why', () => {
    const [{ message } = { message: '' }] = results.get('gets no code')?.errors ?? [];
    assert.match(message, /No code came for \+\d+ in time\..*\(code\.timeout\).*The test's own 2.s left .+ for it/s);
    assert.doesNotMatch(message, /Test timeout/);
  });

  it('tells in the report what became of each number, and no code', () => {
    assert.deepEqual(eventsOf('gets its code'), ['rented marked waiting arrived givenBack']);
    assert.deepEqual(eventsOf('gets a second number'), [
      'rented marked givenBack',
      'rented marked waiting arrived givenBack',
    ]);
    assert.deepEqual(eventsOf('hangs'), ['rented marked givenBack']);
    assert.deepEqual(eventsOf('gets no code'), ['rented marked waiting failed givenBack']);
    assert.deepEqual(eventsOf('asks for nothing'), []);
    const [story] = storyOf('gets its code');
    assert.equal(story.events.find(({ event }: { event: string }) => event === 'arrived').code, '••••••');
    const said = [...results.values()].flatMap(({ attachments }) =>
      attachments.map(({ body = '' }) => Buffer.from(body, 'base64').toString()),
    );
    assert.doesNotMatch([text, output, ...said].join('\n'), /48291\d/);
  });

  it('leaves no number held, that of a killed worker included, and never holds more than the limit', async () => {
    const leases = leasesIn(project.home);
    assert.deepEqual(
      leases.filter(({ state }) => !['done', 'released', 'blacklisted'].includes(state)),
      [],
    );
    const calls = (await simulator.journal()).map(({ call }) => call);
    assert.equal(calls.filter((call) => call === 'getMobileCode').length, leases.length);
    assert.ok(leases.length >= 9);
    assert.equal(mostHeld(leases), 2);
  });
});
