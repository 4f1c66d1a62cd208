import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { aCommand, anEffect, aSession } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { missingRedis, type RunningRedis, startRedis } from '../../../test/redis/redis-server.ts';
import { verifyAudit } from '../../domain/audit.ts';
import type { Commit, OutboxChange, RecordStore } from '../../ports/record-store.ts';
import { openRedis, type RedisConnection } from './connection.ts';
import { createRedisRecordStore } from './record-store.ts';

const PATIENCE = { timeout: 20_000 };
const unavailable = { kind: 'unavailable', retryAfterMs: 1_000 };
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function aServer(): Promise<RunningRedis> {
  const server = await startRedis();
  closing.push(() => server.close());
  return server;
}

async function aStore(url: string): Promise<{ store: RecordStore; connection: RedisConnection }> {
  const logger = createFakeLogger();
  const connection = await openRedis({ url, logger });
  closing.push(() => connection.close());
  return {
    connection,
    store: createRedisRecordStore({ connection, clock: createFakeClock(), logger }),
  };
}

/** A wire to Redis that can be cut when Redis has answered, and before anybody heard it. */
async function aWire(url: string) {
  const target = Number(new URL(url).port);
  const sockets = new Set<Socket>();
  let losesAnswer = false;
  let lost = 0;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (answer) => {
      if (!losesAnswer) {
        near.write(answer);
        return;
      }
      losesAnswer = false;
      lost += 1;
      near.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    loseNextAnswer() {
      losesAnswer = true;
    },
    lost: () => lost,
  };
}

const nothing: Commit = { effects: [], cancels: [], audit: [], finishes: {} };

function aStep(): Commit {
  const at = '2026-11-02T09:00:00.000Z';
  return {
    session: { record: aSession(), expectedVersion: 0 },
    effects: [anEffect('e1'), anEffect('e2')],
    cancels: [],
    audit: [{ at, actor: 'slack:T1:U1', action: 'done', details: {}, sessionId: 'session-1' }],
    finishes: { inboundId: aCommand('help').id },
  };
}

/** Polls until Redis serves this store again. */
async function backAgain(store: RecordStore): Promise<void> {
  const isBack = async () => {
    try {
      await store.unfinishedEffects(1);
      return true;
    } catch {
      return false;
    }
  };
  await expect.poll(isBack, PATIENCE).toBe(true);
}

describe.skipIf(missingRedis())('records in Redis', () => {
  it('begin a trail that can be verified where Redis lost all it had', async () => {
    const server = await aServer();
    const { store, connection } = await aStore(server.url);
    await store.receive(aCommand('help'));
    await store.commit(aStep());
    await connection.client.flushall();
    await store.receive(aCommand('help'));

    await store.commit(aStep());

    const trail = await Array.fromAsync(store.audit());
    expect(verifyAudit(trail)).toEqual({ intact: true, entries: 1 });
  });

  it('call a commit whose answer was lost unknown, and do it once', async () => {
    const server = await aServer();
    const wire = await aWire(server.url);
    const { store, connection } = await aStore(wire.url);
    await store.receive(aCommand('help'));
    const changes: OutboxChange[] = [];
    store.onOutboxChange((change) => changes.push(change));
    // Loaded, so that the lost answer is the commit's and not the script's refusal.
    await store.commit(nothing);
    wire.loseNextAnswer();

    await expect(store.commit(aStep())).rejects.toMatchObject(unavailable);
    expect(wire.lost()).toBe(1);
    expect(changes).toEqual([]);
    await backAgain(store);
    await connection.client.ping(); // behind whatever the connection might have sent again
    expect(await store.session('session-1')).toEqual(aSession());
    await expect(store.commit(aStep())).rejects.toMatchObject({ kind: 'conflict' });
    expect(await store.unfinishedInbound()).toEqual([]);
    const runnable = await store.runnableEffects();
    expect(runnable.map(({ id }) => id)).toEqual(['e1', 'e2']);
    const entries = await Array.fromAsync(store.audit());
    expect(verifyAudit(entries)).toEqual({ intact: true, entries: 1 });
  });

  it('go on with the chain after an answer was lost', async () => {
    const server = await aServer();
    const wire = await aWire(server.url);
    const { store } = await aStore(wire.url);
    const { audit } = aStep();
    await store.commit({ ...nothing, audit });
    wire.loseNextAnswer();
    await expect(store.commit({ ...nothing, audit })).rejects.toMatchObject(unavailable);
    await backAgain(store);
    await store.commit({ ...nothing, audit });

    const entries = await Array.fromAsync(store.audit());
    expect(verifyAudit(entries)).toEqual({ intact: true, entries: 3 });
  });

  it('count a begin whose answer was lost, so that its turn is nobody’s', async () => {
    const server = await aServer();
    const wire = await aWire(server.url);
    const { store } = await aStore(wire.url);
    await store.commit({ ...nothing, effects: [anEffect('e1')] });
    const turn = await store.beginEffect('e1');
    wire.loseNextAnswer();
    await expect(store.beginEffect('e1')).rejects.toMatchObject(unavailable);
    await backAgain(store);

    expect(turn).toEqual({ effectId: 'e1', attempts: 0 });
    await expect(store.checkTurn({ effectId: 'e1', attempts: 0 })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(await store.beginEffect('e1')).toEqual({ effectId: 'e1', attempts: 2 });
  });

  it('are unavailable at once while Redis is away, and all there when it is back', async () => {
    const server = await aServer();
    const { store } = await aStore(server.url);
    await store.receive(aCommand('help'));
    await store.commit(aStep());
    await server.kill();

    const calls: readonly (() => Promise<unknown>)[] = [
      () => store.receive(aCommand('more')),
      () => store.commit(nothing),
      () => store.session('session-1'),
      () => store.sessions({ limit: 1 }),
      () => store.listeningSession({ ...aSession().place, thread: 'm1' }),
      () => store.unfinishedInbound(),
      () => store.unfinishedAhead(aCommand('more')),
      () => store.unfinishedEffects(1),
      () => store.runnableEffects(),
      () => store.beginEffect('e1'),
      () => store.finishEffect('e1'),
      () => store.checkTurn({ effectId: 'e1', attempts: 0 }),
      () => Array.fromAsync(store.audit()),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(unavailable);

    await server.restart();
    await backAgain(store);
    expect(await store.session('session-1')).toEqual(aSession());
    expect(await store.runnableEffects()).toHaveLength(2);
    expect(await store.receive(aCommand('help'))).toEqual({ status: 'known' });
    await store.commit({ ...nothing, finishes: { effectId: 'e1' } });
  });

  it('write nothing of a commit when the memory of Redis is full', async () => {
    const server = await aServer();
    const { store, connection } = await aStore(server.url);
    await store.receive(aCommand('help'));
    await store.commit({ ...nothing, effects: [anEffect('e0'), anEffect('e9')] });
    await connection.client.config('SET', 'maxmemory', '1');
    const before = await connection.client.dbsize();
    const refused = [
      aStep(),
      { ...nothing, finishes: { effectId: 'e0' } },
      { ...nothing, finishes: { inboundId: aCommand('help').id } },
      { ...nothing, audit: aStep().audit },
    ];
    for (const commit of refused) {
      await expect(store.commit(commit)).rejects.toMatchObject(unavailable);
    }
    await expect(store.receive(aCommand('more'))).rejects.toMatchObject(unavailable);
    await expect(store.finishEffect('e9')).rejects.toMatchObject(unavailable);

    expect(await connection.client.dbsize()).toBe(before);
    expect(await store.unfinishedEffects(9)).toHaveLength(2);
    expect(await store.runnableEffects()).toHaveLength(2);
    expect(await store.unfinishedInbound()).toHaveLength(1);
    await connection.client.config('SET', 'maxmemory', '0');
    await store.commit(aStep());
  });

  it('are unavailable where Redis lost its replicas or is one itself', async () => {
    const server = await aServer();
    const { store, connection } = await aStore(server.url);
    await connection.client.config('SET', 'min-replicas-to-write', '1');
    const step = { ...aStep(), finishes: {} };
    await expect(store.commit(step)).rejects.toMatchObject(unavailable);
    expect(await connection.client.dbsize()).toBe(0);
    await connection.client.config('SET', 'min-replicas-to-write', '0');

    await connection.client.replicaof('127.0.0.1', 1);
    await expect(store.receive(aCommand('help'))).rejects.toMatchObject(unavailable);
  });
});
