import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createCircuit, type Circuit } from './circuit.ts';
import { Failure } from './failure.ts';

const OPEN_MS = 30_000;

function aCircuit({
  random = () => 0,
  patienceMs = 60_000,
}: { random?: () => number; patienceMs?: number } = {}) {
  const clock = createFakeClock();
  const refusal = (retryAfterMs: number) =>
    new Failure('unavailable', 'It has not been answering.', { retryAfterMs });
  return { clock, circuit: createCircuit({ clock, random, patienceMs, refusal }) };
}

async function open(circuit: Circuit): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) (await circuit.pass(undefined))('down');
}

/** How many of the requests have passed so far, and what became of those that will not. */
function watch(circuit: Circuit, count: number, signal?: AbortSignal) {
  const passed: ((service: 'up' | 'down' | 'unknown') => boolean)[] = [];
  const refused: unknown[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    circuit.pass(signal).then(
      (settle) => passed.push(settle),
      (error: unknown) => refused.push(error),
    );
  }
  return { passed, refused };
}

describe('a circuit', () => {
  it('opens at the third failure in a row and says so once', async () => {
    const { circuit } = aCircuit();
    const all = await Promise.all([1, 2, 3, 4].map(() => circuit.pass(undefined)));

    expect(all.map((settle) => settle('down'))).toEqual([false, false, true, false]);
    await expect(circuit.pass(undefined)).rejects.toMatchObject({
      kind: 'unavailable',
      retryAfterMs: OPEN_MS,
    });
  });

  it('spreads when those who were refused at once come again', async () => {
    const rolls = [0, 0.5, 1];
    const { circuit } = aCircuit({ random: () => rolls.shift() ?? 0 });
    await open(circuit);
    const { refused } = watch(circuit, 3);
    await settled();

    expect(refused).toMatchObject([
      { retryAfterMs: OPEN_MS, message: expect.stringContaining('has not been answering.') },
      {
        retryAfterMs: OPEN_MS + 2_500,
        message: expect.stringContaining('has not been answering.'),
      },
      { retryAfterMs: OPEN_MS + 5_000 },
    ]);
  });
});

describe('when it has been open for its time', () => {
  it('one tries; the others wait and go on once it is answered', async () => {
    const { circuit, clock } = aCircuit();
    await open(circuit);
    await clock.advance(OPEN_MS);
    const { passed, refused } = watch(circuit, 10);
    await settled();
    expect([passed.length, refused.length]).toEqual([1, 0]);

    passed[0]?.('up');
    await settled();
    expect([passed.length, refused.length]).toEqual([10, 0]);
  });

  it('they are refused together where it fails', async () => {
    const { circuit, clock } = aCircuit();
    await open(circuit);
    await clock.advance(OPEN_MS);
    const { passed, refused } = watch(circuit, 3);
    await settled();

    expect(passed[0]?.('down')).toBe(true);
    await settled();
    expect(passed).toHaveLength(1);
    expect(refused).toMatchObject([{ retryAfterMs: OPEN_MS }, { retryAfterMs: OPEN_MS }]);
  });

  it('the next one tries where the first says nothing of the service', async () => {
    const { circuit, clock } = aCircuit();
    await open(circuit);
    await clock.advance(OPEN_MS);
    const { passed, refused } = watch(circuit, 3);
    await settled();

    passed[0]?.('unknown');
    await settled();
    expect([passed.length, refused.length]).toEqual([2, 0]);
    passed[1]?.('up');
    await settled();
    expect(passed).toHaveLength(3);
  });

  it('an answer to a request from before lets everybody go on', async () => {
    const { circuit, clock } = aCircuit();
    const earlier = await circuit.pass(undefined);
    await open(circuit);
    await clock.advance(OPEN_MS);
    const { passed } = watch(circuit, 3);
    await settled();

    earlier('up');
    await settled();
    expect(passed).toHaveLength(3);
    expect(passed[0]?.('down')).toBe(false);
    await expect(circuit.pass(undefined)).resolves.toBeTypeOf('function');
  });

  it('waiting ends with the one who waits, and leaves nothing on the signal', async () => {
    const { circuit, clock } = aCircuit();
    await open(circuit);
    await clock.advance(OPEN_MS);
    await circuit.pass(undefined);
    const cancelled = new AbortController();
    const { refused } = watch(circuit, 1, cancelled.signal);
    await settled();
    cancelled.abort(new Error('not needed any more'));
    await settled();

    expect(refused).toEqual([cancelled.signal.reason]);
    expect(getEventListeners(cancelled.signal, 'abort')).toEqual([]);
  });

  it('nobody waits longer than a request may take', async () => {
    const { circuit, clock } = aCircuit({ patienceMs: 20 });
    await open(circuit);
    await clock.advance(OPEN_MS);
    await circuit.pass(undefined);

    await expect(circuit.pass(undefined)).rejects.toMatchObject({
      retryAfterMs: 5_000,
    });
  });
});
