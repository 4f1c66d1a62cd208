import { describe, expect, it } from 'vitest';
import { DATABASE, WEB_APPLICATION } from './conversation.ts';
import {
  die,
  everyChange,
  everyWrite,
  isSchemaRead,
  oneMoreEachLife,
  pick,
  playDying,
  secondOfLater,
} from './dying.ts';
import { playThrough } from './play.ts';

describe.concurrent('every call that changes something', () => {
  it('may be the last, before the server has seen it', async () => {
    const dying = { fits: everyChange('arrives'), nth: secondOfLater };

    expect(await playDying(DATABASE, () => dying)).toBeGreaterThan(20);
  });

  it('may be the last, when it took effect and its answer is lost', async () => {
    const dying = { fits: everyChange('answered'), nth: secondOfLater };

    expect(await playDying(DATABASE, () => dying)).toBeGreaterThan(20);
  });
});

describe.concurrent('of three objects, the rest is tried and applied, and none is applied twice', () => {
  it('when the process is killed before each', async () => {
    const dying = {
      open: { fits: everyWrite('arrives', 'tried'), nth: oneMoreEachLife },
      approve: { fits: everyWrite('arrives', 'applied'), nth: secondOfLater },
    };

    expect(await playDying(WEB_APPLICATION, (step) => pick(dying, step))).toBe(6);
  });

  it('when the process is killed after each, before it learnt of it', async () => {
    const dying = {
      open: { fits: everyWrite('answered', 'tried'), nth: oneMoreEachLife },
      approve: { fits: everyWrite('answered', 'applied'), nth: () => 1 },
    };

    expect(await playDying(WEB_APPLICATION, (step) => pick(dying, step))).toBe(6);
  });
});

it('the first look at the cluster goes on where it was when the process is killed in it', async () => {
  let deaths = 0;
  const steps = await playThrough(
    DATABASE,
    async (step) => {
      const { world, move, settled } = step;
      if (move.name === 'ask') {
        world.cluster.faults.clear();
        deaths = await die(step, { fits: isSchemaRead, nth: () => 10 });
      } else await move.act();
      await settled();
    },
    { prepare: ({ faults }) => faults.next({ does: { status: 401 }, times: 1_000_000 }) },
  );

  expect(steps).toContain('approve');
  expect(deaths).toBeGreaterThan(1);
});
