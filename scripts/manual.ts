import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { manualPage } from '../src/help/manual-page.ts';
import { languages, messagesFor } from '../src/messages/index.ts';
import { manual } from '../src/program/commands.ts';

/** A step of the build: the manual pages, made from the same source as the help. */

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

for (const language of languages) {
  const folder = new URL(
    language === 'en' ? '../dist/man/' : `../dist/man/${language.replace('-', '_')}/`,
    import.meta.url,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('smsctl.1', folder), manualPage({ ...manual(), texts: messagesFor(language) }, version));
}
