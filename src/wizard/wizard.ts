import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { StepBack } from '../terminal/prompts.ts';
import { codesStep, countStep } from './count-step.ts';
import { countryStep } from './country-step.ts';
import { sayEnding, sayStopped } from './ending.ts';
import { askHeld } from './held-step.ts';
import { projectStep } from './project-step.ts';
import { askPlace } from './provider-step.ts';
import { resumeRound, runRound } from './round.ts';
import { pause, say } from './say.ts';
import { createSession, type Session } from './session.ts';
import { createStages, type Stages } from './stages.ts';
import { summaryStep } from './summary-step.ts';
import { askSteps, noWish, type Place } from './wish.ts';

const steps = [projectStep, countryStep, countStep, codesStep, summaryStep];

/** `smsctl` alone on a terminal: from the platform to the code, by questions. @returns the exit code */
export async function runWizard(context: Context): Promise<number> {
  const { texts } = context;
  const stages = createStages(context);
  const session = createSession();
  try {
    await say(context, context.isPlain ? texts.wizard.introPlain : texts.wizard.intro, 'dim');
    await pause(context);
    await converse(stages, session);
    await pause(context);
    await sayEnding(context, session);
    return 0;
  } catch (error) {
    if (!(error instanceof SmsctlError) || !stops.has(error.code)) throw error;
    await sayStopped(context, session, error);
    return error.exitCode;
  } finally {
    await stages.end();
  }
}

const stops: ReadonlySet<string> = new Set(['interrupted', 'terminated']);

/** Until the person is done, or has stepped back out of the first question. */
async function converse(stages: Stages, session: Session): Promise<void> {
  for (;;) {
    const place = await askPlace(stages);
    if (place === null || (await converseAt(place, session)) === 'done' || stages.isFixed) return;
  }
}

async function converseAt(place: Place, session: Session): Promise<'done' | 'back'> {
  const { context } = place;
  if (context.isSandbox) await say(context, context.texts.wizard.inSandbox, 'warn');
  let wish = noWish;
  let left = steps;
  const held = await askHeld(place).catch(orBack);
  if (held === 'back') return held;
  if (held !== null && (await resumeRound(session, place, held)) === 'done') return 'done';
  for (;;) {
    try {
      wish = await askSteps(left, place, wish);
    } catch (error) {
      if (!(error instanceof StepBack)) throw error;
      if (left === steps) return 'back';
      left = steps;
      continue;
    }
    const next = await runRound(session, place, wish);
    if (next === 'done') return next;
    left = next === 'again' ? [summaryStep] : steps;
  }
}

function orBack(error: unknown): 'back' {
  if (error instanceof StepBack) return 'back';
  throw error;
}
