import type { CommandSpec } from '../input/spec.ts';
import { getSetting, listSettings, printPaths } from './config/reading.ts';
import { setSetting } from './config/writing.ts';

const keyArgument = { label: 'KEY', text: 'key', required: true, many: false, complete: 'settingKey' } as const;

export const config: CommandSpec = {
  name: 'config',
  subcommands: [
    { name: 'get', exitCodes: [3], arguments: [keyArgument], run: getSetting },
    {
      name: 'set',
      exitCodes: [3, 13],
      arguments: [
        keyArgument,
        { label: 'VALUE', text: 'value', required: false, many: true, complete: 'settingValue' },
      ],
      run: setSetting,
    },
    { name: 'list', exitCodes: [3], options: [{ flags: '--all', text: 'allSettings' }], run: listSettings },
    { name: 'path', exitCodes: [], run: printPaths },
  ],
};
