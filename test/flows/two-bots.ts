import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/ports/clock.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { startRuntime } from '../../src/runtime/start.ts';
import { aCard } from '../builders.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { createFakeChatPlatform } from '../fakes/chat-platform.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { createFakeDeliveryStore } from '../fakes/delivery-store.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFakeRecordStore } from '../fakes/record-store.ts';
import { counting } from './runtime-talk.ts';

export const SWEEP_EVERY_MS = 30_000;

/** Two processes that hear people and share the records; effects are nobody's matter here. */
export async function openTwoBots() {
  const clock = createFakeClock();
  const store = createFakeRecordStore(() => clock.now().toISOString());
  const shared = { clock, store };
  return { ...shared, one: await startBot(shared), other: await startBot(shared) };
}

async function startBot({ clock, store }: { clock: Clock; store: RecordStore }) {
  const logger = createFakeLogger();
  const slow = slowStore(store);
  const artifacts = createFakeArtifactStore();
  const runtime = await startRuntime({
    store: slow.store,
    deliveries: createFakeDeliveryStore(),
    evidence: createFakeEvidenceStore(),
    options: { capabilities: async () => [] },
    curatorProblem: async () => undefined,
    artifacts,
    queue: {
      add: async () => undefined,
      cancel: async () => undefined,
      start: () => undefined,
      stop: async () => undefined,
      idle: async () => undefined,
    },
    platforms: [createFakeChatPlatform()],
    workflows: counting().workflows(artifacts),
    commands: {
      openingFor: async (command) =>
        command.type === 'recommend'
          ? { workflow: 'recommend', input: { greeting: command.intent } }
          : undefined,
      answerCommand: async (command) => aCard(`answer to ${command.type}`),
    },
    home: async () => aCard('home'),
    clock,
    logger,
    role: 'bot',
    sweepEveryMs: SWEEP_EVERY_MS,
  });
  onTestFinished(async () => {
    await slow.release();
    await runtime.stop(0);
  });
  return {
    door: runtime.frontDoor,
    hold: () => slow.hold(),
    release: () => slow.release(),
    idle: () => runtime.idle(),
    stop: () => runtime.stop(0),
    logged: (level: string) => logger.entries.filter((entry) => entry.level === level),
  };
}

/** Its commits wait from `hold` to `release`. */
function slowStore(store: RecordStore) {
  let gate: PromiseWithResolvers<void> | undefined;
  return {
    store: {
      ...store,
      async commit(commit) {
        await gate?.promise;
        await store.commit(commit);
      },
    } satisfies RecordStore,
    hold(): void {
      gate = Promise.withResolvers<void>();
    },
    async release(): Promise<void> {
      gate?.resolve();
      gate = undefined;
      await settled();
    },
  };
}
