import { expect, it, onTestFinished } from 'vitest';
import { anEffect } from '../../test/builders.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { createFakeRecordStore } from '../../test/fakes/record-store.ts';
import { Failure } from '../domain/failure.ts';
import type { StoredEffect } from '../ports/record-store.ts';
import { startSweeping } from './sweeping.ts';

const EVERY_MS = 30_000;

async function sweepingWith(failing: { inbound?: boolean; effects?: boolean }) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const store = createFakeRecordStore(() => clock.now().toISOString());
  await store.commit({ effects: [anEffect('e1')], cancels: [], audit: [], finishes: {} });
  const added: string[] = [];
  let looks = 0;
  const away = async (): Promise<never> => {
    throw new Failure('unavailable', 'Not now.');
  };
  const queue = {
    add: async (effects: readonly StoredEffect[]) => {
      added.push(...effects.map(({ id }) => id));
    },
  };
  const parts = {
    store: failing.effects ? { runnableEffects: away } : store,
    queue,
    clock,
    logger,
    sweepEveryMs: EVERY_MS,
  };
  const sweeping = startSweeping(parts, async () => {
    looks += 1;
    if (failing.inbound) await away();
  });
  onTestFinished(() => sweeping.stop());
  await clock.advance(EVERY_MS);
  await settled();
  return { added, looks: () => looks, logger };
}

it('finds effects where the look for events fails', async () => {
  const { added, logger } = await sweepingWith({ inbound: true });

  expect(added).toEqual(['e1']);
  expect(logger.entries).toMatchObject([{ level: 'warn' }]);
});

it('finds events where the look for effects fails', async () => {
  const { added, looks, logger } = await sweepingWith({ effects: true });

  expect({ looks: looks(), added }).toEqual({ looks: 1, added: [] });
  expect(logger.entries).toMatchObject([{ level: 'warn' }]);
});
