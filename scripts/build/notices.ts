import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, RUNTIME_MODULE_ID } from 'rolldown';

/** Under these, code may be shipped with no more than a notice. */
const fine = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Unicode-3.0'];

/** Where a package's licence begins to speak of files that are not in the bundle: of tests. */
const ofOtherFiles: ReadonlyMap<unknown, string> = new Map([
  ['http-parser-js', 'Some files from the tests folder are from'],
]);

const fileName = 'THIRD-PARTY-NOTICES.txt';
const bundler = fileURLToPath(new URL('../../node_modules/rolldown', import.meta.url));

interface Notice {
  /** Name, version, licence. */
  readonly title: string;
  /** Whose the copyright is. */
  readonly holders: readonly string[];
  readonly text: string;
}

/** Writes beside the chunks of which packages there is code in them, and under which licences. */
export function notices(): Plugin {
  return {
    name: 'notices',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
      const ids = modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id);
      const folders = new Set(ids.map(folderOf).filter((folder) => folder !== undefined));
      this.emitFile({ type: 'asset', fileName, source: write([...folders].map(noticeOf)) });
    },
  };
}

/** Where the package of a module is; the bundler adds a few functions of its own. */
function folderOf(id: string): string | undefined {
  return id === RUNTIME_MODULE_ID ? bundler : /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
}

function noticeOf(folder: string): Notice {
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Record<string, unknown>;
  const title = `${manifest.name} ${manifest.version}, ${manifest.license}`;
  if (!fine.includes(String(manifest.license))) throw new Error(`${title}: may this be shipped?`);
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice)(?![a-z])/i.test(name));
  const paragraphs = files
    .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split(/(?:\r?\n[ \t]*){2,}/))
    .map((one) => one.trim())
    .filter((one) => one !== '' && !isTitle(one));
  const ownPart = ofOurFiles(paragraphs, ofOtherFiles.get(manifest.name));
  const text = ownPart.filter((one) => !isHolder(one)).map(plain);
  if (text.length === 0) throw new Error(`${title}: its licence has no text`);
  const holders = ownPart.filter(isHolder).flatMap((one) => one.split(/\s*\n\s*/));
  return { title, holders, text: text.join('\n\n') };
}

function ofOurFiles(paragraphs: readonly string[], others: string | undefined): readonly string[] {
  if (others === undefined) return paragraphs;
  const end = paragraphs.findIndex((one) => one.startsWith(others));
  if (end === -1) throw new Error(`no licence speaks of it: ${others}`);
  return paragraphs.slice(0, end);
}

const isTitle = (paragraph: string): boolean => /^\W*(?:the )?\w+ licen[cs]e\W*(?:\w+\W*)?$/i.test(paragraph);
const isHolder = (paragraph: string): boolean => /^copyright\b|\bcopyright \(c\)/i.test(paragraph);

/** The same words are the same text, however they are broken into lines. */
const plain = (paragraph: string): string => paragraph.replaceAll(/\s+/g, ' ').replaceAll(/['“”]/g, '"');

/** Each text once, under all the packages whose text it is. */
function write(all: readonly Notice[]): string {
  const sorted = all.toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const parts = [...Map.groupBy(sorted, ({ text }) => text)].map(([text, same]) => {
    const list = same.map(({ title, holders }) => [title, ...holders].join('\n    '));
    return `${list.join('\n')}\n\n${text}\n`;
  });
  return ['smsctl has in it code of these packages.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}
