import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../test/fakes/clock.ts';
import { ANSWER_MS, createEmbeddingThread, IDLE_MS } from './embedding-thread.ts';

/** A thread without a model: it answers with the length of the text, or dies, or keeps silent. */
const SCRIPT = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, text }) => {
    if (text === 'die') process.exit(3);
    if (text === 'throw') throw new Error('out of memory');
    if (text === 'refuse') parentPort.postMessage({ id, error: 'cannot read it' });
    else if (text !== 'silence') parentPort.postMessage({ id, values: Float32Array.of(text.length) });
  });
`;

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
});

function aThread(clock: FakeClock = createFakeClock()) {
  const thread = createEmbeddingThread({
    clock,
    startWorker() {
      const worker = new Worker(SCRIPT, { eval: true });
      workers.push(worker);
      return worker;
    },
  });
  return { thread, clock };
}

/** Resolves when the thread has ended: `threadId` is -1 then. */
async function ended(worker: Worker | undefined): Promise<void> {
  if (worker?.threadId === -1) return;
  await new Promise((resolve) => {
    worker?.once('exit', resolve);
  });
}

describe('an embedding thread', () => {
  it('starts with the first text and answers each caller its own', async () => {
    const { thread } = aThread();
    expect(workers).toHaveLength(0);

    const answers = await Promise.all(
      ['a', 'four', 'eleven more'].map((text) => thread.embed(text, undefined)),
    );

    expect(answers.map(([value]) => value)).toEqual([1, 4, 11]);
    expect(workers).toHaveLength(1);
  });

  it.each(['die', 'throw'])(
    'fails all who wait when it crashes (%s), and starts anew',
    async (text) => {
      const { thread } = aThread();

      const calls = await Promise.allSettled([
        thread.embed(text, undefined),
        thread.embed('behind it', undefined),
      ]);

      expect(calls).toMatchObject([
        { status: 'rejected', reason: { kind: 'unavailable', retryAfterMs: 1_000 } },
        { status: 'rejected', reason: { kind: 'unavailable' } },
      ]);
      expect(await thread.embed('again', undefined)).toEqual(Float32Array.of(5));
      expect(workers).toHaveLength(2);
    },
  );

  it('fails the one whose text it cannot read, and goes on', async () => {
    const { thread } = aThread();

    await expect(thread.embed('refuse', undefined)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await thread.embed('next', undefined)).toEqual(Float32Array.of(4));
    expect(workers).toHaveLength(1);
  });

  it('is given up when it keeps silent', async () => {
    const { thread, clock } = aThread();
    const call = thread.embed('silence', undefined);
    const failed = call.catch((error: unknown) => error);
    await clock.advance(ANSWER_MS);

    expect(await failed).toMatchObject({ kind: 'unavailable' });
    expect(await thread.embed('again', undefined)).toEqual(Float32Array.of(5));
  });

  it('passes over what nobody waits for any more', async () => {
    const { thread } = aThread();
    const stopped = new AbortController();
    const first = thread.embed('first', undefined);
    const second = thread.embed('die', stopped.signal);
    stopped.abort(new Error('not needed any more'));

    await expect(second).rejects.toBe(stopped.signal.reason);
    expect(await first).toEqual(Float32Array.of(5));
    expect(await thread.embed('third', undefined)).toEqual(Float32Array.of(5));
    expect(workers).toHaveLength(1);
  });

  it('ends after some idle minutes and starts again when asked', async () => {
    const { thread, clock } = aThread();
    await thread.embed('first', undefined);
    await clock.advance(IDLE_MS - 1);
    await thread.embed('second', undefined);
    await clock.advance(IDLE_MS - 1);
    expect(workers[0]?.threadId).not.toBe(-1);

    await clock.advance(1);
    await ended(workers[0]);
    expect(await thread.embed('third', undefined)).toEqual(Float32Array.of(5));
    expect(workers).toHaveLength(2);
  });

  it('has ended when it is closed', async () => {
    const { thread } = aThread();
    await thread.embed('first', undefined);

    await thread.close();

    expect(workers[0]?.threadId).toBe(-1);
    await expect(thread.embed('more', undefined)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(workers).toHaveLength(1);
  });
});
