import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './place.ts';
import { exactly, type Row } from './rows.ts';
import { WrongExit } from './run.ts';
import type { Section } from './section.ts';

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What `npm install` brings: from what would be published. */
export const measureInstall: Section = async ({ place }) => {
  const words = ['pack', '--dry-run', '--json', '--offline', '--ignore-scripts'];
  const env = { ...place.env(place.home('pack')), npm_config_update_notifier: 'false' };
  const { status, stdout, stderr } = spawnSync('npm', words, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new WrongExit(`npm pack: ${stderr}`);
  const document = JSON.parse(stdout.slice(stdout.search(/^[[{]/mu))) as Readonly<Record<string, PackFacts>>;
  const [facts] = Object.values(document);
  if (facts === undefined) throw new Error('npm pack said nothing');
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const run = ['preinstall', 'install', 'postinstall'].filter((name) => name in (manifest.scripts ?? {}));
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const files = `${facts.entryCount} files`;
  return [
    row('packed', 'KB', facts.size / 1000, { atMost: 300 }),
    { ...row('unpacked', 'KB', facts.unpackedSize / 1000, { atMost: 1000 }), note: files },
    row('install scripts', '', run.length, { atMost: 0 }),
    { ...row('packages it needs', '', needed.length, { atMost: 0 }), note: needed.join(', ') },
  ];
};

interface PackFacts {
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

function row(what: string, unit: string, value: number, goal: { readonly atMost: number }): Row {
  return { section: 'install', what, unit, figure: exactly(value), goal };
}
