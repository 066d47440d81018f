// Looks at each number once a second by Node's own HTTP client alone, five every five milliseconds. ADDRESS ends with
// `pn=`.
const { Agent, get } = require('node:http');

const [address, count] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

const look = (number) =>
  get(address + number, { agent }, (answer) => {
    let text = '';
    answer.on('data', (chunk) => {
      text += chunk;
    });
    answer.on('end', () => {
      const { code, data } = JSON.parse(text);
      if (code === 200) console.log(data);
    });
  }).on('error', () => {}); // a connection that was just being closed: the next look is a second away

for (let index = 0; index < Number(count); index += 1) {
  setTimeout(setInterval, (index - (index % 5)) % 1000, look, 1000, `%2B${59_170_000_000 + index}`);
}
