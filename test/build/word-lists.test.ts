import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileNameOf } from '../../scripts/build/shelves.ts';
import messages from '../core/otp/messages.json' with { type: 'json' };
import moreMessages from '../core/otp/more-messages.json' with { type: 'json' };
import { build, root } from '../helpers/run-cli.ts';

describe('the bundle, whose lists of words are folded when it is built', () => {
  it('reads the same codes out of messages', () => {
    build();
    const file = join(root, 'dist', 'cli', fileNameOf('core-extract-code'));
    const [extractCode, ...others] = Object.values(createRequire(file)(file) as Record<string, unknown>);
    assert.ok(typeof extractCode === 'function' && others.length === 0);
    const all = [...messages, ...moreMessages];
    assert.ok(all.length > 300);
    for (const { text, code } of all) assert.equal(extractCode(text), code, text);
  });
});
