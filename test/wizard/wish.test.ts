import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { StepBack } from '../../src/terminal/prompts.ts';
import { askSteps, noWish, type Place, type Step } from '../../src/wizard/wish.ts';

/** No step of these tests looks at the place. */
const place = {} as Place;

/** A step that answers, in turn, with these; null is Esc. */
function step(answers: (string | null)[], isFor = true): Step & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    isFor: () => isFor,
    async ask(_place, wish) {
      seen.push(wish.project);
      const answer = answers.shift();
      if (answer == null) throw new StepBack();
      return { ...wish, project: wish.project + answer };
    },
  };
}

describe('the steps', () => {
  it('are asked one after the other, but for those the platform has no use for', async () => {
    const left = step([], false);
    const { project } = await askSteps([step(['a']), left, step(['b'])], place, noWish);
    assert.equal(project, 'ab');
    assert.deepEqual(left.seen, []);
  });

  it('go back by one at Esc, over those that are left out', async () => {
    const first = step(['a', 'c']);
    const { project } = await askSteps([first, step([], false), step([null, 'b'])], place, noWish);
    assert.deepEqual(first.seen, ['', 'a']);
    assert.equal(project, 'acb');
  });

  it('are left by Esc at the first', async () => {
    await assert.rejects(askSteps([step([null]), step(['b'])], place, noWish), StepBack);
  });

  it('are left by anything else at once', async () => {
    const failing: Step = {
      isFor: () => true,
      ask: () => Promise.reject(new SmsctlError('interrupted')),
    };
    const first = step(['a', 'b']);
    await assert.rejects(askSteps([first, failing], place, noWish), { code: 'interrupted' });
    assert.deepEqual(first.seen, ['']);
  });
});
