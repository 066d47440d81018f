import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/messages/index.ts';
import { ptyMissing } from '../../test/helpers/pty.ts';
import { root } from '../../test/helpers/run-cli.ts';
import { pictureFile } from './place.ts';
import { record } from './record.ts';
import { commandsOf, scenes } from './scenes.ts';
import { drawSvg } from './svg.ts';

/** Draws all pictures, or those whose scenes are named. */

const missing = ptyMissing();
if (missing !== false) throw new Error(missing);
execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
mkdirSync(join(root, 'docs', 'pictures'), { recursive: true });

const wanted = process.argv.slice(2);
for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  for (const language of languages) {
    const frames = await record(scene, language);
    const file = pictureFile(scene, language);
    const title = commandsOf(scene).at(-1) ?? scene.name;
    const svg = drawSvg(frames, scene.columns, { title, description: scene.alt[language], lang: language });
    writeFileSync(join(root, file), svg);
    process.stdout.write(`${file}: ${frames.length} frames, ${Math.ceil(svg.length / 1024)} KiB\n`);
  }
}
