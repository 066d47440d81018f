/** As `bin/smsctl.js` says it for the commands. */
const needed = '24.15';

/** An older Node would fail later, and not say why. */
export function requireNode(): void {
  const { node } = process.versions;
  if (node.localeCompare(needed, 'en', { numeric: true }) < 0)
    throw new Error(`smsctl needs Node.js ${needed} or newer; this is ${node}.`);
}
