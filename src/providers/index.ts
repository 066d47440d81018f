import type { ProviderDefinition } from './contract.ts';
import { durian } from './durian/index.ts';
import { taoma } from './taoma/index.ts';
import { zhima } from './zhima/index.ts';

/** The registry: one line a provider. */
export const providers: readonly ProviderDefinition[] = [durian, zhima, taoma];
