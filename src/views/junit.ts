import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import { printable } from '../core/printable.ts';
import type { Messages } from '../messages/index.ts';
import { failureText } from './failure.ts';
import { inSeconds, maskCode, type RunStory } from './run.ts';

interface Case {
  readonly group: string;
  readonly name: string;
  readonly seconds: number;
  readonly failure: string | null;
  readonly said: string;
}

/** The same as XML that shows beside the results of tests: the command is one case, and each number is one. */
export function junitOf(story: RunStory, { texts, now }: { texts: Messages; now: number }): string {
  const seconds = inSeconds(now - story.startedAt);
  const cases = [
    commandCase(story, texts, seconds),
    ...story.leases.map((lease) => numberCase(lease, story, { texts, now })),
  ];
  const failed = cases.filter(({ failure }) => failure !== null).length;
  const counts = `name="smsctl run" tests="${cases.length}" failures="${failed}" errors="0" time="${seconds}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite ${counts} skipped="0" timestamp="${new Date(story.startedAt).toISOString()}">`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function commandCase({ name, command, exitCode, error }: RunStory, texts: Messages, seconds: number): Case {
  const { junit } = texts.run;
  const why = error === null ? null : failureText(error, texts).message;
  const failure = exitCode === 0 ? null : (why ?? junit.exit(exitCode));
  const said = junit.exit(command?.exitCode ?? exitCode);
  return { group: 'smsctl.run', name: texts.labelled(junit.command, name), seconds, failure, said };
}

/** A number that brought no code is for the tests to judge; one that could not be given back is for us. */
function numberCase(lease: Lease, { error }: RunStory, { texts, now }: { texts: Messages; now: number }): Case {
  const state = texts.states[lease.state] ?? lease.state;
  return {
    group: `smsctl.${lease.provider}.${lease.project}`,
    name: lease.number ?? lease.id,
    seconds: inSeconds((lease.closedAt ?? now) - lease.acquiredAt),
    failure: isOpen(lease.state) && error?.leases.some(({ id }) => id === lease.id) === true ? state : null,
    said: texts.clauses([maskCode(lease.code) ?? texts.run.noCode, state]),
  };
}

function caseLines({ group, name, seconds, failure, said }: Case): string[] {
  return [
    `    <testcase classname="${escaped(group)}" name="${escaped(name)}" time="${seconds}">`,
    ...(failure === null ? [] : [`      <failure message="${escaped(failure)}"/>`]),
    `      <system-out>${escaped(said)}</system-out>`,
    '    </testcase>',
  ];
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => printable(text).replace(/[&<>"]/g, (mark) => entities[mark] ?? mark);
