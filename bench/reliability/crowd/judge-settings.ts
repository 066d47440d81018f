import type { Evidence, Finding } from './evidence.ts';
import { nameOf, type Told } from './told.ts';

interface Write {
  readonly told: Told;
  readonly key: string;
  readonly value: string;
}

/**
 * Whatever was written last is in the file. Of two that overlapped either may be the last; one that had ended before
 * another began is not.
 */
export function judgeSettings({ tale, settings }: Evidence): Finding[] {
  if (settings === null) return [{ figure: 'settings', what: 'the settings file is no JSON at the end' }];
  const writes = tale.flatMap((told): Write[] => {
    const { move, exitCode } = told;
    return move.kind === 'set' && exitCode === 0 ? [{ told, key: move.key, value: move.value }] : [];
  });
  const keys = [...new Set(writes.map(({ key }) => key))];
  return keys.flatMap((key): Finding[] => {
    const ofKey = writes.filter((write) => write.key === key);
    const last = ofKey.filter(({ told }) => !ofKey.some((other) => other.told.began > told.ended));
    const found = settings[key] ?? '';
    if (last.some(({ value }) => value === found)) return [];
    const wanted = last.map(({ told, value }) => `"${value}" of ${nameOf(told)}`).join(' or ');
    return [{ figure: 'settings', what: `${key} is "${found}", not ${wanted}` }];
  });
}
