import { within } from '../domain/patience.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { EffectQueue } from '../ports/effect-queue.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { FrontDoor } from '../ports/front-door.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { CommandAnswers } from './command-answers.ts';
import type { RegisteredWorkflow } from './define-workflow.ts';
import { createDiscreetPlatform } from './discreet-platform.ts';
import { createDispatch, type OpenRequest } from './dispatch.ts';
import { createFrontDoor, type OwnedFrontDoor } from './front-door.ts';
import { createHomes, type DrawHome } from './homes.ts';
import type { PerformParts } from './perform-parts.ts';
import { createPerform } from './perform.ts';
import type { CuratorProblem, OptionSources } from './reader.ts';
import { createRegistry } from './registry.ts';
import { createSender } from './sender.ts';
import { startSweeping } from './sweeping.ts';
import { createPlatformOf } from './telling.ts';
import { createWorking } from './working.ts';

export interface RuntimeParts {
  readonly store: RecordStore;
  readonly deliveries: DeliveryStore;
  readonly artifacts: ArtifactStore;
  readonly evidence: Pick<EvidenceStore, 'from' | 'noteChanged'>;
  readonly queue: EffectQueue;
  readonly platforms: readonly ChatPlatform[];
  readonly workflows: readonly RegisteredWorkflow[];
  readonly commands: CommandAnswers;
  readonly home: DrawHome;
  readonly options: OptionSources;
  readonly curatorProblem: CuratorProblem;
  readonly clock: Clock;
  readonly logger: Logger;
  /** `bot`: hears and decides. `worker`: runs the effects. Default: both. */
  readonly role?: 'all' | 'bot' | 'worker';
  /**
   * Milliseconds between two looks for what another process left behind, or a queue lost. Undefined:
   * no other shares the records.
   */
  readonly sweepEveryMs?: number | undefined;
  /** As `sweepEveryMs`, for the inbox alone: the command line writes there, too. */
  readonly inboxEveryMs?: number | undefined;
}

/** The running bot, without its receivers. */
export interface Runtime {
  readonly frontDoor: FrontDoor;
  /** Opens a session that nobody asked for. `exists`: that id, or an open one with that key. */
  open(request: Omit<OpenRequest, 'finishes'>): Promise<'opened' | 'exists'>;
  /** Resolves when nothing is left to do now; what waits for a later time does not count. */
  idle(): Promise<void>;
  /** Accepts nothing more and lets what runs end, at most for `graceMs`; the rest is on disk. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts, and takes up whatever an earlier process accepted or decided and did not finish. When it throws,
 * nothing of it runs on.
 */
export async function startRuntime(parts: RuntimeParts): Promise<Runtime> {
  const { store, queue, clock, logger } = parts;
  const registry = createRegistry(parts);
  const platformOf = createPlatformOf(parts.platforms.map(createDiscreetPlatform));
  const dispatch = createDispatch({ store, registry, clock, logger });
  const homes = createHomes({ ...parts, registry, platformOf });
  const working = createWorking({ platformOf, clock, logger });
  const inner = { ...parts, registry, platformOf, dispatch, homes, working };
  const front = createFrontDoor(inner);

  const sweeping = startSweeping(parts, (forMs) => front.resume(forMs));
  const runtime: Runtime = {
    frontDoor: front.door,
    open: (request) => dispatch.open({ ...request, finishes: {} }),
    async idle() {
      await front.idle();
      await queue.idle();
    },
    async stop(graceMs) {
      front.close();
      homes.close();
      await sweeping.stop();
      await within({ clock, ms: graceMs, work: front.idle() });
      await queue.stop(graceMs);
      await within({ clock, ms: graceMs, work: working.close() });
    },
  };

  forward(parts);
  store.onSessionChange((change) => homes.noticed(change));
  try {
    await takeUp(inner, front);
  } catch (error) {
    await runtime.stop(0).catch((second: unknown) => {
      logger.warn('what a failed start began could not be ended', { error: second });
    });
    throw error;
  }
  return runtime;
}

/** Begins to run, with what was left. */
async function takeUp(
  parts: RuntimeParts & Omit<PerformParts, 'sender'>,
  front: Pick<OwnedFrontDoor, 'resume'>,
): Promise<void> {
  const { store, queue, logger, role = 'all' } = parts;
  if (role !== 'bot') {
    queue.start(createPerform({ ...parts, sender: createSender(parts) }));
    const effects = await store.runnableEffects();
    if (effects.length > 0) logger.info('effects resumed', { count: effects.length });
    await queue.add(effects);
  }
  if (role !== 'worker') await front.resume();
}

/** What a step made runnable goes to the queue at once. What does not arrive there the next sweep finds. */
function forward({ store, queue, logger }: RuntimeParts): void {
  const failed = (error: unknown): void => {
    logger.warn('effects wait for the next sweep', { error });
  };
  store.onOutboxChange(({ runnable, cancelledIds }) => {
    queue.cancel(cancelledIds).catch(failed);
    queue.add(runnable).catch(failed);
  });
}
