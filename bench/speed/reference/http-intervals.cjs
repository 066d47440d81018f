// Looks at each number once a second by Node's own HTTP client alone, spread over the second. ADDRESS ends with `pn=`.
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
  });

for (let index = 0; index < Number(count); index += 1) {
  setTimeout(setInterval, index % 1000, look, 1000, `%2B${59_170_000_000 + index}`);
}
