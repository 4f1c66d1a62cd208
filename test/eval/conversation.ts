import { createRecommendActivities } from '../../src/activities/recommend/recommend-activities.ts';
import { Failure } from '../../src/domain/failure.ts';
import { type Json, JsonObject, storedJson } from '../../src/domain/json.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Solution } from '../../src/domain/solution.ts';
import { type Decision, defineWorkflow } from '../../src/runtime/define-workflow.ts';
import { RecommendEvent, RecommendState } from '../../src/workflows/recommend/state.ts';
import { recommendWorkflow } from '../../src/workflows/recommend/workflow.ts';
import { anActor, aPlace } from '../builders.ts';
import type { Meter } from './meter.ts';
import { answerTo } from './person.ts';
import { contextOf, NOW, type Stage } from './stage.ts';
import { faultText } from './task-grade.ts';

/** How a conversation went, from the sentence to the dry run. */
export interface Played {
  readonly clarifying: RecommendState['clarifyingQuestions'];
  readonly solutions: readonly Solution[];
  /** Answers of the model until the solutions were there. */
  readonly callsFirst: number;
  readonly chosen: Solution | undefined;
  /** The questions of the required stage, as they were first asked. */
  readonly required: readonly Question[];
  /** What each dry run that failed said. */
  readonly refusals: readonly string[];
  /** Of the manifests that passed; empty where none did. */
  readonly objects: readonly JsonObject[];
  /** The first activity that failed, or what broke, and why. */
  readonly failure: string | undefined;
  /** Every event and what came of it, a line each. */
  readonly trace: readonly string[];
}

/** Decides where the person does. */
export interface Wish {
  readonly intent: string;
  /** The words for a clarifying question; undefined where it is left open. */
  readonly clarify: (question: { text: string; options: readonly string[] }) => string | undefined;
  readonly choose: (solutions: readonly Solution[]) => Solution | undefined;
}

const BY = anActor();
/** A conversation that goes on longer goes in circles. */
const TURNS_MAX = 24;

/** Plays the workflow with its own activities, checked as the runtime checks them, in one go. */
export async function play(stage: Stage, meter: Meter, wish: Wish): Promise<Played> {
  const talk = beginTalk(stage, meter, wish);
  try {
    await talk.open();
    for (let turn = 0; turn < TURNS_MAX && !talk.isOver(); turn += 1) {
      const event = nextEvent(talk.state(), wish);
      if (!event) break;
      await talk.send(event);
    }
  } catch (error) {
    talk.broke(error);
  }
  return talk.played();
}

function beginTalk(stage: Stage, meter: Meter, { intent }: Wish) {
  const activities = createRecommendActivities({ ...stage.dependencies, model: meter.model });
  const workflow = defineWorkflow(recommendWorkflow, activities);
  const trace: string[] = [];
  const refusals: string[] = [];
  const opening = { sessionId: 'session-1', owner: BY, place: aPlace({ thread: '1.0' }), at: NOW };
  const decision = workflow.start({ ...opening, input: { intent } });
  let state = RecommendState.parse(decision.state);
  let failure: string | undefined;
  let callsFirst = 0;
  let required: readonly Question[] = [];

  function load() {
    const context = contextOf(state);
    const session = workflow.load(context.session);
    if (!session) throw new Error('the state does not fit its own schema');
    return { session, context };
  }

  async function performAll(effects: Decision['effects']): Promise<void> {
    for (const { type, body } of effects) {
      if (!(type in activities)) continue;
      const event = await eventOf(body, type);
      if (event !== undefined) await send(event);
    }
  }

  /** As the runtime does it, an activity that fails is told to the workflow. */
  async function eventOf(effect: Json, activity: string): Promise<RecommendEvent | undefined> {
    const { session, context } = load();
    try {
      const event = await session.perform(effect, context);
      return event === undefined ? undefined : RecommendEvent.parse(event);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failure ??= `${activity}: ${faultText(error)}`;
      const { kind, message } = error;
      return { type: 'activity-failed', at: NOW, activity, kind, message, effect };
    }
  }

  async function send(event: RecommendEvent): Promise<void> {
    trace.push(`${state.stage} ← ${JSON.stringify(event)}`);
    if (event.type === 'solutions-found') callsFirst = meter.answers();
    if (event.type === 'questions-written') required = requiredOf(event.questions);
    if (event.type === 'manifests-refused') refusals.push(refusalText(event));
    const next = load().session.transition(storedJson(event));
    state = RecommendState.parse(next.state);
    await performAll(next.effects);
  }

  return {
    state: () => state,
    isOver: () => state.stage === 'review' || state.stage === 'closed',
    open: () => performAll(decision.effects),
    send,
    broke(error: unknown) {
      failure ??= `broke: ${faultText(error)}`;
      trace.push(error instanceof Error ? (error.stack ?? failure) : failure);
    },
    async played(): Promise<Played> {
      const { clarifyingQuestions: clarifying, solutions, chosenId, prepared } = state;
      const objects = prepared
        ? JsonObject.array().parse(
            JSON.parse(await stage.dependencies.artifacts.get(prepared.objects)),
          )
        : [];
      trace.push(`ended: ${state.stage}`, ...objects.map((one) => JSON.stringify(one, null, 2)));
      const chosen = solutions.find(({ id }) => id === chosenId);
      const known = { clarifying, solutions, callsFirst, chosen, required };
      return { ...known, refusals, objects, failure, trace };
    },
  };
}

/** What a person does in that state; undefined where there is nothing left to do. */
function nextEvent(state: RecommendState, wish: Wish): RecommendEvent | undefined {
  switch (state.stage) {
    case 'clarifying': {
      const clarifications = state.clarifyingQuestions.flatMap(({ text, options }) => {
        const answer = wish.clarify({ text, options: options.map(({ label }) => label) });
        return answer === undefined ? [] : [{ question: text, answer }];
      });
      return clarifications.length === 0
        ? { type: 'clarification-skipped', at: NOW }
        : { type: 'intent-clarified', at: NOW, clarifications };
    }
    case 'choosing': {
      const solution = wish.choose(state.solutions);
      return solution && { type: 'solution-chosen', at: NOW, solutionId: solution.id };
    }
    case 'answering':
      return state.trouble ? mended(state, state.trouble.message) : answersTo(state);
    default:
      return undefined;
  }
}

/** What is required, or was refused, is answered; the rest is left to its defaults. */
function answersTo(state: RecommendState): RecommendEvent {
  const { asking, questions, problems, answers } = state;
  if (asking === 'open') return { type: 'requirements-given', at: NOW, text: '' };
  const open = questions.filter(({ id, stage, isRequired, suggestion }) => {
    if (stage !== asking) return false;
    if (id in problems) return true;
    const isAnswered = answers.some(({ questionId }) => questionId === id);
    return isRequired && !isAnswered && suggestion === undefined;
  });
  if (open.length === 0) return { type: 'stage-skipped', at: NOW, by: BY };
  return answersGiven(
    Object.fromEntries(open.map((one) => [one.id, answerTo(one, problems[one.id])])),
  );
}

/** Where the cluster's words name a field that was asked about, what they want of it. */
function mended(state: RecommendState, message: string): RecommendEvent | undefined {
  const values = state.questions.flatMap((one) => {
    const named = one.addresses.find(({ path }) => message.includes(`${path} `));
    if (!named) return [];
    return [[one.id, answerTo(one, message.slice(message.indexOf(named.path)))] as const];
  });
  return values.length === 0 ? undefined : answersGiven(Object.fromEntries(values));
}

function answersGiven(values: Readonly<Record<string, Json>>): RecommendEvent {
  const at = { at: NOW, by: BY, how: 'typed' } as const;
  return { type: 'answers-given', ...at, values: { ...values }, isWholeStage: false, writes: [] };
}

function requiredOf(questions: readonly Question[]): readonly Question[] {
  return questions.filter(({ stage }) => stage === 'required');
}

function refusalText(event: Extract<RecommendEvent, { type: 'manifests-refused' }>): string {
  return [...Object.values(event.problems), ...event.others].join('; ');
}
