import { z } from 'zod';
import { createRecommendActivities } from '../../src/activities/recommend/recommend-activities.ts';
import { createCelExpressions } from '../../src/adapters/cel/expressions.ts';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { withDefaults } from '../../src/domain/configure/defaults.ts';
import { createSchemaIndex } from '../../src/domain/configure/schema-index.ts';
import { isJsonObject, type Json, storedJson, toJson } from '../../src/domain/json.ts';
import { KubernetesObject } from '../../src/domain/manifest.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import { policyViolations, type PolicyViolation } from '../../src/domain/policy/verdict.ts';
import type { Question } from '../../src/domain/question.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { type Decision, defineWorkflow } from '../../src/runtime/define-workflow.ts';
import { RecommendEvent, RecommendState } from '../../src/workflows/recommend/state.ts';
import { recommendWorkflow } from '../../src/workflows/recommend/workflow.ts';
import { aMessage, anActor, aPlace } from '../builders.ts';
import { contextOf, NOW, type Stage } from '../eval/stage.ts';
import { createFakePolicyBook } from '../fakes/policy-book.ts';

export const BY = anActor();

/** What the model says next, where it may say what it likes; the built-in rules answer everything else. */
export interface Proposals {
  written?: Json;
  replies?: readonly { questionId: string; value: Json }[];
  /** By the path of a field that is offered. */
  opened?: ReadonlyMap<string, Json>;
}

/** The workflow with its own activities between a demo cluster and some policies. */
export interface PolicyTalk {
  state(): RecommendState;
  /** Takes up a conversation where an earlier one stood. */
  resume(state: RecommendState): void;
  send(event: RecommendEvent): Promise<void>;
  /** What is typed in the thread, read by the workflow's own ears. Whether it meant anything. */
  say(text: string): Promise<boolean>;
  propose(proposals: Proposals): void;
  setPolicies(policies: readonly Policy[]): void;
  /** The book does not answer any more. */
  setDown(): void;
  /** The objects of every change that was prepared since the last look. */
  prepared(): readonly (readonly KubernetesObject[])[];
  question(label: string): Question;
  /** How many values of `Proposals.opened` the model put into fields so far. */
  openedCount(): number;
}

export async function beginPolicyTalk(stage: Stage, intent: string): Promise<PolicyTalk> {
  let proposals: Proposals = {};
  let opened = 0;
  let book = createFakePolicyBook();
  const activities = createRecommendActivities({
    ...stage.dependencies,
    policies: { active: () => book.active() },
    expressions: createCelExpressions(),
    model: proposing(
      () => proposals,
      (count) => (opened += count),
    ),
  });
  const workflow = defineWorkflow(recommendWorkflow, activities);
  const opening = { sessionId: 'session-1', owner: BY, place: aPlace({ thread: '1.0' }), at: NOW };
  const decision = workflow.start({ ...opening, input: { intent } });
  let state = RecommendState.parse(decision.state);
  let prepared: (readonly KubernetesObject[])[] = [];

  function load() {
    const context = contextOf(state);
    const session = workflow.load(context.session);
    if (!session) throw new Error('the state does not fit its own schema');
    return { session, context };
  }

  async function performAll(effects: Decision['effects']): Promise<void> {
    for (const { type, body } of effects) {
      if (!(type in activities)) continue;
      const { session, context } = load();
      const event = await session.perform(body, context);
      if (event !== undefined) await send(RecommendEvent.parse(event));
    }
  }

  async function send(event: RecommendEvent): Promise<void> {
    const next = load().session.transition(storedJson(event));
    state = RecommendState.parse(next.state);
    if (event.type === 'change-prepared') {
      const text = await stage.dependencies.artifacts.get(event.prepared.objects);
      prepared.push(KubernetesObject.array().parse(JSON.parse(text)));
    }
    await performAll(next.effects);
  }

  await performAll(decision.effects);
  if (state.stage === 'clarifying') await send({ type: 'clarification-skipped', at: NOW });
  return {
    state: () => state,
    resume(earlier) {
      state = earlier;
      prepared = [];
    },
    send,
    async say(text) {
      const { session } = contextOf(state);
      const message = aMessage(text, { actor: BY, at: NOW });
      const hearing = recommendWorkflow.hear({ ...session, state }, message);
      if (hearing.type === 'event') await send(hearing.event);
      return hearing.type === 'event';
    },
    propose(next) {
      proposals = next;
    },
    setPolicies(policies) {
      book = createFakePolicyBook(policies);
    },
    setDown: () => book.setDown(true),
    openedCount: () => opened,
    prepared() {
      const all = prepared;
      prepared = [];
      return all;
    },
    question(label) {
      const found = state.questions.find((one) => one.label === label);
      if (!found)
        throw new Error(`no ${label} in ${state.questions.map((one) => one.label).join(', ')}`);
      return found;
    },
  };
}

const Opened = z.object({ values: z.array(z.unknown()) });
const Offered = z.object({ fields: z.array(z.object({ id: z.string(), path: z.string() })) });

/** The built-in rules, but for what a test wants the model to say. */
function proposing(said: () => Proposals, onOpened: (count: number) => void): LanguageModel {
  const offline = createOfflineModel();
  return {
    ...offline,
    async ask(task, input, asking) {
      const output = proposalFor(task.id, JSON.parse(JSON.stringify(input)), said());
      if (output === undefined) return offline.ask(task, input, asking);
      if (task.id === 'apply-open-requirements') onOpened(Opened.parse(output).values.length);
      return { output: task.output.parse(output), by: 'offline' };
    },
  };
}

function proposalFor(task: string, input: unknown, said: Proposals): unknown {
  if (task === 'write-for-me' && said.written !== undefined) {
    return { value: asWritten(said.written), note: 'Written.' };
  }
  if (task === 'interpret-reply' && said.replies) {
    const answers = said.replies.map((one) => ({ ...one, value: asWritten(one.value) }));
    return { isAnswer: true, answers };
  }
  if (task !== 'apply-open-requirements' || !said.opened) return undefined;
  const { fields } = Offered.parse(input);
  const values = fields.flatMap(({ id, path }) => {
    const value = said.opened?.get(path);
    return value === undefined ? [] : [{ id, value, because: path }];
  });
  return { values, unmet: [] };
}

/** As a model writes a value: objects as their entries. */
function asWritten(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => asWritten(item));
  if (!isJsonObject(value)) return value;
  return { entries: Object.entries(value).map(([name, one]) => ({ name, value: one })) };
}

/** What an object breaks as the server would have it. */
export async function violationsIn(
  { cluster, kinds }: Stage,
  object: KubernetesObject,
  policies: readonly Policy[],
): Promise<readonly PolicyViolation[]> {
  const kind = kinds.find(
    (one) => one.kind === object.kind && object.apiVersion.startsWith(one.group),
  );
  if (!kind) throw new Error(`nothing serves ${object.kind}`);
  const index = createSchemaIndex(await cluster.fieldTable(kind));
  const complete = KubernetesObject.parse(withDefaults(toJson(object), index));
  return policyViolations(policies, complete);
}

type Given = Extract<RecommendEvent, { type: 'answers-given' }>;

export function given(values: Given['values'], isWholeStage = false): RecommendEvent {
  const how = isWholeStage ? ('chosen' as const) : ('typed' as const);
  return { type: 'answers-given', at: NOW, by: BY, how, values, isWholeStage, writes: [] };
}
