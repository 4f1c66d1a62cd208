import { expect, it } from 'vitest';
import { anActor, aPlace } from '../../test/builders.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { createFakeRecordStore } from '../../test/fakes/record-store.ts';
import { aMiningWork } from '../../test/mining-work.ts';
import { CHANGED_MAX } from '../workflows/mining/changed-source.ts';
import { changesOf } from '../workflows/mining/sources.ts';
import { MiningState } from '../workflows/mining/state.ts';
import { miningWorkflow } from '../workflows/mining/workflow.ts';
import { keyOfJob, type SourceChanged } from './changed-source.ts';
import { defineWorkflow } from './define-workflow.ts';
import { createDispatch } from './dispatch.ts';
import { lookAgain } from './look-again.ts';
import { createRegistry } from './registry.ts';

const place = aPlace({ channel: 'C1' });

function deleted(message: number, channel = 'C1'): SourceChanged {
  return {
    type: 'message-changed',
    id: `slack:changed:${channel}:${message}`,
    at: '2026-11-05T09:00:00.000Z',
    actor: anActor('U1'),
    place: { ...place, channel },
    messageId: `1790000000.${String(message).padStart(6, '0')}`,
    isDeleted: true,
  };
}

async function aDoor() {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const store = createFakeRecordStore(() => clock.now().toISOString());
  const { activities } = await aMiningWork();
  const workflows = [defineWorkflow(miningWorkflow, activities)];
  const registry = createRegistry({ workflows, logger });
  const dispatch = createDispatch({ store, registry, clock, logger });
  const hear = async (inbound: SourceChanged): Promise<void> => {
    await store.receive(inbound);
    await lookAgain({ store, dispatch, logger }, inbound);
  };
  const jobs = async () =>
    (await store.sessions({ workflow: 'mining', limit: 500, isOldestFirst: true })).map(
      ({ id, isOpen, state, key }) => ({ id, isOpen, key, state: MiningState.parse(state) }),
    );
  return { store, dispatch, hear, jobs };
}

it('hands all that changes in a channel to one job, and what changes elsewhere to another', async () => {
  const { hear, jobs, store } = await aDoor();
  for (let message = 0; message < 100; message += 1) await hear(deleted(message));
  await hear(deleted(1, 'C2'));

  const found = await jobs();
  expect(found.map(({ state }) => changesOf(state).length)).toEqual([100, 1]);
  expect(found[0]?.key).toBe(keyOfJob(deleted(1)));
  expect(await store.unfinishedInbound()).toEqual([]);
});

it('opens another job once the one before it has ended', async () => {
  const { hear, jobs, dispatch } = await aDoor();
  await hear(deleted(1));
  const [first] = await jobs();
  const nothing = { removed: 0, reviews: [], withdrawn: [] };
  const at = '2026-11-05T09:00:01.000Z';
  const event = { type: 'sources-checked', at, looked: [0], ...nothing };
  await dispatch.raise({ sessionId: first?.id ?? '', event });
  await hear(deleted(2));

  expect((await jobs()).map(({ isOpen }) => isOpen)).toEqual([false, true]);
});

it('opens one beside it where that has as much to do as it can hold', async () => {
  const { hear, jobs, store } = await aDoor();
  for (let message = 0; message <= CHANGED_MAX; message += 1) await hear(deleted(message));

  const found = await jobs();
  expect(found.map(({ state }) => changesOf(state).length)).toEqual([CHANGED_MAX, 1]);
  expect(await store.unfinishedInbound()).toEqual([]);
});

it('looks at what is told twice only once, whichever process hears it', async () => {
  const { hear, jobs } = await aDoor();
  for (const message of [1, 2, 1, 2]) await hear(deleted(message));

  const found = await jobs();
  expect(found.map(({ state }) => changesOf(state).length)).toEqual([2]);
});
