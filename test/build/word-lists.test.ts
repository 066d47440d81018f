import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import messages from '../core/otp/messages.json' with { type: 'json' };
import moreMessages from '../core/otp/more-messages.json' with { type: 'json' };
import { build, root } from '../helpers/run-cli.ts';

describe('the bundle, whose lists of words are folded when it is built', () => {
  it('reads the same codes out of messages', () => {
    build();
    const require = createRequire(join(root, 'dist', 'cli', 'cli.cjs'));
    const [extractCode, ...others] = Object.values(require('./core-extract-code.cjs') as Record<string, unknown>);
    assert.ok(typeof extractCode === 'function' && others.length === 0);
    const all = [...messages, ...moreMessages];
    assert.ok(all.length > 300);
    for (const { text, code } of all) assert.equal(extractCode(text), code, text);
  });
});
