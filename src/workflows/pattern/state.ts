import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';
import { Json } from '../../domain/json.ts';
import { ResourceKind } from '../../domain/kind.ts';
import { Candidate } from '../../domain/mining/candidate.ts';
import {
  Pattern,
  PATTERN_NAME_MAX,
  PATTERN_RESOURCES_MAX,
  PATTERN_TRIGGERS_MAX,
  PatternConditions,
} from '../../domain/pattern/pattern.ts';
import { DRAFT_EFFECTS, WIZARD_EVENTS } from '../wizard/events.ts';
import {
  CandidateChanged,
  CandidateChecked,
  CheckCandidate,
  FoundWords,
} from '../wizard/found-words.ts';

export const PatternInput = z.discriminatedUnion('type', [
  /** An empty name is asked for. */
  z.object({ type: z.literal('new'), name: z.string().max(PATTERN_NAME_MAX) }),
  /** A new version of one that there is. */
  z.object({ type: z.literal('edit'), patternId: z.string() }),
  /** A candidate as it was found; `reviewId` is the session of its review, which hears what became of it. */
  z.object({
    type: z.literal('candidate'),
    candidateId: z.string(),
    reviewId: z.string().optional(),
    /** It completes this pattern instead of becoming one. */
    intoPatternId: z.string().optional(),
  }),
]);
export type PatternInput = z.infer<typeof PatternInput>;

/** What the author decides, in the order in which it is asked. */
export const PatternField = z.enum(['name', 'triggers', 'resources', 'rationale', 'owner']);
export type PatternField = z.infer<typeof PatternField>;

/** Where something can be wrong with what was given; `conditions` are changed at review alone. */
export const GivenField = z.enum([...PatternField.options, 'conditions']);
export type GivenField = z.infer<typeof GivenField>;

export const PatternStage = z.enum([
  'loading', // the pattern or the candidate that it begins with is read
  'name',
  'expanding', // further triggers are looked up
  'triggers',
  'finding', // resources that may be meant are looked up, by its name and triggers
  'resources',
  'resolving', // the resources that were said are looked for in the cluster
  'rationale',
  'owner',
  'comparing', // patterns that say nearly the same are looked for
  'review',
  'storing',
  'awaiting-curator', // stored as a draft: a curator accepts it or not
  'closed',
]);
export type PatternStage = z.infer<typeof PatternStage>;

/** A resource that was said and is not clear: nothing of that name, or several. */
export const UnclearResource = z.object({
  said: z.string().max(200),
  /** What may be meant, as `plural.group`, nearest first. */
  near: z.array(z.string()).max(8),
  /** `gone`: the cluster served it once, and does not any more. `elsewhere`: of another cloud than the pattern's name says. */
  because: z.enum(['unknown', 'several', 'gone', 'elsewhere']),
});
export type UnclearResource = z.infer<typeof UnclearResource>;

/** A resource that is offered to be picked. */
export const OfferedResource = z.object({ kind: ResourceKind, description: z.string().max(300) });
export type OfferedResource = z.infer<typeof OfferedResource>;

/** A pattern that says nearly the same. */
export const SimilarPattern = z.object({
  id: z.string(),
  version: z.int().positive(),
  name: z.string(),
  owner: z.string(),
  /** What they have in common, in words. */
  reason: z.string(),
  isSame: z.boolean(),
});
export type SimilarPattern = z.infer<typeof SimilarPattern>;

export const PatternState = z.object({
  sessionId: z.string(),
  input: PatternInput,
  author: Actor,
  stage: PatternStage,
  /** The pattern's own id, also before it is stored. */
  patternId: z.string(),
  /** The version that this one follows; 0 for a new pattern. */
  baseVersion: z.int().nonnegative(),
  /** What was asked for is at review, to be changed there: nothing is asked step by step any more. */
  isEditing: z.boolean().optional(),
  name: z.string(),
  /** Kept ones. `suggested` are further ones that were offered. */
  triggers: z.array(z.string()).max(PATTERN_TRIGGERS_MAX),
  suggested: z.array(z.string()).max(PATTERN_TRIGGERS_MAX),
  hasTriggers: z.boolean(),
  /** Picked ones. `offered` were found for its name and triggers. */
  resources: z.array(ResourceKind).max(PATTERN_RESOURCES_MAX),
  offered: z.array(OfferedResource).max(10),
  /** Said and not clear: nothing goes on before they are mended. */
  unclear: z.array(UnclearResource).max(PATTERN_RESOURCES_MAX),
  rationale: z.string().optional(),
  /** It is being written for them. */
  isWriting: z.boolean().optional(),
  /** Who wrote the rationale, where it was written for them: `offline`, or the model's name. */
  rationaleBy: z.string().optional(),
  owner: z.string().optional(),
  /** Read from the rest; `isConditionsOwn`: its author changed them. */
  conditions: PatternConditions.optional(),
  isConditionsOwn: z.boolean().optional(),
  similar: z.array(SimilarPattern).max(5),
  /** The pattern that it shall complete, while that one is read. */
  mergeInto: z.string().optional(),
  /** Its author is no curator, as was seen at last: once stored, it waits for one. */
  isDraft: z.boolean().optional(),
  /** Its author saw the similar ones and wants one of its own. */
  isOwnWanted: z.boolean().optional(),
  /** The candidates that it is made of. */
  candidates: z.array(z.string()).max(50),
  /** What of it is the candidate's, as long as that is undecided. */
  found: FoundWords.optional(),
  /** Quotes behind it, as many as there are. */
  evidenceCount: z.int().nonnegative(),
  /** What was wrong with the last answer, by field. */
  problems: z.partialRecord(GivenField, z.string()),
  notice: z.string().optional(),
  trouble: z.object({ message: z.string(), effect: Json.optional() }).optional(),
  outcome: z.enum(['stored', 'accepted', 'declined', 'cancelled', 'expired', 'gone']).optional(),
  /** Who accepted or declined the draft. */
  decidedBy: Actor.optional(),
  /** Cards in the order in which they were reached, and when the last was. */
  shown: z.array(z.string()),
  askedAt: z.string().optional(),
  lastAt: z.string(),
});
export type PatternState = z.infer<typeof PatternState>;

const at = z.string();
const by = Actor;

export const PatternEvent = z.discriminatedUnion('type', [
  /** What it begins with, or is merged into. Undefined: there is none any more, or it is decided. */
  z.object({
    type: z.literal('pattern-loaded'),
    at,
    pattern: Pattern.optional(),
    /** The pattern's conditions are not what code reads from the rest of it: somebody set them. */
    areConditionsOwn: z.boolean().optional(),
    candidate: Candidate.optional(),
    evidenceCount: z.int().nonnegative(),
  }),
  CandidateChanged,
  CandidateChecked,
  z.object({ type: z.literal('words-found'), at, suggested: z.array(z.string()) }),
  z.object({ type: z.literal('resources-found'), at, offered: z.array(OfferedResource) }),
  /** Taken among the resources, or out of them again; `name` is `plural.group`. */
  z.object({ type: z.literal('resource-picked'), at, by, name: z.string() }),
  /** One of the unclear ones is the resource `name`; without it, it is left out. */
  z.object({
    type: z.literal('resource-mended'),
    at,
    by,
    said: z.string(),
    name: z.string().optional(),
  }),
  /** What a form or typed words gave; fields that are left out stay as they are. */
  z.object({
    type: z.literal('fields-given'),
    at,
    by,
    name: z.string().optional(),
    triggers: z.array(z.string()).optional(),
    /** As they were said; looked for in the cluster. */
    resources: z.array(z.string()).optional(),
    rationale: z.string().optional(),
    owner: z.string().optional(),
    conditions: PatternConditions.optional(),
    /** It came by a form, which wants an answer in its acknowledgement. */
    isForm: z.boolean(),
  }),
  z.object({
    type: z.literal('resources-resolved'),
    at,
    resources: z.array(ResourceKind),
    unclear: z.array(UnclearResource),
  }),
  z.object({
    type: z.literal('patterns-compared'),
    at,
    similar: z.array(SimilarPattern),
    conditions: PatternConditions,
    /** Its author is no curator. */
    isDraft: z.boolean().optional(),
  }),
  /** It completes that pattern instead: what was given is added to it, and reviewed again. */
  z.object({ type: z.literal('merge-asked'), at, patternId: z.string() }),
  z.object({ type: z.literal('own-wanted'), at }),
  /** When it applies is read from the rest again, whatever its author set. */
  z.object({ type: z.literal('conditions-reset'), at, by }),
  /** What was given to one field is given anew. */
  z.object({ type: z.literal('field-opened'), at, field: PatternField }),
  z.object({ type: z.literal('storing-asked'), at }),
  /** `draft`: its author is no curator, so one has to accept it. */
  z.object({ type: z.literal('pattern-stored'), at, status: z.enum(['draft', 'active']) }),
  /**
   * Somebody changed it, or taught nearly the same, meanwhile: compared again. `baseVersion`: the newest
   * version, 0 where it was removed.
   */
  z.object({
    type: z.literal('storing-refused'),
    at,
    problem: z.string(),
    baseVersion: z.int().nonnegative(),
  }),
  ...WIZARD_EVENTS,
]);
export type PatternEvent = z.infer<typeof PatternEvent>;
export type PatternEventOf<Type extends PatternEvent['type']> = Extract<
  PatternEvent,
  { type: Type }
>;

/** Activities read what they need from the session. */
export const PatternEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('load-pattern') }),
  CheckCandidate,
  z.object({ type: z.literal('find-words') }),
  z.object({ type: z.literal('find-resources') }),
  /** What was said may be `plural.group`, a kind, `apiVersion kind`, or `Kind (group)`. */
  z.object({ type: z.literal('resolve-resources'), said: z.array(z.string()) }),
  z.object({ type: z.literal('write-rationale') }),
  /** Also reads the conditions, unless its author set them. */
  z.object({ type: z.literal('compare-patterns') }),
  z.object({ type: z.literal('store-pattern') }),
  ...DRAFT_EFFECTS,
]);
export type PatternEffect = z.infer<typeof PatternEffect>;
export type PatternEffectOf<Type extends PatternEffect['type']> = Extract<
  PatternEffect,
  { type: Type }
>;
