import { afterEach, describe, expect, it } from 'vitest';
import { THINGS } from '../contracts/knowledge-index-entries.ts';
import { aProcess, embedAll, named, near, NEW, OLD, vectorOf } from './embedding.ts';
import { type QdrantServer, startQdrant } from './qdrant-server.ts';

const servers: QdrantServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A Qdrant that holds `a` with a vector of the embedder `old`. */
async function aServerInUse(): Promise<QdrantServer> {
  const server = await startQdrant();
  servers.push(server);
  const { index } = aProcess(server);
  await index.upsert(THINGS, [named('a')]);
  await embedAll(index, OLD);
  return server;
}

describe('vectors of a wrong size in Qdrant', () => {
  it('are refused where a collection holds them, and nothing is dropped', async () => {
    const server = await aServerInUse();
    const settings = {
      vectors: { 'new-3': { size: 4, distance: 'Cosine' as const } },
      sparse_vectors: { words: { modifier: 'idf' as const } },
    };
    server.collections.create('dotai-things--new-3', settings);
    const { index } = aProcess(server);

    for (const call of [
      () => index.withoutVector(THINGS, NEW, 10),
      () => index.putVectors(THINGS, NEW, [{ id: 'a', passage: 'a', values: vectorOf('a', NEW) }]),
      () => index.useEmbedder(THINGS, NEW),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'Failure', kind: 'invalid-input' });
    }
    expect(server.collections.names().toSorted()).toEqual([
      'dotai-things--new-3',
      'dotai-things--old-2',
    ]);
    expect(await near(index, 'a', OLD)).toContain('a');
  });

  it('leave a search to its words where they are in use, and the log says so', async () => {
    const server = await startQdrant();
    servers.push(server);
    server.collections.create('dotai-things--new-3', {
      vectors: { 'new-3': { size: 4, distance: 'Cosine' as const } },
      sparse_vectors: { words: { modifier: 'idf' as const } },
    });
    const { index, logger } = aProcess(server);
    await index.upsert(THINGS, [named('a')]);

    const vector = { embedder: NEW, values: vectorOf('a', NEW) };
    const found = await index.search(THINGS, { text: 'a', expansions: [], vector, limit: 1 });

    expect(found.map(({ id }) => id)).toEqual(['a']);
    expect(logger.entries.filter(({ level }) => level === 'warn')).toMatchObject([
      { message: 'a question is searched by its words alone' },
    ]);
  });

  it('are refused where the question’s is not the embedder’s', async () => {
    const server = await aServerInUse();
    const { index } = aProcess(server);
    const vector = { embedder: OLD, values: Float32Array.of(1, 0, 0) };

    const call = index.search(THINGS, { text: 'a', expansions: [], vector, limit: 1 });

    await expect(call).rejects.toMatchObject({ name: 'Failure', kind: 'invalid-input' });
  });
});
