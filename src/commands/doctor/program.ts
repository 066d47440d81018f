import type { Context } from '../../context/context.ts';
import { chosenLanguage } from '../../context/language.ts';
import { packageFolder } from '../../context/package-folder.ts';
import { wantsColor } from '../../terminal/style.ts';
import { type Finding, fine } from './finding.ts';

/** What runs here, and what it runs on. */
export function checkProgram({ texts, version }: Context): Finding {
  const { version: node, platform, arch } = process;
  const detail = `smsctl ${version}, Node ${node.slice(1)}, ${platform} ${arch}, ${packageFolder}`;
  return fine({ id: 'program', subject: texts.doctor.subjects.program }, detail);
}

export function checkTerminal({ texts, host, globals }: Context): Finding {
  const { doctor } = texts;
  const isTTY = host.stdout.isTTY === true;
  const isColored = wantsColor({ env: host.env, isTTY, noColor: !globals.color });
  const detail = isTTY ? doctor.terminal(host.stdout.columns ?? 80, isColored) : doctor.noTerminal;
  return fine({ id: 'terminal', subject: doctor.subjects.terminal }, detail);
}

export function checkLanguage({ texts, host, globals }: Context): Finding {
  const { language, origin } = chosenLanguage(globals, host.env);
  const from = origin === '' ? texts.doctor.fallback : origin;
  return fine({ id: 'language', subject: texts.doctor.subjects.language }, texts.doctor.language(language, from));
}
