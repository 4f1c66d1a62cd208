import { describe, expect, it } from 'vitest';
import { aCard, anActor, anEffect, aSession } from '../../test/builders.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import type { Session } from '../chat/session.ts';
import { Failure } from '../domain/failure.ts';
import { createHomes } from './homes.ts';

const ana = anActor('UANA');
const ben = anActor('UBEN');
const SESSIONS: readonly Session[] = [
  aSession({ id: 'of-ana', owner: ana }),
  aSession({ id: 'change', owner: ana, workflow: 'change' }),
];

function aWorld() {
  const clock = createFakeClock();
  const platform = createFakeChatPlatform();
  const logger = createFakeLogger();
  let text = 'first';
  const homes = createHomes({
    home: async () => aCard(text),
    store: { session: async (id) => SESSIONS.find((session) => session.id === id) },
    registry: {
      workflow: () => {
        throw new Error('nothing is opened here');
      },
      load: () => undefined,
    },
    platformOf: () => platform,
    clock,
    logger,
  });
  return {
    clock,
    platform,
    logger,
    homes,
    /** Something of a session is committed; `now` is what a Home would show from now on. */
    async commit(streamId: string, now: string, isProgress = false) {
      text = now;
      const body = { type: 'present', version: 2, isProgress };
      const effect = { ...anEffect('e', { streamId, type: 'present', body }) };
      homes.noticed({ added: [{ ...effect, sequence: 1, attempts: 0 }], cancelledIds: [] });
      await settled();
    },
    shown: () =>
      platform.homes.map(({ viewer, card }) => `${viewer.id} ${JSON.stringify(card.elements)}`),
    async wait(ms: number) {
      await clock.advance(ms);
      await settled();
    },
  };
}

describe('an open Home', () => {
  it('is redrawn after a commit that concerns its viewer', async () => {
    const world = aWorld();
    await world.homes.open(ana);
    await world.homes.open(ben);
    await world.commit('of-ana', 'second');
    await world.wait(1_000);

    expect(world.shown()).toEqual([expect.stringMatching(/^UANA .*second/u)]);
    await world.commit('change', 'third');
    await world.wait(5_000);
    expect(world.platform.homes.map(({ viewer }) => viewer.id).toSorted()).toEqual([
      'UANA',
      'UANA',
      'UBEN',
    ]);
  });

  it('is redrawn once for all that happens in five seconds, with the latest', async () => {
    const world = aWorld();
    await world.homes.open(ana);
    await world.commit('of-ana', 'second');
    await world.wait(1_000);
    for (const text of ['a', 'b', 'c']) {
      await world.commit('of-ana', text);
      await world.wait(1_000);
    }
    expect(world.shown()).toHaveLength(1);
    await world.wait(5_000);

    expect(world.shown()).toHaveLength(2);
    expect(world.shown().at(-1)).toContain('"c"');
  });

  it('is left alone where it would look the same', async () => {
    const world = aWorld();
    await world.homes.open(ana);
    await world.commit('of-ana', 'first');
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('is not redrawn for the progress of somebody else’s work', async () => {
    const world = aWorld();
    await world.homes.open(ben);
    await world.commit('change', 'second', true);
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('is forgotten ten minutes after it was opened', async () => {
    const world = aWorld();
    await world.homes.open(ana);
    await world.wait(600_000);
    await world.commit('of-ana', 'second');
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('gives way when too many are open', async () => {
    const world = aWorld();
    await world.homes.open(ana);
    for (let index = 0; index < 100; index += 1) await world.homes.open(anActor(`U${index}`));
    await world.commit('of-ana', 'second');
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('whose platform is away is drawn at the next change, quietly', async () => {
    const world = aWorld();
    await world.homes.open(ana);
    world.platform.failNext('showHome', new Failure('unavailable', 'Slack is busy.'));
    await world.commit('of-ana', 'second');
    await world.wait(60_000);
    expect(world.shown()).toEqual([]);
    await world.commit('of-ana', 'third');
    await world.wait(60_000);

    expect(world.shown()).toHaveLength(1);
    expect(world.logger.entries.map(({ level }) => level)).not.toContain('error');
  });

  it('is drawn no more once the process ends', async () => {
    const world = aWorld();
    await world.homes.open(ana);
    await world.commit('of-ana', 'second');
    world.homes.close();
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });
});

it('shows no secret, whatever people wrote', async () => {
  const world = aWorld();
  await world.commit('of-ana', 'use AKIAIOSFODNN7EXAMPLE');

  expect(JSON.stringify(await world.homes.open(ana))).not.toContain('AKIAIOSFODNN7EXAMPLE');
});
