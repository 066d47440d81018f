// The least that a script in Node can do to ask: node:http, no JSON.
const { get } = require('node:http');

get(process.argv[2], (answer) => answer.pipe(process.stdout));
