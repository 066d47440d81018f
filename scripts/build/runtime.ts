import type { Plugin } from 'rolldown';

/**
 * The bundler has some functions of its own, which most chunks need, and may put them into a file of their own. They go
 * into the first line of the chunk that every command loads, so that no command has to open a file for them.
 */
export function runtimeWithin(host: string): Plugin {
  return {
    name: 'runtime-within',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const runtime = chunks.find(({ fileName }) => fileName.endsWith('-rolldown-runtime.cjs'));
      const first = chunks.find(({ fileName }) => fileName.endsWith(`/${host}`));
      const map = bundle[`${first?.fileName}.map`];
      if (runtime === undefined || first === undefined || map?.type !== 'asset') this.error('chunks have other names');
      for (const chunk of chunks) {
        const from = chunk === first ? 'exports' : `require("./${host}")`;
        chunk.code = chunk.code.replaceAll('require("./-rolldown-runtime.cjs")', `${from}.bundler`);
      }
      first.code = `exports.bundler=((exports)=>{${runtime.code.trim()}return exports})({});\n${first.code}`;
      const { mappings, ...rest } = JSON.parse(String(map.source)) as { readonly mappings: string };
      map.source = JSON.stringify({ ...rest, mappings: `;${mappings}` });
      delete bundle[runtime.fileName];
    },
  };
}
