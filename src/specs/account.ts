import { type ArgumentSpec, type CommandSpec, talkExitCodes } from '../input/spec.ts';

/** The user's accounts and settings, and whether all is well with them. */

const providerArgument: ArgumentSpec = {
  label: 'PROVIDER',
  text: 'provider',
  required: false,
  many: false,
  complete: 'provider',
};

const keyArgument: ArgumentSpec = { label: 'KEY', text: 'key', required: true, many: false, complete: 'settingKey' };

export const login: CommandSpec = {
  name: 'login',
  exitCodes: talkExitCodes,
  arguments: [providerArgument],
  options: [{ flags: '--field NAME=VALUE', text: 'field', repeatable: true }],
  run: async (...given) => (await import('../commands/login.ts')).runLogin(...given),
};

export const logout: CommandSpec = {
  name: 'logout',
  exitCodes: [3, 12, 13],
  arguments: [providerArgument],
  options: [{ flags: '--yes', text: 'yesLogout' }],
  run: async (...given) => (await import('../commands/logout.ts')).runLogout(...given),
};

export const config: CommandSpec = {
  name: 'config',
  subcommands: [
    {
      name: 'get',
      exitCodes: [3],
      arguments: [keyArgument],
      run: async (...given) => (await import('../commands/config/reading.ts')).getSetting(...given),
    },
    {
      name: 'set',
      exitCodes: [3, 13],
      arguments: [
        keyArgument,
        { label: 'VALUE', text: 'value', required: false, many: true, complete: 'settingValue' },
      ],
      run: async (...given) => (await import('../commands/config/writing.ts')).setSetting(...given),
    },
    {
      name: 'list',
      exitCodes: [3],
      options: [{ flags: '--all', text: 'allSettings' }],
      run: async (...given) => (await import('../commands/config/reading.ts')).listSettings(...given),
    },
    {
      name: 'path',
      exitCodes: [],
      run: async (context) => (await import('../commands/config/reading.ts')).printPaths(context),
    },
  ],
};

export const providers: CommandSpec = {
  name: 'providers',
  exitCodes: [3],
  run: async (context) => (await import('../commands/providers.ts')).runProviders(context),
};

export const doctor: CommandSpec = {
  name: 'doctor',
  exitCodes: talkExitCodes,
  run: async (context) => (await import('../commands/doctor.ts')).runDoctor(context),
};

export const simulate: CommandSpec = {
  name: 'simulate',
  exitCodes: [],
  options: [
    { flags: '--port N', text: 'port' },
    { flags: '--scenario FILE', text: 'scenario', complete: 'file' },
  ],
  run: async (...given) => (await import('../commands/simulate.ts')).runSimulate(...given),
};
