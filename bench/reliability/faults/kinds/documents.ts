import { type Kind, lost, worded } from '../wire.ts';

const page = '<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>\n';
const captcha =
  '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h2>请完成安全验证</h2>' +
  '<form action="/verify"><input name="captcha"></form></body></html>\n';

const other = (name: string, text: string): Kind => worded(name, 'no', () => text);
/** Words alone, which one platform's answers may be: a refusal that nobody understands. */
const words = (kind: Kind): Kind => ({ ...kind, except: { zhima: 'yes' } });
const around = (name: string, word: (text: string) => string): Kind => worded(name, 'no', word);

/** Texts that stand where the document should. */
export const documentKinds: readonly Kind[] = [
  other('an empty body', ''),
  other('blanks', ' \r\n\t\n '),
  other('a page', page),
  other('a captcha', captcha),
  around('a page with the document in it', (text) => `${page.replace('It works!', text)}`),
  around('the document with a page behind it', (text) => `${text}\n${page}`),
  around(
    'the warning of a program in front of it',
    (text) => `<br />\n<b>Warning</b>: mysql_query() in <b>/x.php</b>\n${text}`,
  ),
  around('the notice of a program behind it', (text) => `${text}\nNotice: Undefined index: pid in /x.php on line 7`),
  around('a guard against scripts in front of it', (text) => `)]}',\n${text}`),
  around('a call around it', (text) => `callback(${text});`),
  around('a list around it', (text) => `[${text}]`),
  around('an object around it', (text) => `{"result":${text}}`),
  { ...worded('in a JSON string', 'no', (text) => JSON.stringify(text)), ...inAString() },
  around('twice in a JSON string', (text) => JSON.stringify(JSON.stringify(text))),
  around('two documents', (text) => `${text}\n${text}`),
  around('a refusal behind it', (text) => `${text}{"code":906,"state":false,"valid":"N","msg":"no"}`),
  around('a stray brace behind it', (text) => `${text}}`),
  around('a comma too many', (text) => `${text.slice(0, -1)},}`),
  around('without its last character', (text) => text.slice(0, -1)),
  around('without its first character', (text) => text.slice(1)),
  around('single quotes', (text) => text.replaceAll('"', "'")),
  around('typographic quotes', (text) => text.replaceAll('"', '“')),
  around('names without quotes', (text) => text.replaceAll(/"(\w+)":/gu, '$1:')),
  around('a remark in it', (text) => text.replace('{', '{/* fine */')),
  around('a number that is none in it', (text) => text.replace('{', '{"rest":NaN,')),
  around('a line feed in a string in it', (text) => text.replace('{', '{"rest":"a\nb",')),
  words(around('base64', (text) => Buffer.from(text).toString('base64'))),
  other('null', 'null'),
  other('true', 'true'),
  other('false', 'false'),
  other('a bare number', '42'),
  other('zero', '0'),
  other('an empty text', '""'),
  other('an empty object', '{}'),
  other('an empty list', '[]'),
  other('a list of nulls', '[null,null]'),
  other('XML', '<?xml version="1.0"?><response><code>200</code><data>+66612345678</data></response>'),
  words(other('a form', 'code=200&state=true&valid=Y&data=1&msg=OK')),
  words(other('YAML', 'code: 200\nstate: true\nvalid: Y\n')),
  other('a hundred thousand lists', '['.repeat(100_000) + ']'.repeat(100_000)),
  other('a hundred thousand open lists', '['.repeat(100_000)),
  other('a hundred thousand objects', '{"a":'.repeat(100_000)),
  lost('JSON of one long string', (told) => [
    Buffer.from(`HTTP/1.1 ${told.status} OK\r\nconnection: close\r\n\r\n"${'\\u0041'.repeat(30_000)}"`),
    'fin',
  ]),
];

/** One platform's document speaks of strings alone, and its answers are taken so too. */
function inAString(): Pick<Kind, 'except' | 'spoil'> {
  const { spoil } = worded('', 'perhaps', (text) => JSON.stringify(text));
  return { except: { zhima: 'perhaps' }, spoil };
}
