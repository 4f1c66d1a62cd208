import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createSqliteArtifactStore } from '../../src/adapters/sqlite/artifact-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteDeliveryStore } from '../../src/adapters/sqlite/delivery-store.ts';
import { acquireLease } from '../../src/adapters/sqlite/lease.ts';
import { createSqliteRecordStore } from '../../src/adapters/sqlite/record-store.ts';
import { createInProcessQueue } from '../../src/adapters/system/in-process-queue.ts';
import type { InboundEvent } from '../../src/chat/inbound.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ArtifactStore } from '../../src/ports/artifact-store.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import type { CommandAnswers } from '../../src/runtime/command-answers.ts';
import type { RegisteredWorkflow } from '../../src/runtime/define-workflow.ts';
import { startRuntime, type Runtime } from '../../src/runtime/start.ts';
import { aCard } from '../builders.ts';
import { createFakeChatPlatform } from '../fakes/chat-platform.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';

/** The process of this life dies right after its n-th touch of disk or platform. */
export interface Death {
  readonly deathAfter: number;
}

interface Life {
  readonly runtime: Runtime;
  readonly store: RecordStore;
  readonly artifacts: ArtifactStore;
  readonly mortality: Mortality;
  end(): void;
}

export interface WorldOptions {
  /** Called for each life: the artifacts are those of that life's process. */
  readonly workflows: (artifacts: ArtifactStore) => readonly RegisteredWorkflow[];
  readonly commands?: Partial<CommandAnswers>;
  readonly concurrency?: number;
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * The runtime over SQLite on disk, a chat platform in memory and time by hand. A life can be ended
 * without a goodbye; the next one finds what is on disk and on the platform.
 */
export async function openWorld(options: WorldOptions) {
  // A file system in memory where there is one: what is proved here is order, not the disk's sync.
  const shelf = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const directory = mkdtempSync(join(shelf, 'dotai-runtime-'));
  const path = join(directory, 'dotai.db');
  const clock = createFakeClock();
  const stillClock = createFakeClock(); // a day of heartbeats is another test's matter
  const platform = createFakeChatPlatform();
  const logger = createFakeLogger();

  let commitsToFail = 0;

  function failingAtFirst(commit: RecordStore['commit']): RecordStore['commit'] {
    return async (step) => {
      commitsToFail -= 1;
      if (commitsToFail >= 0) throw new Failure('unavailable', 'The disk is full.');
      await commit(step);
    };
  }

  async function live(death?: Death): Promise<Life> {
    const mortality = createMortality(death);
    const database = openDatabase(path);
    const lease = acquireLease({ database, clock: stillClock, onLost: () => undefined });
    const parts = { database, lease, clock, logger };
    const records = createSqliteRecordStore(parts);
    const store = mortal(
      { ...records, commit: failingAtFirst((step) => records.commit(step)) },
      mortality,
    );
    const artifacts = mortal(createSqliteArtifactStore(parts), mortality);
    const runtime = await startRuntime({
      store,
      deliveries: mortal(createSqliteDeliveryStore(parts), mortality),
      artifacts,
      evidence: createFakeEvidenceStore(),
      options: { capabilities: async () => [] },
      curatorProblem: async () => undefined,
      queue: createInProcessQueue({ clock, logger, slots: slotsOf(options.concurrency ?? 8) }),
      platforms: [mortal(platform, mortality)],
      workflows: options.workflows(artifacts),
      commands: {
        openingFor: async (command) =>
          command.type === 'recommend'
            ? { workflow: 'recommend', input: { greeting: command.intent } }
            : undefined,
        answerCommand: async (command) => aCard(`answer to ${command.type}`),
        ...options.commands,
      },
      home: async () => aCard('home'),
      clock,
      logger,
    });
    return {
      runtime,
      store,
      artifacts,
      mortality,
      end() {
        mortality.die();
        database.close();
      },
    };
  }

  let life = await live();
  onTestFinished(() => {
    life.end();
    rmSync(directory, { recursive: true });
  });
  return {
    clock,
    platform,
    logger,
    path,
    door: () => life.runtime.frontDoor,
    runtime: () => life.runtime,
    store: () => life.store,
    artifacts: () => life.artifacts,
    /** The next commits are refused as by a full disk. */
    failCommits(count: number): void {
      commitsToFail = count;
    },
    isDead: () => life.mortality.isDead(),
    operations: () => life.mortality.operations(),
    /** Ends the process at once and starts the next one. */
    async restart(death?: Death): Promise<void> {
      life.end();
      await settled();
      life = await live(death);
    },
    /** Hands an event in and lets everything happen that happens now. */
    async say(event: InboundEvent): Promise<void> {
      await life.runtime.frontDoor.accept(event);
      await life.runtime.idle();
    },
    async idle(): Promise<void> {
      await life.runtime.idle();
    },
    texts: () => platform.messages.map(({ card }) => textOf(card)),
    told: () => platform.told.map(({ to, card }) => `${to.id}: ${textOf(card)}`),
  };
}

function textOf(card: { elements: readonly { type: string; line?: unknown }[] }): string {
  return card.elements
    .flatMap((element) => (Array.isArray(element.line) ? element.line : []))
    .map((span: unknown) => (typeof span === 'string' ? span : JSON.stringify(span)))
    .join('');
}

interface Mortality {
  isDead(): boolean;
  operations(): number;
  die(): void;
  /** Runs one operation; who dies by it, or is dead, never learns its result. */
  operate<Result>(work: () => Promise<Result>): Promise<Result>;
}

function createMortality(death: Death | undefined): Mortality {
  let isDead = false;
  let operations = 0;
  function live(): void {
    if (isDead) throw new Error('the process is dead');
  }
  return {
    isDead: () => isDead,
    operations: () => operations,
    die: () => {
      isDead = true;
    },
    async operate(work) {
      live();
      operations += 1;
      const isLast = operations === death?.deathAfter;
      const result = await work();
      if (isLast) isDead = true;
      live();
      return result;
    },
  };
}

function slotsOf(work: number) {
  return { quick: 64, cards: 64, work, parallel: 64, background: 8 };
}

const SYNCHRONOUS: ReadonlySet<string | symbol> = new Set([
  'onOutboxChange',
  'onSessionChange',
  'audit',
  'isDirect',
  'channelPlace',
]);

/** Every asynchronous method of a port counts as one operation. */
function mortal<Port extends object>(port: Port, mortality: Mortality): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || SYNCHRONOUS.has(name)) return member;
      return (...values: unknown[]) =>
        mortality.operate(async (): Promise<unknown> => Reflect.apply(member, target, values));
    },
  });
}
