const { lstatSync, mkdirSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { homedir } = require('node:os');
const { isAbsolute, join } = require('node:path');

/**
 * Lets Node keep what it has compiled of this program, which is half of the time of a short command. The folder must be
 * the user's own and nobody else's: who could write to it could run code in the user's name. Without one all is as it
 * was, but slower, so nothing is said about it.
 */
exports.keepCompiled = () => {
  const { XDG_CACHE_HOME: named = '' } = process.env;
  try {
    const folder = join(isAbsolute(named) ? named : join(homedir(), '.cache'), 'smsctl');
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
    else if (!isOnlyOurs(stats)) return;
    enableCompileCache(folder);
  } catch {
    // No home, or one that cannot be written to.
  }
};

function isOnlyOurs(stats) {
  if (!stats.isDirectory()) return false;
  return process.platform === 'win32' || (stats.uid === process.geteuid() && (stats.mode & 0o077) === 0);
}
