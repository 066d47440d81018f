import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manualPage } from '../../src/help/manual-page.ts';
import { languages, loadMessages } from '../../src/messages/index.ts';
import { manual } from '../../src/program/commands.ts';

/**
 * The manual pages, made from the same source as the help. Not compressed by themselves: they say what the texts of the
 * help say, which stand close by in the package, so that together they are a third smaller.
 */
export async function writeManuals(dist: string): Promise<void> {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  for (const language of languages) {
    const name = language === 'en' ? 'man' : `man-${language}`;
    const folder = join(dist, name);
    mkdirSync(folder, { recursive: true });
    const page = manualPage({ ...manual(), texts: await loadMessages(language) }, version);
    writeFileSync(join(folder, 'smsctl.1'), page);
  }
}
