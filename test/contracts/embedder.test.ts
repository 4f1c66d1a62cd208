import { afterAll } from 'vitest';
import { createBuiltinEmbedder } from '../../src/adapters/embedding/builtin-embedder.ts';
import { createHostedEmbedder } from '../../src/adapters/embedding/hosted-embedder.ts';
import { createRememberedEmbedder } from '../../src/adapters/embedding/remembered-embedder.ts';
import {
  EMBEDDINGS_KEY,
  EMBEDDINGS_MODEL,
  startEmbeddingsServer,
  type EmbeddingsServer,
} from '../embedding/embeddings-server.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeEmbedder } from '../fakes/embedder.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { embedderContract } from './embedder.ts';

const servers: EmbeddingsServer[] = [];
afterAll(async () => {
  for (const server of servers) await server.stop();
});

embedderContract('fake', () => createFakeEmbedder());
embedderContract('remembered', () => createRememberedEmbedder(createFakeEmbedder()));
embedderContract('built-in', () =>
  createBuiltinEmbedder({ clock: createFakeClock(), logger: createFakeLogger() }),
);
embedderContract('hosted', async () => {
  const server = await startEmbeddingsServer();
  servers.push(server);
  return createHostedEmbedder({
    baseUrl: server.url,
    apiKey: EMBEDDINGS_KEY,
    model: EMBEDDINGS_MODEL,
    dimensions: 16,
    clock: createFakeClock(),
    logger: createFakeLogger(),
  });
});
