import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-cli.ts';

const folder = join(root, 'test', 'e2e', 'screens');

/**
 * Compares a screen with the one that is kept in test/e2e/screens. SMSCTL_RECORD=1 keeps this one instead: look at the
 * difference in git before you commit it.
 */
export function recorded(name: string, lines: readonly string[]): void {
  const file = join(folder, `${name}.txt`);
  const text = `${masked(lines).join('\n')}\n`;
  if (process.env.SMSCTL_RECORD === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `${file} is missing; SMSCTL_RECORD=1 writes it. The screen was:\n${text}`);
  assert.equal(text, readFileSync(file, 'utf8'), `the screen is not the one in ${file}`);
}

/**
 * Puts others in the place of what differs between runs, as wide as it was, so that columns stay where they are: ids,
 * phone numbers, times, spinners, codes, ports, temporary folders.
 */
export function masked(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line
      .replace(/\+\d{7,15}/g, (number) => `+${'5'.repeat(number.length - 1)}`)
      .replace(/\bn[0-9a-hjkmnp-tv-z]{9}\b/g, (id) => 'x'.repeat(id.length))
      .replace(/\b\d{6}\b/g, (code) => '9'.repeat(code.length))
      .replace(/\b\d?\d:\d\d\b/g, (time) => time.replace(/\d/g, '0'))
      .replace(/\d+(?= (?:(?:s|min|h|d|looks?)\b|秒|分|小时|天|次))/g, (time) => '0'.repeat(time.length))
      .replace(/[\u2800-\u28ff]/g, '⠋')
      .replace(/\/\S*smsctl-test-\w+/g, '/HOME')
      .replace(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:PORT'),
  );
}
