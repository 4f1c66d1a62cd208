import { describe, expect, it } from 'vitest';
import { aCard, anActor, aSession } from '../../test/builders.ts';
import { createFakeChatPlatform, type FakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import type { Actor } from '../chat/actor.ts';
import type { Session } from '../chat/session.ts';
import { Failure } from '../domain/failure.ts';
import { createHomes } from './homes.ts';

const ana = anActor('UANA');
const ben = anActor('UBEN');
const SESSIONS: readonly Session[] = [
  aSession({ id: 'of-ana', owner: ana }),
  aSession({ id: 'change', owner: ana, workflow: 'change' }),
];

interface Slowness {
  /** What each drawing, and each showing, takes. */
  readonly drawMs?: number;
  readonly showMs?: number;
}

function aWorld({ drawMs = 0, showMs = 0 }: Slowness = {}) {
  const clock = createFakeClock();
  const fake = createFakeChatPlatform();
  const platform: FakeChatPlatform = {
    ...fake,
    async showHome(viewer, card) {
      if (showMs > 0) await clock.sleep(showMs);
      await fake.showHome(viewer, card);
    },
  };
  const logger = createFakeLogger();
  let text = 'first';
  let opened = 0;
  const drawing = { now: 0, most: 0 };
  const homes = createHomes({
    async home() {
      const card = aCard(text);
      drawing.now += 1;
      drawing.most = Math.max(drawing.most, drawing.now);
      if (drawMs > 0) await clock.sleep(drawMs);
      drawing.now -= 1;
      return card;
    },
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
    drawing,
    async open(viewer: Actor) {
      await homes.open(viewer);
      opened = platform.homes.length;
    },
    /** Something of a session is committed; `now` is what a Home would show from now on. */
    async commit(sessionId: string, now: string, isProgress = false) {
      text = now;
      homes.noticed({ sessionId, isProgress });
      await settled();
    },
    /** What was shown after the last Home was opened. */
    shown: () =>
      platform.homes
        .slice(opened)
        .map(({ viewer, card }) => `${viewer.id} ${JSON.stringify(card.elements)}`),
    async wait(ms: number) {
      await clock.advance(ms);
      await settled();
    },
  };
}

describe('an open Home', () => {
  it('is redrawn after a commit that concerns its viewer', async () => {
    const world = aWorld();
    await world.open(ana);
    await world.open(ben);
    await world.commit('of-ana', 'second');
    await world.wait(1_000);

    expect(world.shown()).toEqual([expect.stringMatching(/^UANA .*second/u)]);
    await world.commit('change', 'third');
    await world.wait(5_000);
    const viewers = world.shown().map((one) => one.slice(0, 4));
    expect(viewers.toSorted()).toEqual(['UANA', 'UANA', 'UBEN']);
  });

  it('is redrawn once for all that happens in five seconds, with the latest', async () => {
    const world = aWorld();
    await world.open(ana);
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
    await world.open(ana);
    await world.commit('of-ana', 'first');
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('is not redrawn for the progress of somebody else’s work', async () => {
    const world = aWorld();
    await world.open(ben);
    await world.commit('change', 'second', true);
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('is forgotten ten minutes after it was opened', async () => {
    const world = aWorld();
    await world.open(ana);
    await world.wait(600_000);
    await world.commit('of-ana', 'second');
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('gives way when too many are open', async () => {
    const world = aWorld();
    await world.open(ana);
    for (let index = 0; index < 100; index += 1) await world.open(anActor(`U${index}`));
    await world.commit('of-ana', 'second');
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });

  it('whose platform is away is drawn at the next change, quietly', async () => {
    const world = aWorld();
    await world.open(ana);
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
    await world.open(ana);
    await world.commit('of-ana', 'second');
    world.homes.close();
    await world.wait(60_000);

    expect(world.shown()).toEqual([]);
  });
});

describe('of one Home', () => {
  const last = (world: ReturnType<typeof aWorld>): string =>
    JSON.stringify(world.platform.homes.at(-1)?.card.elements);

  it('an older redraw never follows the newer one of an opening', async () => {
    const world = aWorld({ drawMs: 2_000 });
    const opening = world.open(ana);
    await world.wait(2_000);
    await opening;
    await world.commit('of-ana', 'second');
    await world.wait(1_500); // the redraw has begun, and drawn "second"
    await world.commit('of-ana', 'third');
    const again = world.open(ana);
    await world.wait(10_000);
    await again;

    expect(last(world)).toContain('third');
  });

  it('redraws come one after the other, however slow the platform is', async () => {
    const world = aWorld({ showMs: 12_000 });
    const opening = world.open(ana);
    await world.commit('of-ana', 'second');
    await world.wait(6_000);
    await world.commit('of-ana', 'third');
    await world.wait(60_000);
    await opening;

    const shown = world.platform.homes.map(({ card }) => JSON.stringify(card.elements));
    expect(shown).toHaveLength(2);
    expect(shown[1]).toContain('third');
  });

  it('openings that wait are one', async () => {
    const world = aWorld({ showMs: 1_000 });
    const openings = Promise.all([1, 2, 3, 4].map(() => world.homes.open(ana)));
    await world.wait(10_000);
    await openings;

    expect(world.platform.homes).toHaveLength(1);
  });
});

it('draws a few at a time', async () => {
  const world = aWorld();
  for (let index = 0; index < 40; index += 1) await world.open(anActor(`U${index}`));
  world.drawing.most = 0;
  await world.commit('change', 'second');
  await world.wait(60_000);

  expect(world.shown()).toHaveLength(40);
  expect(world.drawing.most).toBeLessThanOrEqual(4);
});

it('shows no secret, whatever people wrote', async () => {
  const world = aWorld();
  await world.commit('of-ana', 'use AKIAIOSFODNN7EXAMPLE');
  await world.homes.open(ana);

  expect(JSON.stringify(world.platform.homes)).toContain('use ');
  expect(JSON.stringify(world.platform.homes)).not.toContain('AKIAIOSFODNN7EXAMPLE');
});
