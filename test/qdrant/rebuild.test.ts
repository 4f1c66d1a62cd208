import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anEntry, THINGS } from '../contracts/knowledge-index-entries.ts';
import { findApiCheck } from './api-description.ts';
import type { Collections } from './collections.ts';
import { aProcess, embedAll, listed, named, near, NEW, OLD, vectorOf } from './embedding.ts';
import { type Fault, type QdrantServer, startQdrant } from './qdrant-server.ts';

const IN_OLD = 'dotai-things--old-2';
const IN_NEW = 'dotai-things--new-3';

const check = findApiCheck();
const servers: QdrantServer[] = [];
let seeded: Collections;
beforeAll(async () => {
  const server = await startQdrant({ check });
  const { index } = aProcess(server);
  await index.upsert(THINGS, [named('a'), named('b'), named('c')]);
  await embedAll(index, OLD);
  await server.close();
  seeded = server.collections;
});
afterEach(closeServers);

async function closeServers(): Promise<void> {
  for (const server of servers.splice(0)) {
    await server.close();
    expect(server.violations).toEqual([]);
  }
}

/** A Qdrant that nobody wrote to. */
async function anEmptyServer(collections?: Collections): Promise<QdrantServer> {
  const server = await startQdrant({ check, collections });
  servers.push(server);
  return server;
}

/** A Qdrant that holds `a`, `b` and `c` with vectors of the embedder `old`. */
function aServer(): Promise<QdrantServer> {
  return anEmptyServer(seeded.copy());
}

/** How many requests something takes when nobody disturbs it. */
async function requestsOf(act: (server: QdrantServer) => Promise<void>): Promise<number> {
  const server = await aServer();
  await act(server);
  return server.requests.length;
}

/**
 * Does one thing, and in the middle of it another: before its first request, its second and so on, each
 * time on a Qdrant of its own, which is then looked at. Returns how many moments there were.
 */
async function interleave({
  act,
  between,
  look,
}: Readonly<
  Record<'act' | 'between' | 'look', (server: QdrantServer) => Promise<void>>
>): Promise<number> {
  const total = await requestsOf(act);
  for (let turn = 1; turn <= total; turn += 1) {
    const server = await aServer();
    let asked = 0;
    server.meet(async () => {
      asked += 1;
      if (asked === turn) await between(server);
      return undefined;
    });
    await act(server);
    server.meet(() => undefined);
    await look(server);
  }
  return total;
}

async function rebuild(server: QdrantServer): Promise<void> {
  await embedAll(aProcess(server).index, NEW);
}

async function write(server: QdrantServer): Promise<void> {
  const { index } = aProcess(server);
  await index.upsert(THINGS, [anEntry('b', { name: 'b beta' }, { passage: 'b' }), named('d')]);
  await index.remove(THINGS, ['c']);
}

/** Holds up who comes to it until it is opened. */
function aGate() {
  const [coming, opening] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  return {
    reached: coming.promise,
    open: opening.resolve,
    async pass() {
      coming.resolve();
      await opening.promise;
    },
  };
}

/** Both happened. What came last may still want its vector. */
async function expectBoth(server: QdrantServer): Promise<void> {
  await rebuild(server);
  await expectSwitched(server, ['a', 'b', 'd']);
  const { index } = aProcess(server);
  const [match] = await index.search(THINGS, { text: 'beta', expansions: [], limit: 10 });
  expect(match?.id).toBe('b');
}

/** Only the new embedder's collection is left, and it finds everything by word and by meaning. */
async function expectSwitched(server: QdrantServer, ids: readonly string[]): Promise<void> {
  const { index } = aProcess(server);
  expect(server.collections.names()).toEqual([IN_NEW]);
  expect(await listed(index)).toEqual(ids);
  expect(await index.withoutVector(THINGS, NEW, 10)).toEqual([]);
  for (const id of ids) {
    expect((await near(index, id, NEW))[0]).toBe(id);
    const [match] = await index.search(THINGS, { text: id, expansions: [], limit: 10 });
    expect(match?.id).toBe(id);
  }
}

/** From that request on, the process is as good as dead. */
async function expectDeath(
  server: QdrantServer,
  {
    act,
    turn,
    fault,
  }: {
    readonly act: (server: QdrantServer) => Promise<void>;
    readonly turn: number;
    readonly fault: Fault;
  },
): Promise<void> {
  let asked = 0;
  server.meet(() => {
    asked += 1;
    return asked >= turn ? fault : undefined;
  });
  await expect(act(server)).rejects.toMatchObject({ name: 'Failure', kind: 'unavailable' });
  server.meet(() => undefined);
}

describe('a change of embedder in Qdrant', () => {
  it('builds beside, moves the alias in one request, and says what it let go', async () => {
    const server = await aServer();
    const { index, logger } = aProcess(server);

    for (const text of await index.withoutVector(THINGS, NEW, 10))
      await index.putVectors(THINGS, NEW, [{ ...text, values: vectorOf(text.passage, NEW) }]);
    expect(server.collections.names().toSorted()).toEqual([IN_NEW, IN_OLD]);
    expect(await near(index, 'a', OLD)).toContain('a');
    expect(await near(index, 'a', NEW)).toEqual([]);

    expect(await index.useEmbedder(THINGS, NEW)).toBe('old');

    const moves = server.requests.filter(
      ({ path, body }) => path === '/collections/aliases' && JSON.stringify(body).includes(IN_NEW),
    );
    expect(moves).toHaveLength(1);
    expect(logger.entries.map(({ level, message, fields }) => [level, message, fields])).toEqual([
      [
        'info',
        'another embedder is used from now on',
        { collection: 'dotai-things', embedder: 'new', earlier: 'old' },
      ],
      ['info', 'vectors of an earlier embedder were let go', { collection: IN_OLD }],
    ]);
    await expectSwitched(server, ['a', 'b', 'c']);
  });

  it('that was given up leaves no collection behind once the one in use is named again', async () => {
    const server = await aServer();
    const { index } = aProcess(server);
    await index.withoutVector(THINGS, NEW, 10);
    expect(server.collections.names().toSorted()).toEqual([IN_NEW, IN_OLD]);

    expect(await index.useEmbedder(THINGS, OLD)).toBeUndefined();

    expect(server.collections.names()).toEqual([IN_OLD]);
    expect(await near(index, 'a', OLD)).toContain('a');
  });

  it.each(['lost', 'unanswered'] as const)(
    'is ended by the next process, whichever request was %s when the first one died',
    async (fault) => {
      const total = await requestsOf(rebuild);
      expect(total).toBeGreaterThan(15);
      for (let turn = 1; turn <= total; turn += 1) {
        const server = await aServer();
        await expectDeath(server, { act: rebuild, turn, fault });
        await rebuild(server);
        await expectSwitched(server, ['a', 'b', 'c']);
      }
    },
  );

  it.each(['lost', 'unanswered'] as const)(
    'can follow on a first writing whose request was %s when its process died',
    async (fault) => {
      const first = async (server: QdrantServer): Promise<void> => {
        await aProcess(server).index.upsert(THINGS, [named('a'), named('b')]);
      };
      const counted = await anEmptyServer();
      await first(counted);
      expect(counted.requests.length).toBeGreaterThan(10);
      for (let turn = 1; turn <= counted.requests.length; turn += 1) {
        const server = await anEmptyServer();
        await expectDeath(server, { act: first, turn, fault });
        await first(server);
        expect(server.collections.of('dotai-things').indexes.size).toBe(5);
        await rebuild(server);
        await expectSwitched(server, ['a', 'b']);
      }
    },
  );

  it('loses nothing that others write meanwhile, at whatever moment', async () => {
    const moments = await interleave({ act: rebuild, between: write, look: expectBoth });
    expect(moments).toBeGreaterThan(15);
  });

  it('may happen in the middle of what others write, at whatever moment', async () => {
    const moments = await interleave({ act: write, between: rebuild, look: expectBoth });
    expect(moments).toBeGreaterThan(10);
  });

  it('takes what was written as it switched, by somebody who had not seen it begin', async () => {
    const server = await aServer();
    const [writer, builder] = [aGate(), aGate()];
    server.meet(async ({ method, path }) => {
      if (method === 'PUT' && path === `/collections/${IN_OLD}/points`) await writer.pass();
      if (path === '/collections/aliases') await builder.pass();
      return undefined;
    });

    const writing = aProcess(server).index.upsert(THINGS, [named('d')]);
    await writer.reached;
    const building = rebuild(server);
    await builder.reached;
    writer.open();
    await writing;
    builder.open();
    await building;

    expect(await listed(aProcess(server).index)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('copies once more what others changed or removed while it was copied', async () => {
    const server = await aServer();
    const copying = aGate();
    let copies = 0;
    server.meet(async ({ method, path }) => {
      if (method !== 'PUT' || path !== `/collections/${IN_NEW}/points`) return undefined;
      copies += 1;
      if (copies === 1) await copying.pass();
      return undefined;
    });

    const switching = aProcess(server).index.useEmbedder(THINGS, NEW);
    await copying.reached;
    await write(server);
    copying.open();
    await switching;

    await expectBoth(server);
    expect(copies).toBeGreaterThan(2);
  });

  it('may be done by two processes at once', async () => {
    const look = (server: QdrantServer): Promise<void> => expectSwitched(server, ['a', 'b', 'c']);
    const moments = await interleave({ act: rebuild, between: rebuild, look });
    expect(moments).toBeGreaterThan(15);

    const server = await aServer();
    await Promise.all([rebuild(server), rebuild(server)]);
    await look(server);
  });

  it('lets two processes write first at the same time', async () => {
    const server = await anEmptyServer();
    await Promise.all(
      ['a', 'b', 'c'].map((id) => aProcess(server).index.upsert(THINGS, [named(id)])),
    );

    expect(server.collections.names()).toEqual(['dotai-things--words']);
    expect(await listed(aProcess(server).index)).toEqual(['a', 'b', 'c']);
  });
});
