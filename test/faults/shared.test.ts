import { beforeAll, describe, expect, it } from 'vitest';
import { missingRedis } from '../redis/redis-server.ts';
import { DATABASE, WEB_APPLICATION } from './conversation.ts';
import { everyChange, everyWrite, pick, playDying } from './dying.ts';
import { playThrough } from './play.ts';

/** What a conversation asks when nothing goes wrong: nothing is asked twice, nothing left out. */
let undisturbed: readonly string[];

/** A process that died is missed after 13 s at most: one death a step is enough. */
function once(deathsBefore: number): number {
  return deathsBefore === 0 ? 1 : Infinity;
}

describe.skipIf(missingRedis())(
  'bot and worker, two processes over one Redis and one Qdrant',
  () => {
    beforeAll(async () => {
      undisturbed = await playThrough(
        DATABASE,
        async ({ move, settled }) => {
          await move.act();
          await settled();
        },
        { victim: 'worker' },
      );
    }, 240_000);

    it('take a person through every kind of step', () => {
      const steps = ['ask', 'choose', 'form', 'open', 'approve'];
      expect(undisturbed).toEqual(expect.arrayContaining(steps));
    });

    describe.concurrent('go on', () => {
      it('when the bot has stored what a person did, and is killed before it could say so', async () => {
        const steps = await playThrough(
          DATABASE,
          async ({ world, move, settled, comeBack }) => {
            const death = world.killAt({ nth: 1, fits: world.isHeard });
            const error = await move.act();
            await death.sprung;
            await comeBack(error);
            await settled();
          },
          { victim: 'bot' },
        );

        expect(steps).toEqual(undisturbed);
      });

      it('when there is no worker while a person acts, and one comes later', async () => {
        const steps = await playThrough(
          DATABASE,
          async ({ world, move, quiet, comeBack }) => {
            await world.kill();
            const acted = move.act();
            await comeBack(await acted);
            await quiet();
          },
          { victim: 'worker' },
        );

        expect(steps).toEqual(undisturbed);
      });

      it('when the worker is killed as it shows what it found, and as it tries what was asked for', async () => {
        const dying = {
          choose: { fits: everyChange('answered'), nth: once },
          open: { fits: everyWrite('arrives', 'tried'), nth: once },
        };
        const deaths = await playDying(DATABASE, (step) => pick(dying, step), { victim: 'worker' });

        expect(deaths).toBe(2);
      });

      it('when the worker is killed at every object that it applied, and none is applied twice', async () => {
        const approve = { fits: everyWrite('answered', 'applied'), nth: () => 1 };
        const deaths = await playDying(WEB_APPLICATION, (step) => pick({ approve }, step), {
          victim: 'worker',
        });

        expect(deaths).toBe(3);
      });
    });
  },
);
