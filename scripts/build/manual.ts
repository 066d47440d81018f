import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { manualPage } from '../../src/help/manual-page.ts';
import { loadMessages } from '../../src/messages/index.ts';
import { manual } from '../../src/program/commands.ts';

/**
 * The manual page, made from the same source as the help. In English: npm installs it for no language, so nobody would
 * find another. Not compressed by itself: it says what the texts of the help say, which stand close by in the package, so
 * that it costs half of what it would.
 */
export async function writeManual(dist: string): Promise<void> {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  mkdirSync(`${dist}/man`, { recursive: true });
  writeFileSync(`${dist}/man/smsctl.1`, manualPage({ ...manual(), texts: await loadMessages('en') }, version));
}
