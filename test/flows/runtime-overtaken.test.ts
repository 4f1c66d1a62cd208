import { expect, it, onTestFinished } from 'vitest';
import { createInProcessQueue } from '../../src/adapters/system/in-process-queue.ts';
import type { Card } from '../../src/chat/card.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { DeliveryStore } from '../../src/ports/delivery-store.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { startRuntime } from '../../src/runtime/start.ts';
import { aButtonPress, aCard, aMessage, aPlace } from '../builders.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { createFakeChatPlatform } from '../fakes/chat-platform.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { createFakeDeliveryStore } from '../fakes/delivery-store.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFakeRecordStore } from '../fakes/record-store.ts';
import { command, counting, finishPress, nameGiven, sessionId } from './runtime-talk.ts';

/**
 * Two workers over one store: the first falls asleep in the middle of an effect, as a process that is
 * suspended does. The second is handed the effect and ends it; then the first wakes.
 */
async function openWorkers() {
  const shared = {
    artifacts: createFakeArtifactStore(),
    platforms: [createFakeChatPlatform()],
    clock: createFakeClock(),
    logger: createFakeLogger(),
  };
  const store = createFakeRecordStore(() => shared.clock.now().toISOString());
  const deliveries = createFakeDeliveryStore();
  const sleep = createSleep();

  async function start(records: { store: RecordStore; deliveries: DeliveryStore }) {
    const slots = { quick: 9, cards: 9, work: 9, parallel: 9, background: 9 };
    const queue = createInProcessQueue({ ...shared, slots });
    const runtime = await startRuntime({
      ...shared,
      ...records,
      evidence: createFakeEvidenceStore(),
      options: { capabilities: async () => [] },
      curatorProblem: async () => undefined,
      queue,
      workflows: counting().workflows(shared.artifacts),
      commands: {
        openingFor: async ({ type }) =>
          type === 'recommend' ? { workflow: 'recommend', input: { greeting: '' } } : undefined,
        answerCommand: async () => aCard('an answer'),
      },
      home: async () => aCard('home'),
    });
    onTestFinished(() => runtime.stop(0));
    return { runtime, queue };
  }

  const sleeper = await start({
    store: {
      ...store,
      async beginEffect(id) {
        const effect = (await store.unfinishedEffects(99)).find((other) => other.id === id);
        const turn = await store.beginEffect(id);
        await sleep.after(`begun ${effect?.type}`);
        return turn;
      },
    },
    deliveries: {
      ...deliveries,
      async deliveries(id) {
        const known = await deliveries.deliveries(id);
        await sleep.after('deliveries read');
        return known;
      },
    },
  });
  // What becomes runnable goes to the sleeper's queue; the other gets what it is handed.
  const other = await start({ store: { ...store, onOutboxChange: () => undefined }, deliveries });

  const [platform] = shared.platforms;
  if (!platform) throw new Error('no platform');
  return {
    ...shared,
    platform,
    store,
    deliveries,
    sleep,
    accept: (event: typeof command | typeof nameGiven | typeof finishPress) =>
      sleeper.runtime.frontDoor.accept(event),
    idle: () => sleeper.runtime.idle(),
    /** The other worker does what the sleeper began; then that one wakes. */
    async overtake(): Promise<void> {
      await expect.poll(() => sleep.isAsleep()).toBe(true);
      await other.queue.add((await store.runnableEffects()).filter(({ attempts }) => attempts > 0));
      await other.runtime.idle();
      sleep.wake();
      await settled();
      await shared.clock.advance(60_000);
      await sleeper.runtime.idle();
    },
    texts: () => platform.messages.map(({ card }) => textOf(card)),
  };
}

function textOf({ elements }: Card): string {
  const spans = elements.flatMap((element) => (element.type === 'text' ? element.line : []));
  return spans.map((span) => (typeof span === 'string' ? span : '')).join('');
}

const privately = aButtonPress({
  sessionId: '',
  action: { name: 'run-command', argument: 'help' },
});

/** One sleep: what is named falls asleep the next time. */
function createSleep() {
  let next: string | undefined;
  let waking: (() => void) | undefined;
  return {
    fallAsleep(name: string): void {
      next = name;
    },
    async after(name: string): Promise<void> {
      if (name !== next) return;
      next = undefined;
      await new Promise<void>((resolve) => {
        waking = resolve;
      });
    },
    isAsleep: () => waking !== undefined,
    wake: () => waking?.(),
  };
}

it('whoever was overtaken posts no card that stands already', async () => {
  const workers = await openWorkers();
  workers.sleep.fallAsleep('deliveries read');
  await workers.accept(command);
  await workers.overtake();

  expect(workers.texts()).toEqual(['asking']);
  expect(await workers.store.session(sessionId)).toMatchObject({ place: { thread: 'm1' } });
});

it('whoever was overtaken draws no old card over a newer one', async () => {
  const workers = await openWorkers();
  await workers.accept(command);
  await workers.idle();
  workers.sleep.fallAsleep('deliveries read');
  await workers.accept(nameGiven);
  await workers.overtake();

  expect(workers.texts()).toEqual(['counted | box', 'count 3']);
  const rows = await workers.deliveries.deliveries(sessionId);
  expect(rows.map(({ version }) => version)).toEqual([rows[0]?.version, rows[0]?.version]);
  expect(workers.platform.files).toHaveLength(1);
});

it('whoever was overtaken tells nobody twice', async () => {
  const workers = await openWorkers();
  for (const event of [command, nameGiven]) {
    await workers.accept(event);
    await workers.idle();
  }
  workers.sleep.fallAsleep('begun tell');
  await workers.accept(finishPress);
  await workers.overtake();

  expect(workers.platform.told).toHaveLength(1);
});

it.each([
  ['in the thread', aMessage('help', { namesBot: true, place: aPlace({ thread: 't' }) })],
  ['to one person', privately],
])('whoever was overtaken answers no command twice, %s', async (_where, event) => {
  const workers = await openWorkers();
  workers.sleep.fallAsleep('begun answer');
  await workers.accept(event);
  await workers.overtake();

  expect(workers.platform.messages.length + workers.platform.told.length).toBe(1);
});

it('whoever was overtaken at its last try gives nothing up, and says nothing', async () => {
  const workers = await openWorkers();
  const triesBefore = 7;
  for (let failure = 0; failure < triesBefore; failure += 1) {
    workers.platform.failNext('tell', new Failure('unavailable', 'Slack is away.'));
  }
  await workers.accept(privately);
  const tries = async () => (await workers.store.unfinishedEffects(1))[0]?.attempts;
  await expect.poll(tries).toBe(1);
  await workers.clock.advance(63_000); // after 1, 2, 4, 8, 16 and 32 seconds
  expect(await tries()).toBe(triesBefore);
  workers.sleep.fallAsleep('begun answer');
  await workers.clock.advance(60_000);
  await workers.overtake();

  const said = workers.logger.entries.filter(({ level }) => level === 'warn' || level === 'error');
  expect(said).toEqual([]);
  expect(workers.platform.told).toHaveLength(1);
  expect(await workers.store.unfinishedEffects(99)).toEqual([]);
});
