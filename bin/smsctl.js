#!/usr/bin/env node
// The front door. Everything here must be readable to an old Node, so that it can say why it cannot go on.

const { lstatSync, mkdirSync, writeSync } = require('node:fs');
const { dirname, isAbsolute, join } = require('node:path');

// A report that Node was told to write about itself would hold the environment, and with it the keys.
if (process.report) process.report.excludeEnv = true;

const needed = [24, 15];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `smsctl needs Node.js ${needed.join('.')} or newer; this is ${process.versions.node}. In a checkout: npm run -s smsctl -- --help\n`,
  );
  process.exitCode = 3;
} else if (!toldVersion()) {
  // Where both are set Node warns about it on stderr, which is not the place for it.
  if (process.env.NO_COLOR) delete process.env.FORCE_COLOR;
  keepCompiled();
  start();
}

/**
 * The one answer that is the same in every language, for which nothing need be loaded. What does not go well is left to
 * the program, which tells of it.
 */
function toldVersion() {
  const words = process.argv.slice(2);
  if (words.length !== 1 || (words[0] !== '--version' && words[0] !== '-V')) return false;
  try {
    writeSync(1, `${require('../package.json').version}\n`);
    return true;
  } catch {
    return false;
  }
}

function start() {
  let program;
  try {
    program = require('../dist/cli/cli.cjs');
  } catch (error) {
    process.stderr.write(`smsctl is not built (${error.code}). In a checkout: npm run build\n`);
    process.exitCode = 3;
    return;
  }
  program.run(process).then(
    ({ exitCode, isWritten }) => {
      process.exitCode = exitCode;
      // Everything is done, closed and written. Node would now take its heap apart, page by page, for milliseconds.
      if (isWritten) process.exit();
    },
    (error) => {
      process.stderr.write(`smsctl could not start (${error.code || error.name})\n`);
      process.exitCode = 1;
    },
  );
}

/**
 * Lets Node keep what it has compiled of this program, which is half of the time of a short command. The folder must be
 * the user's own and nobody else's: who could write to it could run code in the user's name. Without one all is as it
 * was, but slower, so nothing is said about it.
 */
function keepCompiled() {
  const { XDG_CACHE_HOME: named = '' } = process.env;
  try {
    const caches = isAbsolute(named) ? named : join(homeFolder(), '.cache');
    const folder = join(caches, 'smsctl');
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats !== undefined && !isOnlyOurs(stats)) return;
    if (stats === undefined) {
      lstatSync(dirname(caches)); // a home is not ours to make
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    require('node:module').enableCompileCache(folder);
  } catch {
    // No home, or one that cannot be written to.
  }
}

/** As src/context/home-folder.ts has it, which is not loaded yet. */
function homeFolder() {
  const { HOME } = process.env;
  if (HOME && process.platform !== 'win32') return HOME;
  const { homedir, userInfo } = require('node:os');
  return homedir() || userInfo().homedir;
}

function isOnlyOurs(stats) {
  if (!stats.isDirectory()) return false;
  return process.platform === 'win32' || (stats.uid === process.geteuid() && (stats.mode & 0o077) === 0);
}
