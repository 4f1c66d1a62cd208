import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { ANSWER_MS, createEmbeddingProcess, IDLE_MS } from './embedding-process.ts';

/** A process without a model: it answers with the length of the text, or dies, or keeps silent. */
const SCRIPT = `
  process.on('message', ({ id, text }) => {
    if (text === 'die') process.exit(3);
    if (text === 'throw') throw new Error('out of memory');
    if (text === 'babble') process.send({ id, vector: [1] });
    else if (text === 'refuse') process.send({ id, error: 'cannot read it' });
    else if (text !== 'silence') process.send({ id, values: Float32Array.of(text.length) });
  });
`;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function aProcess({ program = process.execPath } = {}) {
  const clock = createFakeClock();
  const solver = createEmbeddingProcess({
    clock,
    sleepIdle: (ms, signal) => clock.sleep(ms, signal),
    startProcess() {
      const child = spawn(program, ['-e', SCRIPT], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
      });
      children.push(child);
      return child;
    },
  });
  return { solver, clock };
}

function hasEnded(child: ChildProcess | undefined): boolean {
  return child?.signalCode !== null || child.exitCode !== null;
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child && !hasEnded(child)) await once(child, 'exit');
}

describe('an embedding process', () => {
  it('starts with the first text and answers each caller its own', async () => {
    const { solver } = aProcess();
    expect(children).toHaveLength(0);

    const answers = await Promise.all(
      ['a', 'four', 'eleven more'].map((text) => solver.embed(text, undefined)),
    );

    expect(answers.map(([value]) => value)).toEqual([1, 4, 11]);
    expect(children).toHaveLength(1);
  });

  it.each(['die', 'throw', 'babble'])(
    'fails all who wait when it crashes (%s), and starts anew',
    async (text) => {
      const { solver } = aProcess();

      const calls = await Promise.allSettled([
        solver.embed(text, undefined),
        solver.embed('behind it', undefined),
      ]);

      expect(calls).toMatchObject([
        { status: 'rejected', reason: { kind: 'unavailable', retryAfterMs: 1_000 } },
        { status: 'rejected', reason: { kind: 'unavailable' } },
      ]);
      expect(await solver.embed('again', undefined)).toEqual(Float32Array.of(5));
      expect(children).toHaveLength(2);
    },
  );

  // One that is not there is told of later, one that cannot be is thrown.
  it.each(['/nowhere/node', '/dev/null/node'])(
    'fails each who asks where none can be started (%s)',
    async (program) => {
      const { solver } = aProcess({ program });

      for (const text of ['first', 'second']) {
        await expect(solver.embed(text, undefined)).rejects.toMatchObject({ kind: 'unavailable' });
      }
      await solver.close();
    },
  );

  it('fails the one whose text it cannot read, and goes on', async () => {
    const { solver } = aProcess();

    await expect(solver.embed('refuse', undefined)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await solver.embed('next', undefined)).toEqual(Float32Array.of(4));
    expect(children).toHaveLength(1);
  });

  it('is given up when it keeps silent', async () => {
    const { solver, clock } = aProcess();
    const call = solver.embed('silence', undefined);
    const failed = call.catch((error: unknown) => error);
    await clock.advance(ANSWER_MS);

    expect(await failed).toMatchObject({ kind: 'unavailable' });
    expect(await solver.embed('again', undefined)).toEqual(Float32Array.of(5));
  });

  it('passes over what nobody waits for any more', async () => {
    const { solver } = aProcess();
    const stopped = new AbortController();
    const first = solver.embed('first', undefined);
    const second = solver.embed('die', stopped.signal);
    stopped.abort(new Error('not needed any more'));

    await expect(second).rejects.toBe(stopped.signal.reason);
    expect(await first).toEqual(Float32Array.of(5));
    expect(await solver.embed('third', undefined)).toEqual(Float32Array.of(5));
    expect(children).toHaveLength(1);
  });

  it('ends after some idle minutes and starts again when asked', async () => {
    const { solver, clock } = aProcess();
    await solver.embed('first', undefined);
    await clock.advance(IDLE_MS - 1);
    await solver.embed('second', undefined);
    await clock.advance(IDLE_MS - 1);
    expect(hasEnded(children[0])).toBe(false);

    await clock.advance(1);
    await ended(children[0]);
    expect(await solver.embed('third', undefined)).toEqual(Float32Array.of(5));
    expect(children).toHaveLength(2);
  });

  it('has ended when it is closed', async () => {
    const { solver } = aProcess();
    await solver.embed('first', undefined);

    await solver.close();

    expect(hasEnded(children[0])).toBe(true);
    await expect(solver.embed('more', undefined)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(children).toHaveLength(1);
  });
});
