/** A time in a table's cell: `4:05`; from an hour on as the language says it. */
export function tableTime(milliseconds: number, inWords: (milliseconds: number) => string): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds >= 3600) return inWords(milliseconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
