import type { Plugin } from 'rolldown';

const one = /Object\.defineProperty\(exports,["'`](\w+)["'`],\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)/;
const all = new RegExp(`(?:${one.source}[,;])*${one.source};(?=\\s*(?://# sourceMappingURL=\\S+\\s*)?$)`);

/** What stands at the end of each chunk says for each thing that others need how it is handed out: once is enough. */
export function shorterExports(): Plugin {
  return {
    name: 'shorter-exports',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const { fileName } = chunk;
        chunk.code = chunk.code.replace(all, (text) => {
          const getters = [...text.matchAll(new RegExp(one, 'g'))].map(([, name = '', value = '']) => {
            if (value === 'name' || value === 'get') this.error(`${fileName}: ${value} means two things`);
            return `${name}:()=>${value}`;
          });
          return `for(let[name,get]of Object.entries({${getters.join()}}))Object.defineProperty(exports,name,{enumerable:!0,get});`;
        });
        if (one.test(chunk.code)) this.error(`${fileName} exports in another way than it did`);
      }
    },
  };
}
