import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { wordLists } from '../../scripts/build/word-lists.ts';
import messages from '../core/otp/messages.json' with { type: 'json' };
import moreMessages from '../core/otp/more-messages.json' with { type: 'json' };
import { root, temporaryFolder } from '../helpers/run-cli.ts';

describe('lists of words that were folded and compressed when the program was built', () => {
  it('find the same codes in messages', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'cli', 'bundled.mjs');
    const build = await rolldown({
      input: join(root, 'src/core/extract-code.ts'),
      platform: 'node',
      plugins: [wordLists()],
    });
    const { output } = await build.write({ dir: folder.path, entryFileNames: 'cli/bundled.mjs' });
    await build.close();
    assert.ok(!output[0].code.includes('验证码,'), 'the lists are there as they are written');
    const { extractCode } = (await import(pathToFileURL(file).href)) as { extractCode(text: string): string | null };
    const all = [...messages, ...moreMessages];
    assert.ok(all.length > 300);
    for (const { text, code } of all) assert.equal(extractCode(text), code, text);
  });
});
