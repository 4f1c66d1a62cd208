import { afterEach, describe, expect, it } from 'vitest';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { aQuery, THINGS } from '../contracts/knowledge-index-entries.ts';
import { aProcess, embedAll, listed, named, OLD } from './embedding.ts';
import { type Fault, type QdrantServer, startQdrant } from './qdrant-server.ts';

const servers: QdrantServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Ids of what is found, in each of the ways to read. */
const READS: readonly ((index: KnowledgeIndex) => Promise<readonly unknown[]>)[] = [
  async (index) => (await index.search(THINGS, aQuery('a'))).map(({ id }) => id),
  async (index) => [(await index.get(THINGS, 'a'))?.['id']],
  listed,
];

async function aServer(settings: { readonly apiKey?: string } = {}): Promise<QdrantServer> {
  const server = await startQdrant(settings);
  servers.push(server);
  return server;
}

describe('a Qdrant in trouble', () => {
  it.each<[string, Fault]>([
    ['fails', { status: 500, body: { status: { error: 'Service internal error' }, time: 0 } }],
    ['is behind a proxy that is up without it', { status: 503, body: 'no upstream' }],
    ['is behind a proxy that shows a page', { status: 200, body: '<html></html>' }],
    ['throttles', { status: 429, headers: { 'retry-after': '30' } }],
    ['throttles until a date', { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2026' } }],
    ['hangs up', 'lost'],
    ['never answers', 'hanging'],
  ])('is not answering when it %s', async (_, fault) => {
    const server = await aServer();
    const { index } = aProcess(server, { timeoutMs: 200 });
    server.meet(() => fault);

    for (const call of [
      () => index.search(THINGS, aQuery('queue')),
      () => index.get(THINGS, 'a'),
      () => index.list(THINGS, { offset: 0, limit: 1 }),
      () => index.upsert(THINGS, [named('a')]),
      () => index.remove(THINGS, ['a']),
      () => index.withoutVector(THINGS, OLD, 1),
      () => index.useEmbedder(THINGS, OLD),
    ]) {
      await expect(call()).rejects.toMatchObject({
        name: 'Failure',
        kind: 'unavailable',
        message: 'The knowledge index is not answering. Try again shortly.',
        retryAfterMs: 5_000,
      });
    }
  });

  it('is not answering where nobody listens', async () => {
    const server = await startQdrant();
    await server.close();

    const call = aProcess(server).index.search(THINGS, aQuery('queue'));

    await expect(call).rejects.toMatchObject({ name: 'Failure', kind: 'unavailable' });
  });

  it('is not answering where every address is unknown, as behind a proxy that was set up wrongly', async () => {
    const server = await aServer();
    const { index } = aProcess(server);
    await index.upsert(THINGS, [named('a')]);
    server.meet(() => ({ status: 404, body: 'no such page' }));

    for (const call of [
      () => index.search(THINGS, aQuery('a')),
      () => index.get(THINGS, 'a'),
      () => index.list(THINGS, { offset: 0, limit: 1 }),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'Failure', kind: 'unavailable' });
    }
  });

  it('was restored from snapshots, which hold no alias: all is found', async () => {
    for (const read of READS) {
      const server = await aServer();
      const { index } = aProcess(server);
      await index.upsert(THINGS, [named('a')]);
      await embedAll(index, OLD);
      for (const { alias_name: alias } of server.collections.aliases()) {
        server.collections.removeAlias(alias);
      }

      expect(await read(index)).toContain('a');
    }
  });

  it('goes down in the middle of many entries: a repeat writes the rest', async () => {
    const server = await aServer();
    const { index } = aProcess(server);
    const ids = Array.from({ length: 250 }, (_, number) => `entry-${1_000 + number}`);
    let batches = 0;
    server.meet(({ method, path }) => {
      if (method === 'PUT' && path.endsWith('/points')) batches += 1;
      return batches > 1 ? 'lost' : undefined;
    });

    const call = index.upsert(
      THINGS,
      ids.map((id) => named(id)),
    );
    await expect(call).rejects.toMatchObject({ kind: 'unavailable' });
    server.meet(() => undefined);
    expect(await listed(index)).toHaveLength(100);

    await index.upsert(
      THINGS,
      ids.map((id) => named(id)),
    );
    expect(await listed(index)).toEqual(ids);
  });

  it('that refuses what the bot asked is no passing trouble, and is told in its own words', async () => {
    const server = await aServer();
    const { index } = aProcess(server);
    server.meet(() => ({ status: 422, body: { status: { error: 'no such thing' } } }));

    const call = index.search(THINGS, aQuery('queue'));

    await expect(call).rejects.toMatchObject({
      name: 'Refusal',
      message: 'Qdrant refused a request (422): no such thing',
    });
  });

  it('that does not know the key says which setting to check, and logs no key', async () => {
    const server = await aServer({ apiKey: 'the-right-one' });
    const right = aProcess(server, { apiKey: 'the-right-one' });
    await right.index.upsert(THINGS, [named('a')]);
    await embedAll(right.index, OLD);
    expect(await right.index.get(THINGS, 'a')).toEqual({ id: 'a' });

    for (const settings of [{}, { apiKey: 'a-wrong-one' }]) {
      const { index, logger } = aProcess(server, settings);
      const call = index.search(THINGS, aQuery('a'));
      await expect(call).rejects.toMatchObject({
        name: 'Failure',
        kind: 'forbidden',
        message: expect.stringContaining('QDRANT_API_KEY'),
      });
      expect(JSON.stringify(logger.entries)).not.toContain('one');
    }
  });

  it.each([
    ['1.9.2', 1],
    ['1.15.6', 1],
    ['1.16.0', 0],
    ['2.0.0', 0],
  ])('of version %s is warned of %i times', async (version, warnings) => {
    const server = await aServer();
    const { index, logger } = aProcess(server);
    server.meet(({ path }) =>
      path === '/' ? { status: 200, body: { title: 'qdrant', version } } : undefined,
    );

    await index.upsert(THINGS, [named('a')]);
    await index.upsert('other-things', [named('a')]);

    expect(logger.entries.filter(({ level }) => level === 'warn')).toHaveLength(warnings);
  });

  it('is asked below the path that its URL names', async () => {
    const server = await aServer();
    // Nothing is there, so the answer is 404 to all of it.
    const call = aProcess({ url: `${server.url}/vectors/` }).index.get(THINGS, 'a');
    await expect(call).rejects.toMatchObject({ kind: 'unavailable' });

    const paths = server.requests.map(({ path }) => path);
    expect(paths[0]).toBe('/vectors/collections/dotai-things/points');
    expect(paths.filter((path) => !path.startsWith('/vectors/'))).toEqual([]);
  });
});
