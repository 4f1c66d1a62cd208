import { describe, expect, it } from 'vitest';
import { DATABASE } from './conversation.ts';
import { playThrough } from './play.ts';

const STEPS = [
  'ask',
  'clarify',
  'choose',
  'required',
  'required',
  'form',
  'basic',
  'advanced',
  'open',
  'review',
  'approve',
];

describe.concurrent('the whole conversation goes on when the process is killed', () => {
  it('after every step', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled }) => {
      await move.act();
      await settled();
      await world.kill();
      await world.start();
    });

    expect(steps).toEqual(STEPS);
  });

  it('after every acknowledgement, before anything else got through', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled, comeBack }) => {
      world.hold();
      expect(await move.act()).toBeUndefined();
      await world.kill();
      await comeBack(undefined);
      await settled();
    });

    expect(steps).toEqual(STEPS);
  });

  it('before it has heard of what a person did', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled, comeBack }) => {
      world.bot.freeze();
      const acted = move.act();
      await world.kill();
      const error = await acted;
      await comeBack(error);
      if (move.whenUnheard === 'presses-again') expect(await move.act()).toBeUndefined();
      await settled();
    });

    expect(steps).toEqual(STEPS);
  });

  it('when it has stored what a person did and could not acknowledge it', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled, comeBack }) => {
      const death = world.killAt({ nth: 1, fits: world.isHeard });
      const error = await move.act();
      await death.sprung;
      await comeBack(error);
      await settled();
    });

    expect(steps).toEqual(STEPS);
  });
});
