import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { bundleProgram } from '../../scripts/build/bundle.ts';
import { fileNameOf } from '../../scripts/build/shelves.ts';
import { splitMaps } from '../../src/core/line-map.ts';
import { environmentIn, pack } from '../helpers/packed.ts';
import { root } from '../helpers/run-cli.ts';

/** What the package is made of: there is at least one file of each, and none of another kind. */
const kinds: readonly RegExp[] = [
  /^package\.json$/,
  /^README\.md$/,
  /^LICENSE$/,
  /^bin\/smsctl\.js$/,
  /^bin\/package\.json$/,
  /^dist\/cli\/[a-z0-9-]+\.cjs$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^dist\/cli\/(?:lines|phone-tables|word-lists)$/,
  /^dist\/(?:(?:index|playwright|vitest)\.js|index\.cjs)$/,
  /^dist\/(?:[a-z-]+\/)*[a-z-]+\.d\.ts$/,
  /^dist\/man\/smsctl\.1$/,
  /^dist\/schemas\/[a-z-]+\.schema\.json$/,
];

/** Lie about in many a checkout. */
const strays = ['.env', 'settings.json', 'ledger.sqlite', 'dist/old.js', 'smsctl-0.0.0.tgz', 'notes/key.txt'];

const kept = pack(strays);
after(() => kept[Symbol.dispose]());
const { project, files } = kept;
const paths = files.map(({ path }) => path);
const installed = join(project, 'node_modules', 'smsctl');
const read = (path: string): string => readFileSync(join(installed, path), 'utf8');

interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}
const manifest = JSON.parse(read('package.json')) as Manifest;

describe('the package', () => {
  it('holds what is needed, and nothing else', (context) => {
    context.diagnostic(`${files.length} files, ${kept.size} bytes packed, ${kept.unpackedSize} unpacked`);
    assert.deepEqual(
      paths.filter((path) => !kinds.some((kind) => kind.test(path))),
      [],
    );
    assert.deepEqual(
      kinds.filter((kind) => !paths.some((path) => kind.test(path))),
      [],
    );
  });

  it('has each file of the program that another one loads, and no other', () => {
    const reached = new Set(['dist/cli/cli.cjs', `dist/cli/${fileNameOf('index')}`]);
    for (const path of reached) {
      for (const [, name = ''] of read(path).matchAll(/\brequire\(["'`]\.\/([^"'`]+)["'`]\)/g))
        reached.add(`dist/cli/${name}`);
    }
    assert.ok(reached.size > 20);
    const there = paths.filter((path) => path.startsWith('dist/cli/') && path.endsWith('.cjs'));
    assert.deepEqual(there.sort(), [...reached].sort());
  });

  it('has the declarations that its types are made of, and no others', () => {
    const reached = new Set(['dist/index.d.ts', 'dist/testing/playwright.d.ts', 'dist/testing/vitest.d.ts']);
    for (const path of reached) {
      for (const [, target = ''] of read(path).matchAll(/(?:\bfrom |\bimport\()['"](\.[^'"]+)['"]/g)) {
        assert.ok(target.endsWith('.js'), `${path} imports ${target}`);
        reached.add(join(dirname(path), target).replace(/\.js$/, '.d.ts'));
      }
    }
    assert.deepEqual(paths.filter((path) => path.endsWith('.d.ts')).sort(), [...reached].sort());
  });

  it('has each schema of the repository, only without spaces', () => {
    const names = readdirSync(join(root, 'schemas')).filter((name) => name.endsWith('.schema.json'));
    assert.ok(names.length > 30);
    for (const name of names) {
      const shipped = read(`dist/schemas/${name}`);
      assert.deepEqual(JSON.parse(shipped), JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8')), name);
      assert.equal(shipped, JSON.stringify(JSON.parse(shipped)), name);
    }
  });

  it('is small', () => {
    assert.ok(kept.size <= 300_000, `${kept.size} bytes packed`);
    assert.ok(kept.unpackedSize <= 850_000, `${kept.unpackedSize} bytes unpacked`);
  });

  it('is one package: nothing is installed along with it, and no script is run', () => {
    assert.deepEqual(
      ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in manifest.scripts),
      [],
    );
    const wanted = ['dependencies', 'optionalDependencies', 'bundleDependencies'];
    assert.deepEqual(
      wanted.filter((name) => name in manifest),
      [],
    );
    const { peerDependencies, peerDependenciesMeta } = manifest;
    assert.deepEqual(Object.keys(peerDependencies), ['@playwright/test', 'vitest']);
    for (const name of Object.keys(peerDependencies)) assert.deepEqual(peerDependenciesMeta[name], { optional: true });
    const page = readFileSync(join(root, 'docs/testing.md'), 'utf8').replaceAll(/\s+/g, ' ');
    for (const [name, range] of Object.entries(peerDependencies)) {
      const runner = name.replace('@playwright/test', 'Playwright').replace('vitest', 'Vitest');
      assert.ok(page.includes(`${runner} ${range.replace('>=', '')} or newer`), `${name} ${range}`);
    }
  });

  it('names each package that there is code of in it, with its version, licence and holder of the copyright', async () => {
    const readable = join(kept.folder, 'readable');
    await bundleProgram(readable, false);
    const names = readdirSync(join(readable, 'cli')).flatMap((name) => {
      const code = readFileSync(join(readable, 'cli', name), 'utf8');
      return [...code.matchAll(/^\/\/ .*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\/\S+$/gm)].map(([, found = '']) => found);
    });
    const notices = read('dist/THIRD-PARTY-NOTICES.txt');
    const named = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+, (?:MIT|ISC)\n {4}(?:copyright|original library)/gim)];
    assert.ok(names.length > 50);
    assert.deepEqual(
      [...new Set(named.map(([, name = '']) => name))].sort(),
      [...new Set([...names, 'rolldown'])].sort(), // which adds a few functions of its own
    );
    assert.match(notices, /Permission is hereby granted[\s\S]*Permission to use, copy[\s\S]*Apache License/);
  });

  it('maps what is ours to the lines of the sources that it was made from, and tells nothing else of them', () => {
    const maps = [...splitMaps(brotliDecompressSync(readFileSync(join(installed, 'dist/cli/lines'))).toString())];
    const named = maps.map(([chunk, packed]) => {
      assert.ok(paths.includes(`dist/cli/${chunk}`), chunk);
      const [sources = '', marks = '', moves = '', ...others] = packed.split('\n');
      assert.ok(marks.length > 0 && moves.length >= marks.length, chunk);
      assert.deepEqual(others, [], chunk);
      return sources.split(' ');
    });
    const sources = named.flat();
    assert.ok(maps.length > 30 && sources.length > 150);
    assert.deepEqual(
      sources.filter((path) => !/^src\/.*\.ts$/.test(path) || !existsSync(join(root, path))),
      [],
    );
    assert.ok(paths.filter((path) => path.endsWith('.cjs')).every((path) => !read(path).includes('sourceMappingURL')));
    const size = files.find(({ path }) => path === 'dist/cli/lines')?.size ?? Infinity;
    assert.ok(size <= 9_500, `${size} bytes`);
  });

  it('asks for the Node that its program asks for', () => {
    const needed = /const needed = \[(\d+), (\d+)\]/.exec(read('bin/smsctl.js'));
    assert.equal(manifest.engines.node, `>=${needed?.[1]}.${needed?.[2]}`);
    assert.equal(files.find(({ path }) => path === 'bin/smsctl.js')?.mode, 0o755);
  });
});

describe('the program out of the package', () => {
  const home = join(kept.folder, 'home');
  const elsewhere = join(kept.folder, 'else where');
  mkdirSync(elsewhere, { recursive: true });
  const run = (...words: string[]) => {
    const program = join(project, 'node_modules', '.bin', 'smsctl');
    const env = { ...environmentIn(home), SMSCTL_HOME: home };
    const { status, stdout, stderr } = spawnSync(program, words, { cwd: elsewhere, env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout;
  };

  it('tells its version', () => {
    assert.equal(run('--version'), `${manifest.version}\n`);
  });

  it('rents and waits in the sandbox, from any folder', () => {
    const balance = JSON.parse(run('balance', '--sandbox', '-p', 'durian', '--json')) as Record<string, unknown>;
    assert.equal(balance.balance, '1000');
    const number = run('get-number', '--sandbox', '-p', 'durian', '--pid', '123');
    assert.match(number, /^\+\d+\n$/);
    assert.match(run('wait-code', number.trim(), '--sandbox'), /^\d{6}\n$/);
    assert.match(run('numbers', '--all', '--sandbox', '--lang', 'zh-CN'), /\tdone\t/);
    assert.deepEqual(readdirSync(elsewhere), []);
  });

  it('shows with --verbose from which lines of the sources an unforeseen failure came', () => {
    const preload = join(kept.folder, 'preload.cjs');
    writeFileSync(
      preload,
      `const { parse } = URL;
      URL.parse = (...all) => {
        if (new Error().stack.includes('/dist/cli/')) throw new TypeError(process.env.SMSCTL_DURIAN_API_KEY);
        return parse.apply(URL, all);
      };`,
    );
    const configured = { NAME: 'name', API_KEY: 'key-to-be-hidden', BASE_URL: 'http://127.0.0.1:9/' };
    const env = Object.fromEntries(Object.entries(configured).map(([name, value]) => [`SMSCTL_DURIAN_${name}`, value]));
    const words = ['--require', preload, join(installed, 'bin/smsctl.js'), 'balance', '-p', 'durian', '--verbose'];
    const { status, stderr } = spawnSync(process.execPath, words, {
      cwd: elsewhere,
      env: { ...environmentIn(home), SMSCTL_HOME: home, ...env },
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.doesNotMatch(stderr, /key-to-be-hidden/);
    const frames = [...stderr.matchAll(/^ {4}at (?:async )?(src\/.*):(\d+)$/gm)];
    const [first = [], ...others] = frames.map(([, path = '', line]) => [
      path,
      readFileSync(join(root, path), 'utf8').split('\n')[Number(line) - 1],
    ]);
    assert.deepEqual(first, ['src/flows/configuration.ts', '  const url = URL.parse(value.trim());']);
    const calls = others.filter(([, line = '']) => /\(/.test(line)).map(([path]) => path);
    assert.ok(calls.includes('src/context/connect.ts') && calls.includes('src/cli.ts'), stderr);
  });

  it('says all it has to say', () => {
    assert.match(run('--help'), /get-number/);
    assert.match(run('help', 'exit-codes', '--json'), /^\{"exitCodes":/);
  });
});

describe('the package in another program', () => {
  // Five of its lines are mistakes that the types must catch. The directive above each is the assertion: where the line
  // compiles after all, the compiler objects to the directive, and the test fails.
  const program = `
    import { openProvider, startSimulator, withNumber, type HeldPhoneNumber, type PhoneProvider } from 'smsctl';
    import { errorCatalogue, SmsctlError, type ErrorCode, type Lease, type LeaseState, type Message, type Balance } from 'smsctl';
    const code: ErrorCode = 'numbers.none';
    const error = new SmsctlError(code, { provider: 'somebody' });
    export const exitCodes: readonly number[] = [error.exitCode, errorCatalogue[code].exitCode];
    export function open(lease: Lease): string { return lease.number ?? lease.id; }
    export const state: LeaseState = 'held';
    export const message: Message = { text: 'Your code is 123456', code: '123456', project: null };
    export const unit: Balance['unit'] = 'points';
    export async function test(): Promise<string> {
      await using simulator = await startSimulator();
      await using provider: PhoneProvider = await openProvider('durian', { simulator, limits: { maxHeld: 3 } });
      await using held: HeldPhoneNumber = await provider.getNumber({ project: '0257', country: 'th' });
      await held.mark();
      await simulator.message({ platform: 'durian', project: '0257', number: held.number, text: 'code 123456' });
      return held.waitForCode({ timeout: 60_000, not: ['111111'], signal: AbortSignal.timeout(90_000) });
    }
    export const code6: Promise<number> = withNumber({ provider: 'durian', project: '1', sandbox: true }, async (held) => {
      return (await held.waitForCode()).length;
    });
    // @ts-expect-error a project is a text: a number would lose its zeros
    export const zero = (provider: PhoneProvider) => provider.getNumber({ project: 257 });
    // @ts-expect-error numbers are given back, and not by setting their state
    export const end = (held: HeldPhoneNumber) => { held.state = 'released'; };
    // @ts-expect-error there is no such code
    export const wrong: ErrorCode = 'numbers.many';
    // @ts-expect-error what is read is not changed
    export function close(lease: Lease): void { lease.state = 'done'; }
    // @ts-expect-error only what is exported can be imported
    import 'smsctl/dist/cli/cli.cjs';
  `;

  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ] as const) {
    it(`is typed for moduleResolution ${moduleResolution}`, () => {
      const folder = join(project, moduleResolution);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'program.ts'), program);
      const compilerOptions = { module, moduleResolution, target: 'es2024', strict: true, noEmit: true, types: [] };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: { ...compilerOptions, skipLibCheck: false, noUncheckedSideEffectImports: true },
        }),
      );
      const tsc = join(root, 'node_modules', '.bin', 'tsc');
      const { status, stdout } = spawnSync(tsc, ['-p', folder], { cwd: folder, encoding: 'utf8' });
      assert.equal(status, 0, stdout);
    });
  }

  const library = ['SmsctlError', 'errorCatalogue', 'openProvider', 'startSimulator', 'withNumber'];

  it('is the same whether it is imported or required, and does what it says', () => {
    const script = `
      const required = require('smsctl');
      (async () => {
        const imported = await import('smsctl');
        const isSame = Object.keys(imported).filter((name) => imported[name] === required[name]);
        const simulator = await required.startSimulator();
        const code = await imported.withNumber({ provider: 'durian', project: '9001', simulator }, async (held) => {
          await simulator.message({ platform: 'durian', project: '9001', number: held.number, text: 'code 482913' });
          return held.waitForCode({ interval: 50 });
        });
        const error = await imported.openProvider('nobody').catch((reason) => reason);
        await simulator.close();
        const file = require.resolve('smsctl').slice(-3); // what loads modules by itself may know CommonJS alone
        console.log(JSON.stringify([isSame.sort(), code, error instanceof required.SmsctlError, error.code, file]));
      })();
    `;
    writeFileSync(join(project, 'script.cjs'), script);
    const env = { ...environmentIn(join(kept.folder, 'home')), SMSCTL_HOME: join(kept.folder, 'home') };
    const printed = execFileSync(process.execPath, ['script.cjs'], { cwd: project, encoding: 'utf8', env });
    assert.deepEqual(JSON.parse(printed), [library, '482913', true, 'usage.unknownProvider', 'cjs']);
  });

  it('works where a test runner has put the globals of a browser in the place of Node’s', () => {
    const script = `
      for (const name of ['Uint8Array', 'AbortController', 'AbortSignal', 'Event', 'EventTarget', 'URL']) {
        globalThis[name] = class extends globalThis[name] {};
      }
      import('smsctl').then(async ({ withNumber }) => {
        const wish = { provider: 'durian', project: '123', sandbox: true };
        console.log(await withNumber(wish, (number) => number.waitForCode({ interval: 100 })));
      });
    `;
    const env = { ...environmentIn(join(kept.folder, 'home')), SMSCTL_HOME: join(kept.folder, 'home') };
    const { stdout, stderr } = spawnSync(process.execPath, ['--eval', script], { cwd: project, encoding: 'utf8', env });
    assert.match(stdout, /^\d{4,8}\n$/, stderr);
  });

  it('says which Node it needs as soon as it is imported by one that is too old', () => {
    const [, major = '', minor = ''] = /(\d+)\.(\d+)/.exec(manifest.engines.node) ?? [];
    const old = `${major}.${Number(minor) - 1}.9`;
    const preload = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${old}' } });`;
    const words = ['--import', `data:text/javascript,${encodeURIComponent(preload)}`, '--eval', "import 'smsctl';"];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: project, encoding: 'utf8' });
    assert.equal(status, 1);
    assert.ok(stderr.includes(`Error: smsctl needs Node.js ${major}.${minor} or newer; this is ${old}.`), stderr);
  });

  it('is known by its name where Node prints a failure of it', () => {
    const script = "import { openProvider } from 'smsctl'; await openProvider('nobody');";
    const { stderr } = spawnSync(process.execPath, ['--eval', script], { cwd: project, encoding: 'utf8' });
    assert.match(stderr, /^SmsctlError: There is no provider "nobody"\..*\(usage\.unknownProvider\)$/m);
  });

  it('can be imported, its schemas too, and nothing that is not for others', () => {
    const script = `
      import * as smsctl from 'smsctl';
      import balance from 'smsctl/schemas/balance.schema.json' with { type: 'json' };
      import manifest from 'smsctl/package.json' with { type: 'json' };
      const hidden = await import('smsctl/dist/cli/cli.cjs').catch((error) => error.code);
      const error = new smsctl.SmsctlError('numbers.none');
      console.log(JSON.stringify([Object.keys(smsctl), balance.title, manifest.name, hidden, error.exitCode]));
    `;
    writeFileSync(join(project, 'script.js'), script);
    const printed = execFileSync(process.execPath, ['script.js'], { cwd: project, encoding: 'utf8' });
    assert.deepEqual(JSON.parse(printed), [library, 'balance', 'smsctl', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 5]);
  });

  it('loads no package, only what is in it and in Node, and a runner of tests in the entry for it', () => {
    const loaded = paths
      .filter((path) => /\.c?js$/.test(path))
      .flatMap((path) => {
        const found = read(path).matchAll(/(?:\bfrom ?|\b(?:import|require)\()["'`]([^"'`]+)["'`]/g);
        return [...found].map(([, name = '']) => ({ path, name }));
      });
    const packages = loaded.filter(({ name }) => /^[@\w]/.test(name) && !isBuiltin(name));
    assert.ok(loaded.length > 100);
    assert.deepEqual(packages, [
      { path: 'dist/playwright.js', name: '@playwright/test' },
      { path: 'dist/vitest.js', name: 'vitest' },
    ]);
  });
});
