import { createScanActivities } from '../../src/activities/scan/scan-activities.ts';
import type { ActivityContext } from '../../src/activities/activity.ts';
import type { ScanDependencies } from '../../src/activities/scan/dependencies.ts';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { Capability } from '../../src/domain/capability.ts';
import { Failure } from '../../src/domain/failure.ts';
import { storedJson, toJson } from '../../src/domain/json.ts';
import { capabilityId } from '../../src/domain/kind.ts';
import { CAPABILITIES } from '../../src/domain/knowledge/document.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { Asking, LanguageModel } from '../../src/ports/language-model.ts';
import type { ServedKind } from '../../src/ports/cluster.ts';
import { DescribeCapabilitiesInput } from '../../src/prompts/describe-capabilities.ts';
import { scanWorkflow } from '../../src/workflows/scan/workflow.ts';
import {
  ScanEffect,
  ScanEvent,
  ScanState,
  type ScanInput,
} from '../../src/workflows/scan/state.ts';
import type { Step } from '../../src/workflows/workflow.ts';
import { anActor, aPlace, aSession } from '../builders.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeKnowledgeIndex } from '../fakes/knowledge-index.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFakeScanStore } from '../fakes/scan-store.ts';

export const PROMPT = 'describe-capabilities@1';
/** How often the runtime tries before it tells the workflow. */
const MOST_ATTEMPTS = 7;
const STEPS_MAX = 5_000;

/** A model that says of each kind what code made of it, and that it was looked at. */
export function createScanModel(fails: (kinds: readonly string[]) => void = () => undefined) {
  const offline = createOfflineModel();
  const asked: (readonly string[])[] = [];
  const askings: Asking[] = [];
  const model: LanguageModel = {
    name: 'a model',
    async ask(task, input, asking = {}) {
      const kinds = DescribeCapabilitiesInput.parse(input).kinds.map(({ kind }) => kind);
      askings.push(asking);
      fails(kinds);
      asked.push(kinds);
      const answer = await offline.ask(task, input);
      return { ...answer, by: 'a model', prompt: PROMPT };
    },
  };
  return { model, asked, askings };
}

/** An embedder that counts what it embeds. */
export function createScanEmbedder(fails: () => void = () => undefined) {
  const embedded: string[] = [];
  const embedder: Embedder = {
    identity: { name: 'test', dimensions: 2 },
    async embed(texts) {
      fails();
      embedded.push(...texts);
      return texts.map(() => new Float32Array([1, 0]));
    },
    close: async () => undefined,
  };
  return { embedder, embedded };
}

interface Waiting {
  readonly id: string;
  readonly effect: ScanEffect;
  readonly notBefore: string | undefined;
  readonly isParallel: boolean;
  readonly attempts: number;
}

/** What a process does with an effect: by whim, it dies before or after the work was done. */
export type Whim = 'works' | 'dies-before' | 'dies-after';

export interface ScanRun {
  readonly state: ScanState;
  /** All effects that were asked for, in order. */
  readonly effects: readonly ScanEffect[];
  /** States that the session went through. */
  readonly states: readonly ScanState[];
}

/** Everything that a scan works with but the cluster, kept from scan to scan. */
export function createScanStage(over: Partial<ScanDependencies> = {}) {
  const clock = createFakeClock();
  const knowledge = createFakeKnowledgeIndex();
  const scans = createFakeScanStore(clock);
  const logger = createFakeLogger();
  const fixed = { knowledge, scans, logger, artifacts: createFakeArtifactStore() };
  let runs = 0;

  function activitiesOf(
    cluster: ScanDependencies['cluster'],
    more: Partial<ScanDependencies> = {},
  ) {
    return createScanActivities({
      ...fixed,
      cluster,
      model: createOfflineModel(),
      descriptionPrompt: PROMPT,
      embedder: undefined,
      findProposals: async () => [],
      ...over,
      ...more,
    });
  }

  /** A whole scan as the runtime leads it: lanes, retries, effects of the future, repeats after deaths. */
  async function run(
    cluster: ScanDependencies['cluster'],
    options: {
      readonly input?: ScanInput;
      readonly dependencies?: Partial<ScanDependencies>;
      /** Which of several runnable effects is next. */
      readonly pick?: (count: number) => number;
      readonly whim?: () => Whim;
    } = {},
  ): Promise<ScanRun> {
    const { input = { reason: 'asked' }, pick = () => 0, whim = () => 'works' } = options;
    const activities = activitiesOf(cluster, options.dependencies);
    const sessionId = `scan-${(runs += 1)}`;
    const states: ScanState[] = [];
    const effects: ScanEffect[] = [];
    let waiting: readonly Waiting[] = [];

    function take(step: Step<ScanState, ScanEffect>): void {
      states.push(ScanState.parse(storedJson(step.state)));
      if (step.cancels) waiting = [];
      const asked = step.effects.map((timed): Waiting => {
        const effect = ScanEffect.parse(storedJson(timed));
        effects.push(effect);
        const { notBefore, isParallel = false } = timed;
        const id = `${sessionId}-${effects.length}`;
        return { id, effect, notBefore, isParallel, attempts: 0 };
      });
      waiting = [...waiting, ...asked];
    }

    function hear(event: object): void {
      const state = states.at(-1);
      if (!state) throw new Error('the scan has not begun');
      take(scanWorkflow.transition(state, ScanEvent.parse(storedJson(event))));
    }

    function contextOf({ id, attempts }: Waiting): ActivityContext {
      return {
        session: aSession({ id: sessionId, workflow: 'scan', state: toJson(states.at(-1) ?? {}) }),
        effectId: id,
        attempt: attempts,
        signal: new AbortController().signal,
        checkTurn: async () => undefined,
        progress: hear,
        now: () => clock.now().toISOString(),
      };
    }

    async function perform(one: Waiting): Promise<void> {
      const { effect, attempts } = one;
      const again = { ...one, attempts: attempts + 1 };
      const rest = () => waiting.filter(({ id }) => id !== one.id);
      const fate = whim();
      if (fate === 'dies-before') {
        waiting = [...rest(), again];
        return;
      }
      let event: object | undefined;
      try {
        event = await performed(activities, effect, contextOf(one));
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        const { kind, message, retryAfterMs, reason } = failure;
        if (kind === 'unavailable' && attempts + 1 < MOST_ATTEMPTS) {
          waiting = [...rest(), again];
          return;
        }
        const at = clock.now().toISOString();
        const told = { activity: effect.type, effect, kind, message, retryAfterMs, reason, at };
        event = { type: 'activity-failed', ...told };
      }
      if (fate === 'dies-after') {
        waiting = [...rest(), again];
        return;
      }
      waiting = rest();
      if (event) hear(event);
    }

    const opening = { sessionId, owner: anActor(), place: aPlace() };
    take(scanWorkflow.start({ ...opening, at: clock.now().toISOString(), input }));
    for (let step = 0; waiting.length > 0 && step < STEPS_MAX; step += 1) {
      const now = clock.now().toISOString();
      const due = waiting.filter(({ notBefore }) => notBefore === undefined || notBefore <= now);
      const one = due[pick(due.length)] ?? due[0];
      if (one) await perform(one);
      // An hour and more of waiting is nothing to a clock that a test moves.
      await clock.advance(one ? 100 : 5_000);
      const { expiresAt } = states.at(-1) ?? {};
      if (expiresAt !== undefined && clock.now().toISOString() > expiresAt) {
        hear({ type: 'session-expired', at: clock.now().toISOString() });
      }
    }
    const state = states.at(-1);
    if (!state) throw new Error('the scan has not begun');
    return { state, states, effects };
  }

  return {
    clock,
    knowledge,
    scans,
    logger,
    activitiesOf,
    run,
    async stored(served: ServedKind, clusterId = 'fake-cluster') {
      const payload = await knowledge.get(CAPABILITIES, capabilityId(clusterId, served.kind));
      return Capability.safeParse(payload).data;
    },
  };
}

function performed(
  activities: ReturnType<typeof createScanActivities>,
  effect: ScanEffect,
  context: ActivityContext,
): Promise<ScanEvent | undefined> {
  switch (effect.type) {
    case 'list-documents':
      return activities['list-documents'](effect, context);
    case 'profile-kinds':
      return activities['profile-kinds'](effect, context);
    case 'plan-descriptions':
      return activities['plan-descriptions'](effect, context);
    case 'describe-batch':
      return activities['describe-batch'](effect, context);
    case 'end-batch':
      return activities['end-batch'](effect, context);
    case 'embed-kinds':
      return activities['embed-kinds'](effect, context);
    case 'sweep-kinds':
      return activities['sweep-kinds'](effect, context);
  }
}
