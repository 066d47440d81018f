const stopsOf = new WeakMap<EventTarget, Set<() => void>>();

/**
 * Calls `stop` when the signal is aborted. A signal looks through all of its listeners for each that is added: all who
 * listen to one here share a listener.
 *
 * @returns what ends that
 */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  const stops = stopsOf.get(signal) ?? new Set();
  stops.add(stop);
  if (stops.size === 1) {
    stopsOf.set(signal, stops);
    signal.addEventListener('abort', stopAll, { once: true });
  }
  return () => {
    if (!stops.delete(stop) || stops.size > 0) return;
    stopsOf.delete(signal);
    signal.removeEventListener('abort', stopAll);
  };
}

function stopAll({ target }: Event): void {
  if (target !== null) for (const stop of stopsOf.get(target) ?? []) stop();
}
