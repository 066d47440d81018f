import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { durianSimulator } from '../../src/providers/durian/simulator.ts';
import { taomaSimulator } from '../../src/providers/taoma/simulator.ts';
import { zhimaSimulator } from '../../src/providers/zhima/simulator.ts';
import { controls } from '../../src/simulator/control.ts';
import { createFault, faultKinds } from '../../src/simulator/fault.ts';
import { magicProjects, projectKinds } from '../../src/simulator/projects.ts';
import { stockCountries } from '../../src/simulator/stock.ts';
import { startTestSimulator } from '../helpers/simulator.ts';

const page = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| '));
const isRow = (...cells: string[]): boolean => rows.some((row) => cells.every((cell) => row.includes(cell)));

describe('docs/sandbox.md', () => {
  it('lists every kind of project with its id', () => {
    for (const kind of projectKinds)
      assert.ok(isRow(`| ${magicProjects[kind] ?? 'any other'} |`, `| \`${kind}\` |`), kind);
  });

  it('lists every control', () => {
    for (const control of Object.keys(controls)) assert.ok(isRow(`| \`${control}\` |`), control);
  });

  it('lists every fault and when it happens', () => {
    for (const kind of faultKinds) assert.ok(isRow(`\`${kind}\``, `| ${createFault({ kind }).when} |`), kind);
  });

  for (const { id, basePath, options, account, credentials } of [durianSimulator, zhimaSimulator, taomaSimulator]) {
    it(`lists the options of ${id}, their values in order, its base URL and its account`, () => {
      const title = rows.findIndex((row) => new RegExp(`^\\| ${id}\\b.*\\| values,`, 'i').test(row));
      const listed = rows.slice(title + 2, title + 2 + Object.keys(options).length);
      Object.entries(options).forEach(([option, values], index) => {
        const named = values === null ? '' : values.map((value) => `\`${value}\``).join(', ');
        assert.ok(listed[index]?.startsWith(`| \`${option}\` | ${named}`), option);
      });
      assert.ok(isRow(`\`http://127.0.0.1:8787/${id}${basePath}\``, `\`${account.name}\``, `\`${account.key}\``));
      assert.ok(page.includes(encodeURIComponent(account.key)));
      assert.ok(Object.values(credentials).includes(account.key));
    });
  }

  it('lists the countries whose numbers can be made up', () => {
    const list = /made-up numbers of ([a-z, \n]+),\n/.exec(page)?.[1] ?? '';
    assert.deepEqual(list.match(/\b[a-z]{2}\b/g)?.toSorted(), stockCountries.toSorted());
  });

  it('shows a scenario that can be started', async () => {
    const scenario = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    await using simulator = await startTestSimulator({ scenario: JSON.parse(scenario) });
    const url = `${simulator.baseUrls.durian}/getMobile?name=alice&ApiKey=a-key&pid=77`;
    assert.match(await (await fetch(url)).text(), /"code":"200"/);
  });

  it('shows control requests that are understood', async () => {
    const shown = page.matchAll(/^curl \$control(\/\w+) -d '(.*)'$/gm);
    const scenario = { platforms: { durian: { stock: { '*': 0, bo: ['+59173841704'] } } } };
    await using simulator = await startTestSimulator({ scenario });
    const { account, baseUrls } = { account: durianSimulator.account, baseUrls: simulator.baseUrls };
    const query = new URLSearchParams({ name: account.name, ApiKey: account.key, pid: '9001' });
    await fetch(`${baseUrls.durian}/getMobile?${query}`);
    let count = 0;
    for (const [, path = '', body = ''] of shown) {
      const { status, json } = await simulator.control(`POST ${path}`, body);
      assert.equal(status, 200, `${path} ${json.error}`);
      count += 1;
    }
    assert.equal(count, 6);
  });
});
