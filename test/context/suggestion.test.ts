import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSuggestions } from '../../src/context/suggestion.ts';

const typed = {
  provider: undefined,
  profile: undefined,
  json: false,
  quiet: false,
  verbose: false,
  input: true,
  color: true,
  lang: undefined,
  sandbox: false,
};

describe('a command line in a sentence', () => {
  const sentence = 'smsctl numbers --all shows it; smsctl balance，再 smsctl config list.';

  it('is left alone where nothing was typed that it needs', () => {
    assert.equal(createSuggestions(typed).within(sentence), sentence);
  });

  it('reaches the ledger of the command that was typed', () => {
    const { within } = createSuggestions({ ...typed, sandbox: true });
    const whole = 'smsctl numbers --sandbox --all shows it; smsctl balance --sandbox，再 smsctl config list.';
    assert.equal(within(sentence), whole);
    assert.equal(within(whole), whole);
    assert.equal(within('Then: smsctl wait-code h1 --sandbox'), 'Then: smsctl wait-code h1 --sandbox');
  });

  it('reaches the account of the command that was typed', () => {
    const { within } = createSuggestions({ ...typed, provider: 'zhima', profile: 'work' });
    const whole = 'smsctl numbers --all shows it; smsctl balance -p zhima --profile work，再 smsctl config list.';
    assert.equal(within(sentence), whole);
    assert.equal(within(whole), whole);
    assert.equal(within('smsctl login asks again'), 'smsctl login -p zhima --profile work asks again');
    assert.equal(within('smsctl login zhima --profile work asks'), 'smsctl login zhima --profile work asks');
    assert.equal(within('smsctl login zhima --field a=-'), 'smsctl login zhima --profile work --field a=-');
  });
});
