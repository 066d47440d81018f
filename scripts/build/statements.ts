import { type Plugin, RolldownMagicString } from 'rolldown';
import { parseSync, Visitor } from 'rolldown/utils';

/** SQL stands in the sources as people write it, in lines that are indented; SQLite needs neither. */
export function statementsInOneLine(): Plugin {
  return {
    name: 'statements-in-one-line',
    transform(code, id) {
      if (!/\/src\/store\/[a-z-]+\.ts$/.test(id)) return null;
      const changed = new RolldownMagicString(code);
      new Visitor({
        TemplateElement: ({ start, end }) => {
          const text = code.slice(start, end);
          if (!/\n\s/.test(text)) return;
          // A comment would go on to the end, and a text in quotes may have lines of its own.
          if (text.includes('--') || text.split("'").length % 2 === 0) this.error(`${id}: not in one line: ${text}`);
          changed.overwrite(start, end, text.replaceAll(/\s*\n\s+/g, ' '));
        },
      }).visit(parseSync(id, code).program);
      return changed.hasChanged() ? { code: changed } : null;
    },
  };
}
