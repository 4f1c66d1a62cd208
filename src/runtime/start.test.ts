import { expect, it, onTestFinished } from 'vitest';
import { aCard, aSession, anEffect } from '../../test/builders.ts';
import { createFakeArtifactStore } from '../../test/fakes/artifact-store.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeDeliveryStore } from '../../test/fakes/delivery-store.ts';
import { createFakeEvidenceStore } from '../../test/fakes/evidence-store.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { createFakeRecordStore } from '../../test/fakes/record-store.ts';
import { counting } from '../../test/flows/runtime-talk.ts';
import { createInProcessQueue } from '../adapters/system/in-process-queue.ts';
import { Failure } from '../domain/failure.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { startRuntime } from './start.ts';

const away = new Failure('unavailable', 'The records are away.');

function aStart(over: Partial<RecordStore>) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const store = createFakeRecordStore(() => clock.now().toISOString());
  const slots = { quick: 9, cards: 9, work: 9, parallel: 9, background: 9 };
  const queue = createInProcessQueue({ clock, logger, slots });
  onTestFinished(() => queue.stop(0));
  const artifacts = createFakeArtifactStore();
  const begun: string[] = [];
  const started = startRuntime({
    store: {
      ...store,
      async beginEffect(id) {
        begun.push(id);
        return store.beginEffect(id);
      },
      ...over,
    },
    deliveries: createFakeDeliveryStore(),
    evidence: createFakeEvidenceStore(),
    options: { capabilities: async () => [] },
    curatorProblem: async () => undefined,
    artifacts,
    queue,
    platforms: [createFakeChatPlatform()],
    workflows: counting().workflows(artifacts),
    commands: { openingFor: async () => undefined, answerCommand: async () => aCard() },
    home: async () => aCard('home'),
    clock,
    logger,
    sweepEveryMs: 30_000,
  });
  return { started, store, clock, begun };
}

it.each([
  ['what is to be done', { runnableEffects: () => Promise.reject(away) }],
  ['what was accepted', { unfinishedInbound: () => Promise.reject(away) }],
])('a start that cannot read %s fails, and leaves nothing running', async (_what, over) => {
  const { started, store, clock, begun } = aStart(over);
  await expect(started).rejects.toBe(away);

  const session = { record: aSession(), expectedVersion: 0 };
  const effects = [anEffect('session-1-1-0', { type: 'expire', body: { type: 'expire' } })];
  await store.commit({ session, effects, cancels: [], audit: [], finishes: {} });
  await settled();
  await clock.advance(60_000);
  expect(begun).toEqual([]);
});

it('a start that succeeds runs what is to be done', async () => {
  const { started, store, begun } = aStart({});
  await started;

  const session = { record: aSession(), expectedVersion: 0 };
  const effects = [anEffect('session-1-1-0', { type: 'expire', body: { type: 'expire' } })];
  await store.commit({ session, effects, cancels: [], audit: [], finishes: {} });
  await expect.poll(() => begun).toContain('session-1-1-0');
});
