/** Everything that comes in, as text. @throws the signal's reason when stopped */
export async function readAll(stdin: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  const stop = () => {
    if ('destroy' in stdin && typeof stdin.destroy === 'function') stdin.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  } finally {
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Lines that are not empty. Of tab-separated fields the first counts, so that our own output can be piped back in. */
export async function readLines(stdin: NodeJS.ReadableStream, signal: AbortSignal): Promise<string[]> {
  const text = await readAll(stdin, signal);
  return text
    .split(/\r?\n/u)
    .map((line) => (line.split('\t')[0] ?? '').trim())
    .filter((line) => line !== '');
}
