import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';
import { FormValue } from '../../chat/form.ts';
import { MODEL_REASONS } from '../../domain/failure.ts';
import { Json } from '../../domain/json.ts';
import { BindingPolicy } from '../../domain/configure/binding-policies.ts';
import { PreparedChange } from '../../domain/prepared-change.ts';
import { Answer, Question, QuestionStage } from '../../domain/question.ts';
import { Binding, Link, PatternTrace, Solution } from '../../domain/solution.ts';
import { ModelFault, RuledParts, Thinking, Trouble } from './model-state.ts';
import { ChangeOutcome } from '../change-outcome.ts';

/** Days without a word from the person after which the conversation ends by itself. */
export const IDLE_DAYS = 7;

export const ClarifyingQuestion = z.object({
  id: z.string(),
  text: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  /** What policies say of its options. */
  note: z.string().optional(),
});
export type ClarifyingQuestion = z.infer<typeof ClarifyingQuestion>;

export const Clarification = z.object({ question: z.string(), answer: z.string() });
export type Clarification = z.infer<typeof Clarification>;

export const Stage = z.enum([
  'understanding', // the intent is read, the cluster searched
  'clarifying', // questions that would change the ranking
  'searching', // solutions are assembled
  'choosing',
  'questioning', // the chosen solution's questions are written
  'answering',
  'generating', // manifests are built and tried
  'review',
  'handed-over', // a change is on its way
  'closed',
]);
export type Stage = z.infer<typeof Stage>;

export const RecommendState = z.object({
  sessionId: z.string(),
  stage: Stage,
  intent: z.string(),
  /** Cards in the order they were reached (`choose-1`, `required-1`, …): one reached again is new. */
  shown: z.array(z.string()),
  /** When the last of them was first shown: words written before it were not meant for it. */
  askedAt: z.string().optional(),
  outcome: z.enum(['cancelled', 'expired', 'nothing-found', 'finished']).optional(),
  /** What became of the change, once there is something to say. */
  changeOutcome: ChangeOutcome.optional(),
  /** The stage in which it ended. */
  endedIn: Stage.optional(),
  /** Where the effect that runs now has got to. */
  progress: z.string().optional(),
  thinking: Thinking.optional(),
  clarifyingQuestions: z.array(ClarifyingQuestion),
  clarifications: z.array(Clarification),
  searchWords: z.array(z.string()),
  solutions: z.array(Solution),
  /** The patterns that were found for them, and how they stand to each. */
  patternTrace: z.array(PatternTrace).optional(),
  /** What came near when nothing fits. */
  nearest: z.array(z.string()),
  /** Nothing fits, and what kinds mean was not compared: a scan was still preparing that. */
  isPreparing: z.boolean().optional(),
  chosenId: z.string().optional(),
  links: z.array(Link),
  bindings: z.array(Binding),
  /** Artifacts of the field tables, by the alias of the solution's resource. */
  tables: z.record(z.string(), z.string()),
  /** The policies that reach the chosen solution's kinds. */
  policies: z.array(BindingPolicy).optional(),
  questions: z.array(Question),
  asking: QuestionStage,
  answers: z.array(Answer),
  /** Question id → what was wrong with the last answer to it. */
  problems: z.record(z.string(), z.string()),
  /** Question ids that a value is being written for. */
  writing: z.array(z.string()),
  /** What was said in the open stage, and what of it has no field. */
  openText: z.string().optional(),
  unmet: z.array(z.string()),
  /** Values of the open stage for fields nobody was asked about. */
  extras: z.array(Binding),
  prepared: PreparedChange.optional(),
  trouble: Trouble.optional(),
  /** Who ranked the solutions; before that, who read the intent. */
  solvedBy: z.string(),
  /** The person chose to go on with the built-in rules: the model is not asked any more. */
  languageBy: z.literal('offline').optional(),
  /** The model ranks anew what the rules ranked; `kept`: it found nothing, so what stands is theirs. */
  rankedAnew: z.enum(['asked', 'kept']).optional(),
  /** Why they chose that. */
  modelFault: ModelFault.optional(),
  /** What built-in rules made in the model's place, and why. */
  byRules: RuledParts.optional(),
  /** The effect that was tried again by itself; forgotten when anything succeeds or the person acts. */
  triedItself: z.string().optional(),
  /** When that effect first failed. */
  waitsSince: z.string().optional(),
  lastAt: z.string(),
});
export type RecommendState = z.infer<typeof RecommendState>;

const at = z.string();

export const RecommendEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('search-progressed'), at, text: z.string() }),
  /** An effect has come to where the model answers. */
  z.object({ type: z.literal('model-asked'), at, effect: Json }),
  /** The model that was asked at `since` has thought for long. */
  z.object({ type: z.literal('thought-long'), at, since: at }),
  /** The request anew, where the model did not take it. */
  z.object({ type: z.literal('intent-reworded'), at, by: Actor, intent: z.string() }),
  z.object({
    type: z.literal('intent-understood'),
    at,
    questions: z.array(ClarifyingQuestion),
    searchWords: z.array(z.string()),
    by: z.string(),
  }),
  z.object({ type: z.literal('intent-clarified'), at, clarifications: z.array(Clarification) }),
  z.object({ type: z.literal('clarification-skipped'), at }),
  z.object({
    type: z.literal('solutions-found'),
    at,
    solutions: z.array(Solution),
    patterns: z.array(PatternTrace).optional(),
    nearest: z.array(z.string()),
    /** The search compared no meanings yet. */
    isPreparing: z.boolean().optional(),
    by: z.string(),
  }),
  z.object({ type: z.literal('solution-chosen'), at, solutionId: z.string() }),
  z.object({
    type: z.literal('questions-written'),
    at,
    questions: z.array(Question),
    links: z.array(Link),
    bindings: z.array(Binding),
    tables: z.record(z.string(), z.string()),
    policies: z.array(BindingPolicy).optional(),
    /** As policies stand to them by now, where that is not what was said when they were found. */
    solutions: z.array(Solution).optional(),
    /** Who worded them. */
    solvedBy: z.string().optional(),
    instead: ModelFault.optional(),
  }),
  z.object({
    type: z.literal('answers-given'),
    at,
    by: Actor,
    how: z.enum(['typed', 'chosen']),
    /** Raw values by question id; an empty one takes the answer back. */
    values: z.record(z.string(), z.union([FormValue, Json])),
    /** A form speaks for the whole stage: what it leaves empty is left to its default. */
    isWholeStage: z.boolean(),
    /** Questions that shall be written for the person, said in the same breath. */
    writes: z.array(z.string()),
  }),
  z.object({ type: z.literal('suggestions-accepted'), at, by: Actor }),
  z.object({ type: z.literal('stage-skipped'), at, by: Actor }),
  z.object({ type: z.literal('went-back'), at }),
  z.object({ type: z.literal('reply-heard'), at, by: Actor, text: z.string() }),
  z.object({
    type: z.literal('reply-interpreted'),
    at,
    by: Actor,
    /** When it was said: what was answered since is the newer word. */
    heardAt: at.optional(),
    answers: z.array(
      z.object({
        questionId: z.string(),
        value: Json,
        /** It holds a secret of what was said. */
        isSecret: z.boolean().optional(),
      }),
    ),
  }),
  /** The model gave no answer, and built-in rules found none in what was said. */
  z.object({ type: z.literal('reply-unread'), at, by: Actor, fault: ModelFault.optional() }),
  z.object({
    type: z.literal('writing-asked'),
    at,
    by: Actor,
    /** Undefined: every question of the stage that can be written and has no answer. */
    questionId: z.string().optional(),
  }),
  z.object({
    type: z.literal('value-written'),
    at,
    by: Actor,
    solutionId: z.string(),
    questionId: z.string(),
    value: Json,
    solvedBy: z.string().optional(),
  }),
  z.object({ type: z.literal('requirements-given'), at, text: z.string() }),
  z.object({
    type: z.literal('requirements-applied'),
    at,
    extras: z.array(Binding),
    unmet: z.array(z.string()),
    solvedBy: z.string().optional(),
  }),
  z.object({ type: z.literal('change-prepared'), at, prepared: PreparedChange }),
  z.object({
    type: z.literal('manifests-refused'),
    at,
    /** By question id. */
    problems: z.record(z.string(), z.string()),
    /** Questions that the refusal brought up. */
    questions: z.array(Question),
    /** What no question can mend, in the server's words. */
    others: z.array(z.string()),
    /** The policies as they are now, where they were looked at. */
    policies: z.array(BindingPolicy).optional(),
  }),
  z.object({ type: z.literal('approval-requested'), at }),
  z.object({ type: z.literal('change-superseded'), at }),
  z.object({
    type: z.literal('change-ended'),
    at,
    outcome: z.string(),
    result: ChangeOutcome.optional(),
  }),
  /** It has an outcome, but its requester can still try again or change the answers. */
  z.object({ type: z.literal('change-returned'), at, result: ChangeOutcome.optional() }),
  /** It goes on after such an outcome. */
  z.object({ type: z.literal('change-resumed'), at }),
  z.object({ type: z.literal('retry-asked'), at }),
  /** The time has come to try again by itself. */
  z.object({ type: z.literal('retry-due'), at }),
  z.object({ type: z.literal('offline-chosen'), at }),
  /** Back to the model from the built-in rules. */
  z.object({ type: z.literal('model-chosen'), at }),
  z.object({ type: z.literal('session-cancelled'), at }),
  z.object({ type: z.literal('session-expired'), at }),
  z.object({
    type: z.literal('activity-failed'),
    at,
    activity: z.string(),
    kind: z.string(),
    message: z.string(),
    /** The effect that failed. */
    effect: Json.optional(),
    retryAfterMs: z.number().optional(),
    reason: z.enum(MODEL_REASONS).optional(),
  }),
]);
export type RecommendEvent = z.infer<typeof RecommendEvent>;

/** Activities read what they need from the session, so effects carry little. */
export const RecommendEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('understand-intent') }),
  z.object({ type: z.literal('find-solutions') }),
  /** `instead`: built-in rules word them, since the model did not. */
  z.object({ type: z.literal('write-questions'), instead: ModelFault.optional() }),
  z.object({
    type: z.literal('interpret-reply'),
    text: z.string(),
    by: Actor,
    heardAt: at.optional(),
    instead: ModelFault.optional(),
  }),
  z.object({
    type: z.literal('write-for-me'),
    /** Question ids are a solution's own: what is written for one fits no other. */
    solutionId: z.string(),
    questionId: z.string(),
    by: Actor,
    instead: ModelFault.optional(),
  }),
  z.object({ type: z.literal('apply-open-requirements') }),
  z.object({ type: z.literal('prepare-change') }),
]);
export type RecommendEffect = z.infer<typeof RecommendEffect>;

export const RecommendInput = z.object({ intent: z.string().min(1).max(4_000) });
export type RecommendInput = z.infer<typeof RecommendInput>;
