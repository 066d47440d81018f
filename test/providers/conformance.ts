import { describe } from 'node:test';
import type { ProviderDefinition } from '../../src/providers/contract.ts';
import { describeConnection } from './conformance/connection.ts';
import { describeFailures } from './conformance/failures.ts';
import { describeGivingBack } from './conformance/giving-back.ts';
import { describeQuestions } from './conformance/questions.ts';
import { describeReading } from './conformance/reading.ts';
import { describeLostRentals, describeRenting } from './conformance/renting.ts';
import { describeSecrets } from './conformance/secrets.ts';

/**
 * Every behaviour of src/providers/contract.ts, for a provider against its own simulator over real HTTP. What only some
 * platforms can do is asked of those alone, by their definition; no provider is named here.
 */
export function describeProvider(definition: ProviderDefinition): void {
  describe(`${definition.title} as a provider`, () => {
    describeConnection(definition);
    describeRenting(definition);
    describeLostRentals(definition);
    describeReading(definition);
    describeGivingBack(definition);
    describeQuestions(definition);
    describeFailures(definition);
    describeSecrets(definition);
  });
}
