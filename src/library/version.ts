import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../context/package-folder.ts';

export function version(): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
