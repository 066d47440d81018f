import type { Context } from '../context/context.ts';
import type { Messages } from '../messages/index.ts';
import type { Cell, View } from '../terminal/output.ts';
import { accountsMeant, checkCredentials, checkPlatform, checkProxy, nobody } from './doctor/accounts.ts';
import type { Finding } from './doctor/finding.ts';
import { checkLedger } from './doctor/ledger.ts';
import { checkLanguage, checkProgram, checkTerminal } from './doctor/program.ts';
import { checkSettings } from './doctor/settings.ts';

/** Looks at everything and changes nothing. The first failure's exit code is the command's, after all has been told. */
export async function runDoctor(context: Context): Promise<void> {
  const findings = (await lookAround(context)).map((one) => ({
    ...one,
    hint: one.hint === null ? null : context.within(one.hint),
  }));
  await context.output.result(doctorView(findings, context.texts));
  const first = findings.find(({ error }) => error !== undefined)?.error;
  if (first !== undefined) throw first;
}

async function lookAround(context: Context): Promise<Finding[]> {
  const { findings: settings, sources } = await checkSettings(context);
  const accounts = context.isSandbox ? [] : await accountsMeant(context, sources);
  const found = [checkProgram(context), checkTerminal(context), checkLanguage(context), ...settings];
  if (accounts.length === 0) found.push(nobody(context));
  else found.push(...checkProxy(context));
  for (const account of accounts) {
    const credentials = checkCredentials(context, sources, account);
    found.push(credentials);
    if (credentials.level === 'ok') found.push(await checkPlatform(context, sources, account));
  }
  return [...found, ...(await checkLedger(context))];
}

const tones = { ok: 'plain', warn: 'warn', fail: 'bad' } as const;

function doctorView(findings: readonly Finding[], texts: Messages): View {
  const { doctor: words } = texts;
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length;
  const counts = { failed: count('fail'), warned: count('warn') };
  const isWell = counts.failed + counts.warned === 0;
  const widest = Math.max(...Object.values(words.levels).map((level) => level.length));
  const label = ({ level, subject }: Finding) => `${words.levels[level].padEnd(widest)} ${subject}`;
  const value = ({ level, detail, hint }: Finding): Cell => ({
    text: hint === null ? detail : `${detail}\n→ ${hint}`,
    tone: tones[level],
  });
  return {
    json: {
      checks: findings.map(({ id, level, subject, detail, hint, account, error }) => ({
        id,
        level,
        subject,
        detail,
        hint,
        provider: account?.provider ?? null,
        profile: account?.profile ?? null,
        code: error?.code ?? null,
        reason: error?.params.reason === undefined ? null : String(error.params.reason),
      })),
      ...counts,
    },
    plain: findings.map(({ id, level, detail, hint }) => [id, level, detail, hint ?? '']),
    blocks: [
      { kind: 'facts', facts: findings.map((finding) => [label(finding), value(finding)] as const) },
      {
        kind: 'line',
        text: isWell
          ? { text: words.allWell, tone: 'good' }
          : { text: words.summary(counts.failed, counts.warned), tone: counts.failed > 0 ? 'bad' : 'warn' },
      },
    ],
  };
}
