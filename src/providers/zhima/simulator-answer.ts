import type { SimulatedAnswer, World } from '../simulated.ts';

/** What a call answers, by the document's names: all values are text. */
export type Said = Readonly<Record<string, string>>;

const counted = ['leftQuantity', 'status', 'type'];

/** An answer as it goes out, in one of the ways in which "STRING" may be meant. */
export function writeAnswer(said: Said, world: World): SimulatedAnswer {
  const headers = { 'content-type': `${world.option('contentType')}; charset=UTF-8` };
  return { status: 200, headers, body: (world.option('bom') === 'yes' ? '\uFEFF' : '') + writeBody(said, world) };
}

function writeBody(said: Said, world: World): string {
  const names = Object.keys(said).filter((name) => said[name] !== '');
  const wrapping = world.option('wrapping');
  if (wrapping === 'bare' && names.length === 1 && names[0] === 'msg') return said.msg ?? '';
  const asNumbers = world.option('values') === 'numbers';
  const values = Object.entries(said).map(([name, value]) => {
    const isNumber = asNumbers && counted.includes(name) && /^\d+$/.test(value);
    return [name, isNumber ? Number(value) : value] as const;
  });
  const json = JSON.stringify(Object.fromEntries(values));
  return wrapping === 'quoted' ? JSON.stringify(json) : json;
}

export function writePage(status: number): SimulatedAnswer {
  return { status, headers: { 'content-type': 'text/html' }, body: `<html><body><h1>${status}</h1></body></html>` };
}
