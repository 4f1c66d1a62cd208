import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';
import { Json } from '../../domain/json.ts';
import { EnforcementTarget, Policy } from '../../domain/policy/policy.ts';
import { NamespaceScope } from '../../domain/policy/rule.ts';
import { ChangeRequest } from '../../domain/prepared-change.ts';
import { ChangeOutcome } from '../change-outcome.ts';
import { DRAFT_EFFECTS, WIZARD_EVENTS } from '../wizard/events.ts';
import { BaseVersion } from './changed-since.ts';
import { CandidateChanged, CandidateChecked, CheckCandidate } from '../wizard/found-words.ts';
import { Derived, Rehearsal } from './results.ts';

export { Derived, Rehearsal, TargetOption } from './results.ts';

/** Longest sentence and rationale, in characters; most triggers, and the longest of them. */
export const SENTENCE_MAX = 1_000;
export const RATIONALE_MAX = 2_000;
export const TRIGGERS_MAX = 40;
export const TRIGGER_MAX = 40;

export const PolicyInput = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('new'),
    /** Empty: it is asked for, or read of the candidate. */
    sentence: z.string().max(SENTENCE_MAX),
    /** The message that it was made of. */
    source: z.url().optional(),
    /** The candidate that it was made of, and the session of its review, which hears what became of it. */
    candidateId: z.string().optional(),
    reviewId: z.string().optional(),
  }),
  /** A new version of one that there is. */
  z.object({ type: z.literal('edit'), policyId: z.string() }),
  /** A scan found kinds that it should reach: proposed to whoever made it. */
  z.object({ type: z.literal('extend'), policyId: z.string() }),
]);
export type PolicyInput = z.infer<typeof PolicyInput>;

/** What the author decides, in the order in which it is asked. */
export const PolicyField = z.enum(['sentence', 'triggers', 'rationale', 'owner', 'namespaces']);
export type PolicyField = z.infer<typeof PolicyField>;

/** Where something can be wrong with what was given: `kinds` are those that are left out. */
export const GivenField = z.enum([...PolicyField.options, 'kinds']);
export type GivenField = z.infer<typeof GivenField>;

export const PolicyStage = z.enum([
  'loading', // the policy that is to be changed is read
  'sentence',
  'expanding', // further triggers and the cluster's namespaces are looked up
  'triggers',
  'rationale',
  'owner',
  'namespaces',
  'deriving', // the sentence is understood, and spread over the kinds that have such fields
  'rules',
  'rehearsing',
  'review',
  'preparing', // enforcement is rendered and compared with the cluster
  'storing',
  'awaiting-curator', // stored as a draft: a curator accepts it or not
  'handed-over', // a change is on its way
  'recording', // what became of the change is noted on the policy
  'closed',
]);
export type PolicyStage = z.infer<typeof PolicyStage>;

export const Trouble = z.object({
  message: z.string(),
  /** The effect to try again; undefined where that would not help. */
  effect: Json.optional(),
});

export const PolicyState = z.object({
  sessionId: z.string(),
  input: PolicyInput,
  author: Actor,
  stage: PolicyStage,
  /** The policy's own id, also before it is stored. */
  policyId: z.string(),
  /** The version that this one follows; 0 for a new policy. */
  baseVersion: z.int().nonnegative(),
  /** What is to be changed, as it was. */
  base: BaseVersion.optional(),
  /** What was asked for is at review, to be changed there: nothing is asked step by step any more. */
  isEditing: z.boolean().optional(),
  sentence: z.string(),
  /** As the candidate says it, as long as that is undecided. */
  found: z.string().optional(),
  /** Kept ones. `suggested` are further ones that were offered. */
  triggers: z.array(z.string()).max(TRIGGERS_MAX),
  suggested: z.array(z.string()).max(TRIGGERS_MAX),
  hasTriggers: z.boolean(),
  rationale: z.string().optional(),
  /** It is being written for them. */
  isWriting: z.boolean().optional(),
  /** Who wrote the rationale, where it was written for them: `offline`, or the model's name. */
  rationaleBy: z.string().optional(),
  /** The sentence that the rationale was given or written for. */
  rationaleFor: z.string().optional(),
  /** It is the candidate's, and was not looked at yet; as the candidate says it while that is undecided. */
  isReasonSuggested: z.boolean().optional(),
  foundReason: z.string().optional(),
  /** It was written anew, as the sentence changed, and was not looked at yet. */
  isReasonAnew: z.boolean().optional(),
  owner: z.string().optional(),
  scope: NamespaceScope.optional(),
  /** Of the cluster, and which of them are the system's own. Empty where they may not be listed. */
  namespaces: z.array(z.string()).max(500),
  systemNamespaces: z.array(z.string()).max(100),
  /** There are more namespaces than are held here. */
  areNamespacesCut: z.boolean().optional(),
  /** Kinds that its author left out, as `kind.group`. */
  leftOut: z.array(z.string()).max(100),
  derived: Derived.optional(),
  /** The rules are not shown again before the rehearsal: they stand already. */
  skipsRules: z.boolean().optional(),
  /** Its author is no curator, as was seen at last: once stored, it waits for one. */
  isDraft: z.boolean().optional(),
  /** Why they are derived and rehearsed anew. */
  notice: z.string().optional(),
  rehearsal: Rehearsal.optional(),
  /** The rationale or owner was changed since the rehearsal: its YAML has the earlier one. */
  isFileOld: z.boolean().optional(),
  /** How it is enforced at present, where it is. */
  enforced: Policy.shape.enforcement,
  target: EnforcementTarget.optional(),
  /** What was wrong with the last answer, by field. */
  problems: z.partialRecord(GivenField, z.string()),
  progress: z.string().optional(),
  trouble: Trouble.optional(),
  request: ChangeRequest.optional(),
  /** The artifact of what was rendered for the request: what is given here later is no part of it. */
  requestContent: z.string().optional(),
  changeOutcome: ChangeOutcome.optional(),
  outcome: z
    .enum([
      'enforced',
      'stored',
      'accepted',
      'declined',
      'not-enforced',
      'cancelled',
      'expired',
      'gone',
    ])
    .optional(),
  /** Who accepted or declined the draft. */
  decidedBy: Actor.optional(),
  /** Cards in the order in which they were reached, and when the last was. */
  shown: z.array(z.string()),
  askedAt: z.string().optional(),
  lastAt: z.string(),
});
export type PolicyState = z.infer<typeof PolicyState>;

const at = z.string();
const by = Actor;

export const PolicyEvent = z.discriminatedUnion('type', [
  /** For `edit` and `extend`. Undefined: there is none any more. */
  z.object({ type: z.literal('policy-loaded'), at, policy: Policy.optional() }),
  CandidateChanged,
  CandidateChecked,
  z.object({
    type: z.literal('words-found'),
    at,
    suggested: z.array(z.string()),
    namespaces: z.array(z.string()),
    systemNamespaces: z.array(z.string()),
  }),
  /** What a form or typed words gave; fields that are left out stay as they are. */
  z.object({
    type: z.literal('fields-given'),
    at,
    by,
    sentence: z.string().optional(),
    triggers: z.array(z.string()).optional(),
    rationale: z.string().optional(),
    owner: z.string().optional(),
    scope: NamespaceScope.optional(),
    /** Named in a form beside a choice that needs no names. */
    unusedNamespaces: z.array(z.string()).optional(),
    leftOut: z.array(z.string()).optional(),
    /** It came by a form, which wants an answer in its acknowledgement. */
    isForm: z.boolean(),
  }),
  z.object({ type: z.literal('work-progressed'), at, text: z.string() }),
  z.object({
    type: z.literal('rules-derived'),
    at,
    derived: Derived,
    /** Its author is no curator. */
    isDraft: z.boolean().optional(),
  }),
  z.object({ type: z.literal('rules-accepted'), at }),
  z.object({ type: z.literal('policy-rehearsed'), at, rehearsal: Rehearsal }),
  z.object({ type: z.literal('target-chosen'), at, target: EnforcementTarget }),
  z.object({ type: z.literal('enforcement-asked'), at }),
  z.object({ type: z.literal('storing-asked'), at }),
  z.object({
    type: z.literal('enforcement-prepared'),
    at,
    request: ChangeRequest,
    content: z.string().optional(),
  }),
  /** The policies, the cluster or the live objects are not as they were: derived and rehearsed again. */
  z.object({ type: z.literal('preparation-refused'), at, problem: z.string() }),
  /** `draft`: its author is no curator, so one has to accept it. */
  z.object({ type: z.literal('policy-stored'), at, status: z.enum(['draft', 'active']) }),
  z.object({ type: z.literal('enforcement-recorded'), at }),
  /** What a change that did not come about left in the cluster; without a version: nothing. */
  z.object({
    type: z.literal('traces-recorded'),
    at,
    version: z.int().positive().optional(),
    enforcement: Policy.shape.enforcement,
  }),
  /** As every conversation hears them of its change. */
  z.object({ type: z.literal('change-superseded'), at, hasReached: z.boolean().optional() }),
  z.object({
    type: z.literal('change-ended'),
    at,
    outcome: z.string(),
    /** Something of it is in the cluster, or may be. */
    hasReached: z.boolean().optional(),
    result: ChangeOutcome.optional(),
  }),
  z.object({ type: z.literal('change-returned'), at, result: ChangeOutcome.optional() }),
  z.object({ type: z.literal('change-resumed'), at }),
  ...WIZARD_EVENTS,
]);
export type PolicyEvent = z.infer<typeof PolicyEvent>;
export type PolicyEventOf<Type extends PolicyEvent['type']> = Extract<PolicyEvent, { type: Type }>;

/** Activities read what they need from the session. */
export const PolicyEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('load-policy'), policyId: z.string() }),
  CheckCandidate,
  z.object({ type: z.literal('find-words') }),
  z.object({ type: z.literal('write-rationale') }),
  z.object({ type: z.literal('derive-rules') }),
  /** By the session's `target` where one was chosen, else by the one that is suggested. */
  z.object({ type: z.literal('rehearse-policy') }),
  /** Renders it for every served target and both modes, and compares with the cluster. */
  z.object({ type: z.literal('prepare-enforcement') }),
  /** `isEnforced`: an approver decides about it with the change, so it waits as a draft for that. */
  z.object({ type: z.literal('store-policy'), isEnforced: z.boolean() }),
  /**
   * Notes on the policy what the change applied, and makes it active. `mayBePartial`: the change did not come
   * about, so whatever of it is there is noted.
   */
  z.object({
    type: z.literal('record-enforcement'),
    changeId: z.string(),
    mayBePartial: z.boolean().optional(),
  }),
  ...DRAFT_EFFECTS,
]);
export type PolicyEffect = z.infer<typeof PolicyEffect>;
export type PolicyEffectOf<Type extends PolicyEffect['type']> = Extract<
  PolicyEffect,
  { type: Type }
>;
