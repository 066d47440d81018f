import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fieldsOf } from '../../src/flows/configuration.ts';
import { topicNames } from '../../src/help/topics/index.ts';
import { providers } from '../../src/providers/index.ts';
import { magicProjects } from '../../src/simulator/projects.ts';
import { messagesFor } from '../helpers/messages.ts';
import { root, runCli } from '../helpers/run-cli.ts';

for (const name of topicNames) {
  test(`smsctl help ${name} is a page for a terminal and a pipe in both languages, and a document`, async () => {
    const [en, zh] = await Promise.all(
      ['en', 'zh-CN'].map((lang) => runCli(['help', name], { lang, mode: 'terminal' })),
    );
    assert.deepEqual([en?.exitCode, zh?.exitCode], [0, 0]);
    assert.doesNotMatch((en?.stdout ?? '').replaceAll(/智码|淘码/g, ''), /\p{Script=Han}/u);
    assert.match(zh?.stdout ?? '', /\p{Script=Han}/u);
    assert.ok((await runCli(['help', name])).stdout.length > 100);
    assert.equal((await runCli(['help', name], { mode: 'json' })).documents.length, 1); // checked against its schema
  });
}

test('help environment has every variable that the sources read', async () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((one) =>
    one.endsWith('.ts'),
  );
  const read = files.flatMap(
    (file) => readFileSync(join(root, 'src', file), 'utf8').match(/\benv\.[A-Z][A-Z_]+\b/g) ?? [],
  );
  const { documents } = await runCli(['help', 'environment'], { mode: 'json' });
  const { variables } = documents[0] as unknown as { variables: readonly { name: string }[] };
  const names = variables.map(({ name }) => name);
  assert.ok(read.length > 8);
  assert.deepEqual(
    [...new Set(read.map((one) => one.slice(4)))].filter((name) => !names.includes(name)),
    [],
  );
  assert.equal(new Set(names).size, names.length);
});

test('help environment shows what is set, and of a key and of a password in an address only that it is', async () => {
  const key = 'zU+nknown/Key==';
  const env = {
    SMSCTL_DURIAN_NAME: 'alice',
    SMSCTL_DURIAN_API_KEY: key,
    SMSCTL_TAOMA_PASSWORD: key,
    https_proxy: `http://me:${key}@127.0.0.1:1`,
    SMSCTL_DURIAN_BASE_URL: `https://me:${key}@127.0.0.1:1`,
  };
  for (const mode of ['terminal', 'pipe', 'json'] as const) {
    const { stdout } = await runCli(['help', 'environment'], { mode, env, secrets: [key] });
    assert.match(stdout, /alice/);
    assert.match(stdout, /127\.0\.0\.1/);
  }
});

test('every setting of every platform has words in both languages', () => {
  for (const lang of ['en', 'zh-CN'] as const) {
    const { fields } = messagesFor(lang).topics;
    const names = providers.flatMap((one) => fieldsOf(one).map(({ name }) => name));
    assert.deepEqual(
      names.filter((name) => fields[name] === undefined),
      [],
    );
  }
});

test('help sandbox has every project id of the simulator', async () => {
  const { stdout } = await runCli(['help', 'sandbox']);
  for (const id of Object.values(magicProjects)) if (id !== null) assert.ok(stdout.includes(`  ${id} `), id);
});
