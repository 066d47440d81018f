import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:http';

/** Sends a text to a number, as a gateway for SMS would. */
export type SendSms = (number: string, text: string) => Promise<void>;

/** A sign-up by phone: number in, code in, welcome. It stands for the application under test. */
export function createSignUp(sendSms: SendSms): Server {
  const codes = new Map<string, string>();
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const number = form.get('number') ?? '';
    const say = (status: number, html: string) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><title>Sign up</title>${html}`);
    };
    if (pathname === '/') return say(200, numberForm);
    if (pathname === '/number') {
      const code = String(randomInt(100_000, 1_000_000));
      codes.set(number, code);
      // The page does not wait for the gateway, and the message takes a while.
      setTimeout(() => sendSms(number, `${code} is your code for Sign up.`).catch(console.error), randomInt(200, 800));
      return say(200, codeForm(number));
    }
    if (pathname !== '/code') return say(404, 'There is nothing here.');
    if (codes.get(number) !== form.get('code')) return say(403, `<p>This is not the code.</p>${codeForm(number)}`);
    codes.delete(number);
    return say(200, '<h1>Welcome</h1>');
  });
}

const numberForm = `<form method="post" action="/number">
<label>Phone number <input name="number" inputmode="tel"></label> <button>Send me a code</button></form>`;

const codeForm = (number: string): string => `<form method="post" action="/code">
<input type="hidden" name="number" value="${number.replace(/[^+\d]/g, '')}">
<label>Code <input name="code" autocomplete="one-time-code"></label> <button>Sign up</button></form>`;
