import { expect, it } from 'vitest';
import { aMessage } from '../../test/builders.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { Failure } from '../domain/failure.ts';
import { ownTurn } from './front-door-turns.ts';

const SWEEP_EVERY_MS = 30_000;

/** A message whose turn is waited for, behind what `ahead` says. */
function waiting(ahead: () => readonly string[]) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const store = { unfinishedAhead: async () => ahead() };
  const parts = { store, clock, logger, sweepEveryMs: SWEEP_EVERY_MS, isInHand: () => false };
  const turn = { isDone: false };
  const { signal } = new AbortController();
  void ownTurn(parts, { inbound: aMessage('box'), signal }).then(() => (turn.isDone = true));
  return { clock, logger, turn };
}

it('does not wait for ever for what nobody decides', async () => {
  const { clock, logger, turn } = waiting(() => ['command-1']);

  await clock.advance(3 * SWEEP_EVERY_MS - 1_000);
  expect(turn.isDone).toBe(false);
  await clock.advance(2_000);

  expect(turn.isDone).toBe(true);
  expect(logger.entries).toMatchObject([{ level: 'warn', fields: { id: aMessage('box').id } }]);
});

it('waits while it cannot be found out whether others are before it', async () => {
  let isAway = true;
  const { clock, logger, turn } = waiting(() => {
    if (isAway) throw new Failure('unavailable', 'The records are not answering.');
    return [];
  });

  await clock.advance(1_000);
  expect(turn.isDone).toBe(false);
  isAway = false;
  await clock.advance(1_000);
  await settled();

  expect(turn.isDone).toBe(true);
  expect(logger.entries).toEqual([]);
});
