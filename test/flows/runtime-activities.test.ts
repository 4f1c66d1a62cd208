import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { acquireLease } from '../../src/adapters/sqlite/lease.ts';
import { Failure } from '../../src/domain/failure.ts';
import { aCommand, aMessage, anActor, aPlace } from '../builders.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { command, doing, nameGiven, thread } from './runtime-talk.ts';
import type { ToyEvent } from './runtime-toy.ts';
import { openWorld } from './runtime-world.ts';

describe('an activity', () => {
  it('is aborted when its effect is cancelled, and its end changes nothing', async () => {
    const signals: AbortSignal[] = [];
    const world = await openWorld(
      doing(async (_, { signal }) => {
        signals.push(signal);
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        return { type: 'count-ended', count: 9, file: '' };
      }),
    );
    await world.say(command);
    await world.door().accept(nameGiven);
    await settled();
    await world.say(aMessage('cancel', { place: thread }));

    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(world.texts()).toEqual(['cancelled | box', 'count 0']);
  });

  it('that the process takes down with it runs again after the restart, and has not failed', async () => {
    const attempts: number[] = [];
    const world = await openWorld(
      doing(async (_, { attempt, signal }) => {
        attempts.push(attempt);
        if (attempt > 0) return { type: 'count-ended', count: 7, file: '' };
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        });
      }),
    );
    await world.say(command);
    await world.door().accept(nameGiven);
    await settled();
    const stopped = world.runtime().stop(1_000);
    await world.clock.advance(1_000);
    await stopped;
    await world.restart();
    await world.idle();

    expect(attempts).toEqual([0, 1]);
    expect(world.texts()).toEqual(['counted | box', 'count 7']);
  });

  it('that another process took over while this one slept is told so before it writes outside', async () => {
    const outside: unknown[] = [];
    const world = await openWorld(
      doing(async (_, { checkTurn }) => {
        const database = openDatabase(world.path);
        const process = { pid: 1, host: hostname() };
        const clock = createFakeClock();
        acquireLease({ database, clock, process, onLost: () => undefined, isAlive: () => false });
        database.close();
        try {
          await checkTurn();
          outside.push('written');
        } catch (error) {
          outside.push(error);
        }
        return undefined;
      }),
    );
    await world.say(command);
    await world.door().accept(nameGiven);
    await settled();

    expect(outside).toEqual([expect.objectContaining({ kind: 'unavailable' })]);
  });

  it('whose end could not be written runs again, as the same effect', async () => {
    const effects = new Set<string>();
    const world = await openWorld(
      doing(async (_, { effectId, attempt }) => {
        effects.add(effectId);
        if (attempt === 0) world.failCommits(1);
        return { type: 'count-ended', count: attempt, file: '' };
      }),
    );
    await world.say(command);
    await world.say(nameGiven);
    await world.clock.advance(1_000);
    await world.idle();

    expect(effects.size).toBe(1);
    expect(world.texts()).toEqual(['counted | box', 'count 1']);
  });

  it('that ends after its session did is done, and changes nothing', async () => {
    const end = Promise.withResolvers<ToyEvent>();
    const world = await openWorld(doing(() => end.promise));
    await world.say(command);
    await world.door().accept(nameGiven);
    await world.clock.advance(86_400_000);
    end.resolve({ type: 'count-ended', count: 7, file: '' });
    await world.idle();

    expect(world.texts()).toEqual(['expired | box', 'count 0']);
    expect(await world.store().unfinishedEffects(99)).toEqual([]);
  });

  it.each([
    ['without a word of when it ends', undefined, [0, 1, 3, 7, 15]],
    ['of which somebody says that it ends soon', 1_000, [0, 1, 3, 7, 15]],
    ['of which somebody says when it ends', 5_000, [0, 5, 10, 15]],
    ['of which somebody says that it lasts', 60_000, [0, 60]],
  ])('is tried for a quarter of a minute in an outage %s', async (_, retryAfterMs, seconds) => {
    const tries: number[] = [];
    const world = await openWorld(
      doing(async () => {
        tries.push(world.clock.now().getTime());
        const details = retryAfterMs === undefined ? {} : { retryAfterMs };
        throw new Failure('unavailable', 'The cluster is away.', details);
      }),
    );
    await world.say(command);
    await world.say(nameGiven);
    for (let second = 0; second < 90; second += 1) await world.clock.advance(1_000);
    await world.idle();

    expect(tries.map((at) => (at - (tries[0] ?? 0)) / 1_000)).toEqual(seconds);
    expect(world.texts()[0]).toBe('counted | box | unavailable: The cluster is away.');
  });

  it('that waited for an outage itself tells the workflow at once', async () => {
    let tries = 0;
    const world = await openWorld(
      doing(async () => {
        tries += 1;
        throw new Failure('unavailable', 'The scan failed.', { wasWaitedFor: true });
      }),
    );
    await world.say(command);
    await world.say(nameGiven);
    await world.idle();

    expect(tries).toBe(1);
    expect(world.texts()[0]).toBe('counted | box | unavailable: The scan failed.');
  });

  it('that was refused tells the workflow at once', async () => {
    const world = await openWorld(
      doing(async () => {
        throw new Failure('forbidden', 'Ask an administrator.');
      }),
    );
    await world.say(command);
    await world.say(nameGiven);

    expect(world.texts()[0]).toBe('counted | box | forbidden: Ask an administrator.');
    expect(world.logger.entries.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  it.each([
    ['model-unavailable', 'budget', 'warn'],
    ['model-unavailable', 'operator', 'debug'],
    ['bad-model-output', undefined, 'warn'],
  ] as const)('that failed by the model is one line without a stack: %s, %s', async (...given) => {
    const [kind, reason, level] = given;
    const cause = new Error('model.budgets.dayTokens is 9');
    const details = { cause, ...(reason === undefined ? {} : { reason }) };
    const world = await openWorld(
      doing(async () => {
        throw new Failure(kind, 'It is spent.', details);
      }),
    );
    await world.say(command);
    await world.say(nameGiven);

    const lines = world.logger.entries.filter(({ message }) => message === 'effect failed');
    expect(lines).toMatchObject([{ level, fields: { kind, reason, cause: cause.message } }]);
    const values = lines.flatMap(({ fields }) => Object.values(fields));
    expect(values.filter((value) => typeof value === 'object')).toEqual([]);
  });

  it.each([
    ['throws', async () => Promise.reject(new TypeError('secret-host is undefined'))],
    ['answers outside the schema', async () => JSON.parse('{"type":"no-such-event"}')],
  ])('that %s is logged with a reference, which the person sees', async (_, work) => {
    const world = await openWorld(doing(work));
    await world.say(command);
    await world.say(nameGiven);

    const logged = world.logger.entries.find(({ message }) => message === 'effect failed by a bug');
    const reference = String(logged?.fields['reference']);
    expect(reference).toMatch(/^[0-9a-f]{8}$/u);
    expect(world.texts()[0]).toBe(
      `counted | box | bug: Something went wrong on our side (reference ${reference}).`,
    );
  });

  it('that takes the process with it every time is given up', async () => {
    let begun = 0;
    const world = await openWorld(
      doing(async () => {
        begun += 1;
        return new Promise(() => undefined);
      }),
    );
    await world.say(command);
    await world.door().accept(nameGiven);
    for (let crash = 0; crash < 20; crash += 1) {
      await settled();
      await world.restart();
    }
    await world.idle();

    expect(begun).toBe(12);
    expect(world.texts()[0]).toContain('bug: Something went wrong');
  });

  it('reports at most one progress a second, the latest; a click shows at once', async () => {
    const world = await openWorld(
      doing(async (_, { progress }) => {
        for (const count of [1, 2, 3]) progress(moved(count));
        return new Promise(() => undefined);
      }),
    );
    await world.say(command);
    await world.door().accept(nameGiven);
    await settled();
    expect(world.texts()[1]).toBe('count 0');
    await world.clock.advance(1_000);
    await world.clock.advance(1_000);
    expect(world.texts()[1]).toBe('count 3');
    const [, counter] = world.platform.messages;
    expect(counter?.updates).toBeLessThanOrEqual(2);

    await world.door().accept(aMessage('cancel', { place: thread }));
    await settled();
    expect(world.texts()[0]).toBe('cancelled | box');
  });

  it('of one session does not hold up another session', async () => {
    const world = await openWorld(
      doing(async ({ name }) =>
        name === 'slow'
          ? new Promise(() => undefined)
          : { type: 'count-ended', count: 1, file: '' },
      ),
    );
    await world.say(command);
    await world.door().accept(aMessage('slow', { place: thread }));
    await settled();
    await world.door().accept(aCommand('recommend another', { actor: anActor('U2') }));
    await settled();
    const place = aPlace({ thread: 'm3' });
    await world.door().accept(aMessage('quick', { place, actor: anActor('U2') }));
    await settled();

    expect(world.texts()).toEqual(['counting | slow', 'count 0', 'counted | quick', 'count 1']);
  });
});

function moved(count: number): ToyEvent {
  return { type: 'count-moved', count };
}
