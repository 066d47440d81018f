import type { CommandSpec } from '../input/spec.ts';
import type { Messages } from '../messages/index.ts';

type GroupName = keyof Messages['pages']['groups'];

/** What belongs together for somebody who looks for a command. What is not named here is a tool. */
const members: readonly (readonly [GroupName, readonly string[]])[] = [
  ['rent', ['get-number', 'wait-code', 'run', 'send-sms']],
  ['giveBack', ['release', 'blacklist', 'reconcile']],
  ['look', ['numbers', 'status', 'balance', 'countries', 'project', 'stats']],
  ['account', ['login', 'logout', 'config', 'providers', 'doctor']],
];

export interface CommandGroup {
  readonly name: GroupName;
  readonly commands: readonly CommandSpec[];
}

/** The commands that are shown, each in its group. */
export function groupCommands(commands: readonly CommandSpec[]): CommandGroup[] {
  const shown = commands.filter((one) => one.hidden !== true);
  const named = members.map(([name, list]) => ({
    name,
    commands: list.flatMap((wanted) => shown.filter((one) => one.name === wanted)),
  }));
  const others = shown.filter((one) => !members.some(([, list]) => list.includes(one.name)));
  const tools: CommandGroup = { name: 'tools', commands: others };
  return [...named, tools].filter((group) => group.commands.length > 0);
}
