// What anybody writes who wants to know the balance.
fetch(process.argv[2])
  .then((answer) => answer.json())
  .then(({ data }) => console.log(data.score));
