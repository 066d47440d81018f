import { basename } from 'node:path';
import { type Plugin, RUNTIME_MODULE_ID } from 'rolldown';

/**
 * The bundler has some functions of its own, which most chunks need, and may put them into a file of their own. They go
 * to the end of the chunk that every command loads first, so that no command has to open a file for them.
 */
export function runtimeWithin(host: string): Plugin {
  return {
    name: 'runtime-within',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const runtime = chunks.find(({ moduleIds }) => moduleIds.length === 1 && moduleIds[0] === RUNTIME_MODULE_ID);
      const first = chunks.find(({ fileName }) => basename(fileName) === host);
      if (runtime === undefined || first === undefined) this.error('the chunks are others than they were');
      const needed = `require("./${basename(runtime.fileName)}")`;
      if (first.code.includes(needed)) this.error(`${host} needs them before its end`);
      for (const chunk of chunks) chunk.code = chunk.code.replaceAll(needed, `require("./${host}").bundler`);
      const [code = '', link = ''] = first.code.split(/(?=\/\/# sourceMappingURL=)/);
      first.code = `${code}exports.bundler=((exports)=>{${runtime.code.trim()}return exports})({});\n${link}`;
      delete bundle[runtime.fileName];
    },
  };
}
