import { actorKey } from '../../chat/actor.ts';
import { policyKey } from '../../chat/policy-key.ts';
import type { Opening, Step } from '../workflow.ts';
import { isWorthAnotherTry, later, scheduled, stageOf } from './again.ts';
import { beginBatches } from './batches.ts';
import { embedderAway, vectorsMade } from './embedder-outage.ts';
import { batchEnded, modelAway, modelBack, modelRefused, putOff } from './model-outage.ts';
import { enter, unchanged } from './stages.ts';
import {
  FAILURES_SHOWN_MAX,
  NOTHING_COUNTED,
  NOTHING_TO_DESCRIBE,
  NOTHING_TO_EMBED,
  type ScanEffect,
  type ScanEffectOf,
  type ScanEvent,
  type ScanEventOf,
  type ScanInput,
  type ScanState,
} from './state.ts';

export type ScanStep = Step<ScanState, ScanEffect>;

/** Thousands of kinds take minutes; what takes longer than this hangs. */
const LONGEST_SCAN_MS = 2 * 60 * 60 * 1_000;

/** Begins with what the cluster serves. */
export function start({ owner, at, input }: Opening<ScanInput>): ScanStep {
  const { reason, names } = input;
  const state: ScanState = {
    stage: 'discovering',
    reason,
    ...(names ? { names } : {}),
    unknownNames: [],
    owner,
    startedAt: at,
    updatedAt: at,
    expiresAt: new Date(Date.parse(at) + LONGEST_SCAN_MS).toISOString(),
    kinds: 0,
    counts: NOTHING_COUNTED,
    failures: [],
    describes: false,
    descriptions: NOTHING_TO_DESCRIBE,
    undescribed: [],
    embeds: false,
    vectors: NOTHING_TO_EMBED,
    gone: 0,
    known: 0,
    knownByModel: 0,
  };
  const actor = reason === 'asked' ? actorKey(owner) : 'dotai';
  const details = { reason, ...(names ? { names: names.join(', ') } : {}) };
  return {
    state,
    effects: [scheduled({ type: 'list-documents', key: 'scan', ...(names ? { names } : {}) })],
    audit: [{ at, actor, action: 'scan-started', details }],
  };
}

/**
 * Decides what a scan does next. Pure. An event that does not fit the stage (a redelivered job, a
 * second click) changes nothing, and nothing follows the end.
 */
export function transition(state: ScanState, event: ScanEvent): ScanStep {
  if (hasEnded(state)) return unchanged(state);
  switch (event.type) {
    case 'scan-cancelled':
      return cancelled(state, event);
    case 'activity-failed':
      return activityFailed(state, event);
    case 'session-expired':
      return failed(state, { at: event.at, problem: tooLong(state) });
    case 'index-unavailable':
      if (stageOf(event.effect) !== state.stage) return unchanged(state);
      return {
        state: state.waitingSince ? state : { ...state, waitingSince: event.at },
        effects: [later(event.effect, event)],
        audit: [],
      };
    case 'batch-put-off': {
      const { effect } = event;
      const isDue = effect.type === 'describe-batch' && state.stage === 'describing';
      return isDue ? { ...putOff(state, effect), isProgress: true } : unchanged(state);
    }
    default:
      return withNews(state, advanced(state, event));
  }
}

export function hasEnded({ stage }: ScanState): boolean {
  return stage === 'done' || stage === 'failed' || stage === 'cancelled';
}

/** Where the work goes on, the index answers. */
function withNews(before: ScanState, step: ScanStep): ScanStep {
  if (step.state === before) return step;
  const { waitingSince: _, ...state } = step.state;
  return { ...step, state };
}

type News = Exclude<
  ScanEvent,
  ScanEventOf<
    'scan-cancelled' | 'activity-failed' | 'session-expired' | 'index-unavailable' | 'batch-put-off'
  >
>;

function advanced(state: ScanState, event: News): ScanStep {
  const { stage } = state;
  switch (event.type) {
    case 'documents-listed':
      return stage === 'discovering' ? listed(state, event) : unchanged(state);
    case 'scan-progressed':
      if (stage !== 'profiling') return unchanged(state);
      return unchanged({ ...state, counts: event.counts, updatedAt: event.at });
    case 'kinds-profiled':
      return stage === 'profiling' ? profiled(state, event) : unchanged(state);
    case 'descriptions-planned':
      return stage === 'describing' ? planned(state, event) : unchanged(state);
    case 'descriptions-progressed':
      if (stage !== 'describing') return unchanged(state);
      return { ...beginBatches(describing(state, event)), isProgress: true };
    case 'model-answered':
      return stage === 'describing'
        ? answered(describing(state, event), event.at)
        : unchanged(state);
    case 'kinds-described':
      return stage === 'describing' ? described(state, event) : unchanged(state);
    case 'vectors-progressed':
      if (stage !== 'embedding') return unchanged(state);
      return unchanged(vectorsMade(state, event));
    case 'kinds-embedded': {
      if (stage !== 'embedding') return unchanged(state);
      const { vectorProblem: _, ...rest } = state;
      return enter('sweeping', { ...rest, vectors: event.vectors }, event.at);
    }
    case 'kinds-swept':
      return stage === 'sweeping' ? swept(state, event) : unchanged(state);
  }
}

function listed(state: ScanState, event: ScanEventOf<'documents-listed'>): ScanStep {
  const { type: _, at, ...found } = event;
  return enter('profiling', { ...state, ...found }, at);
}

function profiled(state: ScanState, event: ScanEventOf<'kinds-profiled'>): ScanStep {
  const { at, counts, failures, items } = event;
  const asked = items === undefined ? {} : { batchItems: items };
  const shown = failures.slice(0, FAILURES_SHOWN_MAX);
  return enter('describing', { ...state, ...asked, counts, failures: shown }, at);
}

function planned(state: ScanState, event: ScanEventOf<'descriptions-planned'>): ScanStep {
  const { at, plan, batches: total, kinds } = event;
  // Asked for twice, a plan would be worked off twice.
  if (state.descriptions.batches > 0) return unchanged(state);
  if (plan === undefined || total === 0) return enter('embedding', state, at);
  const descriptions = { ...NOTHING_TO_DESCRIBE, batches: total, kinds };
  const begun = { batchPlan: plan, batchesBegun: 0, descriptions, stageSince: at, updatedAt: at };
  return beginBatches({ ...state, ...begun });
}

function answered(state: ScanState, at: string): ScanStep {
  const back = modelBack(state, at);
  const { effects, ...more } = beginBatches(back.state);
  return { ...more, effects: [...back.effects, ...effects] };
}

/**
 * Reports of several batches may overtake each other: how far it is never goes back. A refusal stands until
 * something is described: a batch that it ended is no answer.
 */
function describing(
  state: ScanState,
  event: ScanEventOf<'descriptions-progressed' | 'model-answered'>,
): ScanState {
  const { at, finished, described: done, failures } = event;
  if (finished <= state.descriptions.finished) return state;
  const { modelRefusal, ...before } = state;
  const isRefused = modelRefusal !== undefined && done <= state.descriptions.described;
  const descriptions = { ...state.descriptions, finished, described: done, failures };
  const refusal = isRefused ? { modelRefusal } : {};
  return { ...before, ...refusal, descriptions, updatedAt: at };
}

function described(state: ScanState, event: ScanEventOf<'kinds-described'>): ScanStep {
  const { at, described: done, failures, undescribed } = event;
  const { modelOutage: _, ...before } = state;
  const finished = state.descriptions.batches;
  const descriptions = { ...state.descriptions, finished, described: done, failures };
  const shown = undescribed.slice(0, FAILURES_SHOWN_MAX);
  return enter('embedding', { ...before, descriptions, undescribed: shown }, at);
}

function swept(state: ScanState, event: ScanEventOf<'kinds-swept'>): ScanStep {
  const { at, gone, known, knownByModel, proposals = [] } = event;
  const { described: read, unchanged: same, failures } = state.counts;
  const details = {
    described: String(read),
    byModel: String(state.descriptions.described),
    unchanged: String(same),
    gone: String(gone),
    failures: String(failures),
  };
  return {
    state: { ...state, stage: 'done', gone, known, knownByModel, updatedAt: at },
    effects: proposals.map(({ policyId, ...opened }) => ({
      type: 'open',
      workflow: 'policy',
      ...opened,
      input: { type: 'extend', policyId },
      sessionKey: policyKey(policyId),
    })),
    audit: [{ at, actor: 'dotai', action: 'scan-finished', details }],
  };
}

function cancelled(state: ScanState, { at, actor }: ScanEventOf<'scan-cancelled'>): ScanStep {
  return {
    state: { ...state, stage: 'cancelled', cancelledBy: actor, updatedAt: at },
    effects: [],
    audit: [{ at, actor: actorKey(actor), action: 'scan-cancelled', details: {} }],
    cancels: ['scan'],
  };
}

/**
 * A batch that could not be described is put off, or counted as failed by an effect of its own, so that
 * the others still come to an end together. Without a plan, and in the end without vectors, the scan goes
 * on: what code made of the schemas is known and found.
 */
function activityFailed(state: ScanState, event: ScanEventOf<'activity-failed'>): ScanStep {
  const { at, effect, message } = event;
  if (!effect) return failed(state, { at, problem: message });
  if (stageOf(effect) !== state.stage) return unchanged(state);
  switch (effect.type) {
    case 'describe-batch':
      return batchFailed(state, event, effect);
    case 'end-batch':
      if (!isWorthAnotherTry(event, effect)) return failed(state, { at, problem: message });
      return { state, effects: [later(effect, event)], audit: [] };
    case 'plan-descriptions':
      return enter('embedding', { ...state, describingProblem: message }, at);
    case 'embed-kinds':
      return embedderAway(state, event, effect);
    case 'list-documents':
    case 'profile-kinds':
    case 'sweep-kinds':
      return failed(state, { at, problem: message });
  }
}

function batchFailed(
  state: ScanState,
  event: ScanEventOf<'activity-failed'>,
  effect: ScanEffectOf<'describe-batch'>,
): ScanStep {
  const { kind, reason, message } = event;
  if (kind === 'model-unavailable') {
    const isRefused = reason === 'budget' || reason === 'operator';
    return isRefused ? modelRefused(state, event, effect) : modelAway(state, event, effect);
  }
  if (!isWorthAnotherTry(event, effect)) return batchEnded(state, effect, message);
  return { state, effects: [later(effect, event)], audit: [] };
}

function tooLong({ waitingSince }: ScanState): string {
  return waitingSince === undefined
    ? 'The scan took longer than two hours.'
    : 'The knowledge index did not answer for too long.';
}

function failed(state: ScanState, { at, problem }: { at: string; problem: string }): ScanStep {
  return {
    state: { ...state, stage: 'failed', problem, updatedAt: at },
    effects: [],
    audit: [{ at, actor: 'dotai', action: 'scan-failed', details: { problem } }],
    cancels: ['scan'],
  };
}
