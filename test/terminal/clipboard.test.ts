import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyToClipboard } from '../../src/terminal/clipboard.ts';
import { memoryStream } from './memory-stream.ts';

test('the clipboard is handed lines as base64, and nothing in them can end the sequence', async () => {
  const terminal = memoryStream();
  await copyToClipboard(terminal, ['+59173841704', 'a\x07\x1b]52;c;!\x07b']);
  const [, sent = ''] = /^\x1b\]52;c;([A-Za-z0-9+/=]+)\x07$/.exec(terminal.text()) ?? [];
  assert.equal(Buffer.from(sent, 'base64').toString(), '+59173841704\nab');
});
