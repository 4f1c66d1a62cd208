import { expect, it } from 'vitest';
import { aCommand, anActor, aPlace } from '../builders.ts';
import { counting } from './runtime-talk.ts';
import { openWorld } from './runtime-world.ts';

/** More than there are slots for cards. */
const MANY = 65;
const DAY_MS = 86_400_000;

it('a platform that never answers holds up cards alone: sessions go on and expire', async () => {
  const world = await openWorld(counting());
  const posts: string[] = [];
  world.platform.post = async ({ place }) => {
    posts.push(place.channel);
    return new Promise(() => undefined);
  };
  for (let number = 1; number <= MANY; number += 1) {
    const place = aPlace({ channel: `C${number}` });
    const id = `command ${number}`;
    await world
      .door()
      .accept(aCommand('recommend a thing', { id, actor: anActor(`U${number}`), place }));
  }
  const open = { isOpen: true, limit: 99 } as const;
  await expect.poll(() => world.store().sessions(open)).toHaveLength(MANY);
  await expect.poll(() => posts).toHaveLength(MANY - 1);

  await world.clock.advance(DAY_MS);
  expect(await world.store().sessions(open)).toEqual([]);
});
