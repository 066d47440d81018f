import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * Looks for a better order of the files in the package than that of scripts/build/shelves.ts, some minutes long, and prints
 * it. The package has to be built.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
/** A move must be worth this many bytes. */
const worthwhile = 8;

interface Entry {
  readonly name: string;
  /** With its header, as it stands in the archive. */
  readonly bytes: Buffer;
}

function packed(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'smsctl-order-'));
  try {
    const [name = ''] = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', root], { cwd: folder })
      .toString()
      .trim()
      .split('\n');
    return gunzipSync(readFileSync(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function entriesOf(archive: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; archive[at] !== 0; at += entries.at(-1)?.bytes.length ?? 0) {
    const text = (from: number, length: number) =>
      archive.toString('utf8', at + from, at + from + length).replace(/\0.*/s, '');
    const blocks = 1 + Math.ceil(Number.parseInt(text(124, 12), 8) / 512);
    entries.push({ name: text(0, 100), bytes: archive.subarray(at, at + blocks * 512) });
  }
  return entries;
}

const entries = entriesOf(packed());
const isMoved = ({ name }: Entry) => name.startsWith('package/dist/cli/') && name.endsWith('.cjs');
const first = entries.findIndex(isMoved);
const [before, after] = [entries.slice(0, first), entries.slice(first).filter((one) => !isMoved(one))];
const sizeOf = (some: readonly Entry[]) =>
  gzipSync(Buffer.concat([...before, ...some, ...after].map(({ bytes }) => bytes)), { level: 9 }).length;

let order = entries.filter(isMoved);
let best = sizeOf(order);
for (let isBetter = true; isBetter; ) {
  isBetter = false;
  for (const one of [...order]) {
    const others = order.filter((other) => other !== one);
    const places = order.map((_, place) => [...others.slice(0, place), one, ...others.slice(place)]);
    const sizes = places.map(sizeOf);
    const least = Math.min(...sizes);
    if (least > best - worthwhile) continue;
    best = least;
    order = places[sizes.indexOf(least)] ?? order;
    isBetter = true;
    console.error(`${best}: ${one.name} moved`);
  }
}
for (const { name } of order) console.log(name);
