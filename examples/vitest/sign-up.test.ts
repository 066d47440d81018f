import { test } from 'smsctl/vitest';
import { expect, inject } from 'vitest';

const post = (path: string, fields: Record<string, string>) =>
  fetch(inject('signUp') + path, { method: 'POST', body: new URLSearchParams(fields) });

test('signs up with the code that came', async ({ number }) => {
  await post('/number', { number: number.number });
  const code = await number.waitForCode();
  const answer = await post('/code', { number: number.number, code });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Welcome')]);
});

test('a code is good once', async ({ number }) => {
  await post('/number', { number: number.number });
  const fields = { number: number.number, code: await number.waitForCode() };
  expect((await post('/code', fields)).status).toBe(200);
  expect((await post('/code', fields)).status).toBe(403);
});

test('the code of one number is not the code of another', async ({ number, rentNumber }) => {
  const other = await rentNumber();
  await post('/number', { number: other.number });
  const code = await other.waitForCode();
  await post('/number', { number: number.number });
  expect((await post('/code', { number: number.number, code })).status).toBe(403);
});
