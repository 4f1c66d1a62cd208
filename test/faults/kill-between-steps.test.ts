import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASE } from './conversation.ts';
import { playThrough } from './play.ts';

/** What a conversation asks when nothing goes wrong: nothing is asked twice, nothing left out. */
let undisturbed: readonly string[];

beforeAll(async () => {
  undisturbed = await playThrough(DATABASE, async ({ move, settled }) => {
    await move.act();
    await settled();
  });
});

it('takes a person through every kind of step', () => {
  expect(undisturbed).toEqual(expect.arrayContaining(['ask', 'choose', 'form', 'open', 'approve']));
});

describe.concurrent('the whole conversation goes on when the process is killed', () => {
  it('after every step', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled }) => {
      await move.act();
      await settled();
      await world.kill();
      await world.start();
    });

    expect(steps).toEqual(undisturbed);
  });

  it('after every acknowledgement, before anything else got through', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled, comeBack }) => {
      world.hold();
      expect(await move.act()).toBeUndefined();
      await world.kill();
      await comeBack(undefined);
      await settled();
    });

    expect(steps).toEqual(undisturbed);
  });

  it('before it has heard of what a person did', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled, comeBack }) => {
      world.victim.freeze();
      const acted = move.act();
      await world.kill();
      const error = await acted;
      await comeBack(error);
      if (move.whenUnheard === 'presses-again') await move.act();
      await settled();
    });

    expect(steps).toEqual(undisturbed);
  });

  it('when it has stored what a person did and could not acknowledge it', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled, comeBack }) => {
      const death = world.killAt({ nth: 1, fits: world.isHeard });
      const error = await move.act();
      await death.sprung;
      await comeBack(error);
      await settled();
    });

    expect(steps).toEqual(undisturbed);
  });
});
