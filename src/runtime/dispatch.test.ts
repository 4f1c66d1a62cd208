import { expect, it } from 'vitest';
import { aMessage } from '../../test/builders.ts';
import { createFakeArtifactStore } from '../../test/fakes/artifact-store.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { createFakeRecordStore } from '../../test/fakes/record-store.ts';
import { command, counting, nameGiven, sessionId } from '../../test/flows/runtime-talk.ts';
import { Failure } from '../domain/failure.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { createDispatch } from './dispatch.ts';
import { createRegistry } from './registry.ts';

const { actor: owner, place } = command;

/** A session, and a process a door to it; `wrap` changes the store that they all use. */
async function openDoors(count: number, wrap = (store: RecordStore): RecordStore => store) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const store = wrap(createFakeRecordStore(() => clock.now().toISOString()));
  const workflows = counting().workflows(createFakeArtifactStore());
  const registry = createRegistry({ workflows, logger });
  const doors = Array.from({ length: count }, (_, index) =>
    createDispatch({ store, registry, clock, logger, random: () => (index + 1) / count }),
  );
  const opening = { sessionId, workflow: 'recommend', owner, place } as const;
  await doors[0]?.open({ ...opening, input: { greeting: '' }, finishes: {} });
  return { clock, store, doors, logger };
}

it('many processes that write to one session at once all do, without a word', async () => {
  const { clock, store, doors, logger } = await openDoors(20);
  await doors[0]?.raise({ sessionId, event: { type: 'name-given', name: 'box' } });
  const before = (await store.session(sessionId))?.version ?? 0;
  const written = Promise.allSettled(
    doors.map((door, index) =>
      index % 4 === 3
        ? door.moveTo(sessionId, { ...place, thread: `t${index}` })
        : door.raise({ sessionId, event: { type: 'count-moved', count: index + 1 } }),
    ),
  );
  await clock.advance(9_000);

  expect((await written).filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(await store.session(sessionId)).toMatchObject({ version: before + doors.length });
  expect(logger.entries).toEqual([]);
});

it('what was heard by another process already is not told to have come too late', async () => {
  const { store, doors } = await openDoors(2);
  await store.receive(nameGiven);

  await expect(doors[0]?.hear(sessionId, nameGiven)).resolves.toMatchObject({ type: 'decided' });
  await expect(doors[1]?.hear(sessionId, nameGiven)).resolves.toEqual({
    type: 'decided',
    reply: { type: 'closed' },
  });

  const cancel = aMessage('cancel', { id: 'm9', place: nameGiven.place });
  await store.receive(cancel);
  await doors[0]?.hear(sessionId, cancel);
  await expect(doors[1]?.hear(sessionId, nameGiven)).resolves.toEqual({ type: 'ended' });
});

it('whoever is overtaken again and again gives up after ten seconds', async () => {
  let refusals = 0;
  const { clock, doors, logger } = await openDoors(1, (store) => ({
    ...store,
    async commit(step) {
      if (step.session?.record.version === 1) return store.commit(step);
      refusals += 1;
      // Another writes first.
      const now = await store.session(sessionId);
      if (now) {
        const record = { ...now, version: now.version + 1 };
        const session = { record, expectedVersion: now.version };
        await store.commit({ session, effects: [], cancels: [], audit: [], finishes: {} });
      }
      throw new Failure('conflict', 'Somebody was faster.');
    },
  }));
  const raised = Promise.allSettled(
    doors.map((door) => door.raise({ sessionId, event: { type: 'nudged' } })),
  );
  await clock.advance(60_000);

  expect(await raised).toMatchObject([{ reason: { kind: 'unavailable', retryAfterMs: 1_000 } }]);
  expect(refusals).toBeGreaterThan(20);
  expect(logger.entries).toMatchObject([{ level: 'error', fields: { sessionId } }]);
});
