import type { Config } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Logger } from '../ports/logger.ts';

/** Undefined where search goes by words alone. */
export async function createEmbedder(
  embedder: Config['embedder'],
  parts: { readonly clock: Clock; readonly logger: Logger },
): Promise<Embedder | undefined> {
  switch (embedder.kind) {
    case 'none':
      return undefined;
    case 'builtin': {
      const { createBuiltinEmbedder } = await import('../adapters/embedding/builtin-embedder.ts');
      return remembered(createBuiltinEmbedder(parts));
    }
    case 'openai': {
      const { createHostedEmbedder } = await import('../adapters/embedding/hosted-embedder.ts');
      return remembered(createHostedEmbedder({ ...embedder, ...parts }));
    }
  }
}

async function remembered(embedder: Embedder): Promise<Embedder> {
  const { createRememberedEmbedder } = await import('../adapters/embedding/remembered-embedder.ts');
  return createRememberedEmbedder(embedder);
}
