#!/usr/bin/env node
// The front door. Everything here must be readable to an old Node, so that it can say why it cannot go on.

// A report that Node was told to write about itself would hold the environment, and with it the keys.
if (process.report) process.report.excludeEnv = true;

const needed = [24, 15];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `smsctl needs Node.js ${needed.join('.')} or newer; this is ${process.versions.node}. In a checkout: npm run -s smsctl -- --help\n`,
  );
  process.exitCode = 3;
} else {
  // Where both are set Node warns about it on stderr, which is not the place for it.
  if (process.env.NO_COLOR) delete process.env.FORCE_COLOR;
  require('./compile-cache.js').keepCompiled();
  start();
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
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error) => {
      process.stderr.write(`smsctl could not start (${error.code || error.name})\n`);
      process.exitCode = 1;
    },
  );
}
