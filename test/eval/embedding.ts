import { createBuiltinEmbedder } from '../../src/adapters/embedding/builtin-embedder.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFiledEmbedder } from './filed-embedder.ts';

export type EmbedderName = 'builtin' | 'none';

/** Throws an Error that says which there are. */
export function embedderName(text: string): EmbedderName {
  if (text === 'builtin' || text === 'none') return text;
  throw new Error(`There is no embedder “${text}”: builtin or none.`);
}

/** The product's own, its vectors kept in a file; undefined for `none`. */
export function openEmbedder(name: EmbedderName): Embedder | undefined {
  if (name === 'none') return undefined;
  const logger = createFakeLogger();
  return createFiledEmbedder(createBuiltinEmbedder({ clock: createSystemClock(), logger }));
}
