import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Packs, and runs the package as one who has nothing of it yet: an empty home and cache, and npm's registry. */

const folder = mkdtempSync(join(tmpdir(), 'smsctl-try-'));
try {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [tarball = ''] = readdirSync(folder);
  for (const words of [['--version'], ['balance', '--sandbox', '--provider', 'durian']]) {
    process.stdout.write(`$ npx --ignore-scripts ./${tarball} ${words.join(' ')}\n`);
    const { npm_config_cache, npm_config_prefix, npm_config_userconfig, ...env } = process.env;
    execFileSync('npx', ['--yes', '--ignore-scripts', `./${tarball}`, ...words], {
      cwd: folder,
      env: { ...env, HOME: folder },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 120_000,
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
