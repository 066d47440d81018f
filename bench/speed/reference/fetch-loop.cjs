// Looks at each number once a second, one after the other, until it is ended. ADDRESS ends with `pn=`.
const [address, count] = process.argv.slice(2);
const numbers = Array.from({ length: Number(count) }, (_, index) => `%2B${59_170_000_000 + index}`);

const look = async () => {
  const started = performance.now();
  for (const number of numbers) {
    const answer = await fetch(address + number);
    const { code, data } = await answer.json();
    if (code === 200) console.log(data);
  }
  setTimeout(look, Math.max(0, started + 1000 - performance.now()));
};

look();
