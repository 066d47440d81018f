// Preloaded by test/startup.test.ts: writes the files and Node's own modules that were loaded to stderr, at the end.

const { writeSync } = require('node:fs');
const { basename } = require('node:path');

const before = new Set(process.moduleLoadList);
process.on('exit', () => {
  const files = Object.keys(require.cache).filter((file) => file !== __filename);
  const builtins = process.moduleLoadList.filter((name) => name.startsWith('NativeModule ') && !before.has(name));
  const names = [
    ...files.map((file) => basename(file)),
    ...builtins.map((name) => name.replace('NativeModule ', 'node:')),
  ];
  writeSync(2, `loaded ${names.join(' ')}\n`);
});
