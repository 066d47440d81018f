#!/bin/bash
# COUNT looks by curl and jq, without a pause. ADDRESS ends with `pn=`.
for ((i = 0; i < $2; i++)); do
  code=$(curl -s "$1%2B$((59170000000 + i % 1000))" | jq -r .code)
  [[ $code == 200 ]] && echo "$code"
done
exit 0
