import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fence, readPage } from '../helpers/pages.ts';
import { root } from '../helpers/run-cli.ts';
import { runnerProject } from '../helpers/runner-project.ts';

/** What a page shows of TypeScript, each as a file of its own. */
const blocksOf = (path: string): string[] =>
  [...readPage(path).matchAll(fence)].flatMap(([, language, body = '']) => (language === 'ts' ? [body] : []));

const named = (page: string) =>
  blocksOf(`docs/${page}.md`).map((body, index) => [`${page}-${index}.ts`, `${body}\nexport {};\n`] as const);

/** What stands in them for the application under test. */
const application = `
  declare const signUp: (number: string) => Promise<void>;
  declare const api: { signUp(number: string): Promise<void>; confirm(code: string): Promise<string> };
`;
const compilerOptions = {
  ...{ module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], noEmit: true, skipLibCheck: true },
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  ...{ types: ['node'], typeRoots: [join(root, 'node_modules', '@types')] },
};

describe('what the documents show of TypeScript', { concurrency: true }, () => {
  const library = named('library');
  const all = [...library, ...named('testing')];
  const project = runnerProject({ ...Object.fromEntries(all), 'application.d.ts': application }, 'module');
  after(() => project[Symbol.dispose]());

  it('fits the types of the package, in the strictest way', async () => {
    assert.ok(all.length >= 8);
    writeFileSync(join(project.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }));
    const { exitCode, output } = await project.run(['tsc', '-p', '.']);
    assert.equal(exitCode, 0, output);
  });

  for (const [name] of library) {
    it(`runs as it stands, in the sandbox: ${name}`, async () => {
      const preload = 'data:text/javascript,globalThis.signUp = async () => {};';
      const child = spawn(process.execPath, ['--import', preload, name], {
        cwd: project.folder,
        env: { PATH: process.env.PATH, HOME: project.home, SMSCTL_HOME: project.home, SMSCTL_SANDBOX: '1', CI: '1' },
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: 60_000,
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      const [exitCode] = await once(child, 'close');
      assert.equal(exitCode, 0, said);
    });
  }
});
