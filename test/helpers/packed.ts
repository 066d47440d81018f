import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, temporaryFolder } from './run-cli.ts';

/** The package as it would be published, made from a copy of the sources, and a project that has it installed. */
export interface Packed extends Disposable {
  readonly folder: string;
  readonly tarball: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[];
  /** A project with the package in its node_modules, and nothing else. */
  readonly project: string;
}

/** @param strays files that lie about in the sources, none of which belongs into the package */
export function pack(strays: readonly string[]): Packed {
  const temporary = temporaryFolder();
  const folder = temporary.path;
  const source = join(folder, 'source');
  const left = ['node_modules', 'dist', '.git'].map((name) => join(root, name));
  cpSync(root, source, { recursive: true, filter: (path) => !left.includes(path) });
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  for (const stray of strays) {
    mkdirSync(dirname(join(source, stray)), { recursive: true });
    writeFileSync(join(source, stray), 'stray');
  }
  const env = environmentIn(folder);
  const words = ['pack', '--json', '--offline', '--pack-destination', folder];
  // What its build prints goes before the document.
  const told = execFileSync('npm', words, { cwd: source, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const document: unknown = JSON.parse(told.slice(told.search(/^[[{]/m)));
  const [facts] = Object.values(document as Record<string, Omit<Packed, 'tarball'> & { readonly filename: string }>);
  if (facts === undefined) throw new Error(told);
  const tarball = join(folder, facts.filename);
  const { size, unpackedSize, files } = facts;
  return {
    folder,
    tarball,
    size,
    unpackedSize,
    files,
    project: install(tarball, join(folder, 'project')),
    [Symbol.dispose]: temporary[Symbol.dispose],
  };
}

/** PATH with the Node that runs the tests, and a home of its own. */
export const environmentIn = (folder: string): Record<string, string> => ({
  PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
  HOME: folder,
  LANG: 'C.UTF-8',
  NO_COLOR: '1',
});

/** What `npm install --ignore-scripts` makes of it, without a network. */
function install(tarball: string, project: string): string {
  const home = join(project, 'node_modules', 'smsctl');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }');
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  const bins = join(project, 'node_modules', '.bin');
  mkdirSync(bins, { recursive: true });
  symlinkSync(join('..', 'smsctl', 'bin', 'smsctl.js'), join(bins, 'smsctl'));
  return project;
}
