import { statSync } from 'node:fs';
import type { Context } from '../../context/context.ts';
import { SmsctlError } from '../../core/errors.ts';
import { aliasesIn, aliasKey, findAlias } from '../../flows/aliases.ts';
import type { Sources } from '../../flows/configuration.ts';
import { ignoredKeys } from '../../input/setting-keys.ts';
import { type Finding, failed, fine, warned } from './finding.ts';

export interface Looked {
  readonly findings: readonly Finding[];
  /** What the other checks go by: without what the file holds, where it cannot be read. */
  readonly sources: Sources;
}

export async function checkSettings(context: Context): Promise<Looked> {
  const { texts, host } = context;
  const { doctor } = texts;
  const subject = { id: 'settings', subject: doctor.subjects.settings };
  const { path } = await context.settings();
  try {
    const sources = await context.sources();
    const mode = modeOf(path);
    if (mode === null)
      return { sources, findings: [fine(subject, doctor.noSettings(path)), ...(await checkChoices(context))] };
    const count = Object.keys(sources.stored).length;
    const whole = fine(subject, doctor.settingsFile(path, mode, count));
    const ignored = ignoredKeys(sources).map(({ key, suggestion }) =>
      warned(
        subject,
        texts.config.ignored(key, null),
        suggestion === null ? doctor.removeKey : doctor.correctKey(suggestion),
      ),
    );
    return {
      sources,
      findings: [whole, ...(await checkChoices(context)), ...ignored, ...checkAliases(context, sources)],
    };
  } catch (error) {
    const sources = { env: host.env, stored: {}, storePath: path };
    return { sources, findings: [failed(subject, error, texts)] };
  }
}

/** The profile and the provider that commands take when none is named: a wrong one stops them all. */
async function checkChoices(context: Context): Promise<Finding[]> {
  const subject = { id: 'settings', subject: context.texts.doctor.subjects.settings };
  try {
    await context.profile();
    await context.provider();
    return [];
  } catch (error) {
    const isOpen = error instanceof SmsctlError && error.code === 'usage.missingOption'; // none is chosen
    return isOpen ? [] : [failed(subject, error, context.texts)];
  }
}

function checkAliases({ texts }: Context, sources: Sources): Finding[] {
  return aliasesIn(sources).flatMap(({ name }) => {
    try {
      findAlias(sources, name);
      return [];
    } catch (error) {
      if (!(error instanceof SmsctlError)) throw error;
      const { detail } = failed({ id: 'aliases', subject: texts.doctor.subjects.aliases }, error, texts);
      const hint = `smsctl config set ${aliasKey(name)} PROVIDER=ID`;
      return [warned({ id: 'aliases', subject: texts.doctor.subjects.aliases }, detail, hint)];
    }
  });
}

/** Null where there is no file; empty where the system has no modes. */
function modeOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  return process.geteuid === undefined ? '' : (stats.mode & 0o777).toString(8).padStart(4, '0');
}
