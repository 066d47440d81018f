import type { Context } from '../../context/context.ts';
import { SmsctlError } from '../../core/errors.ts';
import {
  accountSettings,
  fieldSetting,
  globalSetting,
  isBegun,
  profilePattern,
  type Sources,
} from '../../flows/configuration.ts';
import { isReference } from '../../flows/references.ts';
import { findProxy } from '../../net/proxy.ts';
import type { ProviderDefinition } from '../../providers/contract.ts';
import { providers } from '../../providers/index.ts';
import { type Finding, failed, fine, warned } from './finding.ts';

export interface Which {
  readonly definition: ProviderDefinition;
  readonly profile: string;
}

/** The accounts of which something is set, or the ones that the command line names. */
export async function accountsMeant(context: Context, sources: Sources): Promise<Which[]> {
  const { globals } = context;
  const named = globals.provider === undefined ? null : await context.provider(globals.provider);
  const usual = globals.profile ?? globalSetting(sources, 'profile', { fallback: 'default' })?.value ?? 'default';
  return providers
    .filter((definition) => named === null || definition === named)
    .flatMap((definition) => {
      const stored = Object.keys(sources.stored).filter((key) => key.startsWith(`${definition.id}.`));
      const kept = stored.map((key) => key.split('.')[1] ?? '').filter((profile) => profilePattern.test(profile));
      const profiles = globals.profile === undefined ? [...new Set([usual, ...kept])] : [usual];
      return profiles
        .filter((profile) => named !== null || isBegun(sources, definition, profile))
        .map((profile) => ({ definition, profile }));
    });
}

const nameOf = ({ definition, profile }: Which): string =>
  profile === 'default' ? definition.id : `${definition.id} (${profile})`;

/** Whether all is there that the account needs, and where it comes from. */
export function checkCredentials({ texts }: Context, sources: Sources, account: Which): Finding {
  const { doctor } = texts;
  const { definition, profile } = account;
  const subject = {
    id: 'credentials',
    subject: doctor.subjects.credentials(nameOf(account)),
    account: { provider: definition.id, profile },
  };
  try {
    accountSettings(sources, definition, profile);
  } catch (error) {
    return failed(subject, error, texts);
  }
  const origins = definition.fields.flatMap((field) => {
    const setting = fieldSetting(sources, definition, { profile, field });
    if (setting === null || setting.source === 'default') return [];
    const place = setting.source === 'environment' ? setting.origin : texts.sources[setting.source];
    const from = isReference(field, setting.value) ? texts.labelled(place, setting.value) : place;
    return [doctor.fieldFrom(field.name, from)];
  });
  return fine(subject, texts.clauses(origins));
}

/** One call that costs nothing. A failure says which part of the way it ended on. */
export async function checkPlatform(context: Context, sources: Sources, account: Which): Promise<Finding> {
  const { texts, clock, signal } = context;
  const { doctor } = texts;
  const { definition, profile } = account;
  const subject = {
    id: 'platform',
    subject: doctor.subjects.platform(nameOf(account)),
    account: { provider: definition.id, profile },
  };
  const progress = context.progress();
  try {
    const wish = { provider: definition.id, profile, sources, onlyLook: true, isApart: true };
    const { provider } = await context.account(wish);
    await progress.start(doctor.looking(definition.title));
    const began = clock.elapsed();
    const { balance, unit } = await provider.balance(signal);
    const took = Math.round(clock.elapsed() - began);
    const { baseUrl } = accountSettings(sources, definition, profile);
    const way = isOpenWay(baseUrl) ? [doctor.plainHttp] : [];
    const amount = `${balance} ${texts.units[unit] ?? unit}`;
    return fine(subject, texts.clauses([baseUrl, doctor.answers(amount, took), ...way]));
  } catch (error) {
    signal.throwIfAborted();
    const { baseUrl } = accountSettings(sources, definition, profile);
    const found = failed(subject, error, texts);
    const hint = doctor.reachHints[String(found.error?.params.reason ?? '')] ?? found.hint;
    return { ...found, detail: texts.labelled(baseUrl, found.detail), hint };
  } finally {
    progress.stop();
  }
}

function isOpenWay(baseUrl: string): boolean {
  return /^http:\/\/(?!127\.|localhost|\[::1\])/u.test(baseUrl);
}

/** The proxy of the environment, whose name and password are not shown. */
export function checkProxy({ texts, host }: Context): Finding[] {
  const { doctor } = texts;
  const subject = { id: 'proxy', subject: doctor.subjects.proxy };
  try {
    const found = ['https:', 'http:'].flatMap((protocol) => {
      const proxy = findProxy(host.env, protocol);
      return proxy === null ? [] : [doctor.proxy(protocol.slice(0, -1), proxy.host)];
    });
    if (found.length === 0) return [];
    const except = host.env.NO_PROXY || host.env.no_proxy ? [doctor.proxyExcept] : [];
    return [fine(subject, texts.clauses([...found, ...except]))];
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    return [failed(subject, error, texts)];
  }
}

export function nobody({ texts, isSandbox }: Context): Finding {
  const subject = { id: 'credentials', subject: texts.doctor.subjects.credentials('–') };
  return isSandbox
    ? fine(subject, texts.doctor.sandbox)
    : warned(subject, texts.doctor.notSetUp, texts.doctor.notSetUpHint);
}
