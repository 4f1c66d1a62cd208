import { actorKey } from '../../chat/actor.ts';
import type { Opening, Step } from '../workflow.ts';
import {
  FAILURES_SHOWN_MAX,
  NOTHING_COUNTED,
  type ScanEffect,
  type ScanEvent,
  type ScanInput,
  type ScanState,
} from './state.ts';

export type ScanStep = Step<ScanState, ScanEffect>;

/** Thousands of kinds take minutes; what takes longer than this hangs. */
const LONGEST_SCAN_MS = 2 * 60 * 60 * 1_000;

/** Begins with what the cluster serves. */
export function start({ owner, at, input }: Opening<ScanInput>): ScanStep {
  const state: ScanState = {
    stage: 'discovering',
    reason: input.reason,
    owner,
    startedAt: at,
    updatedAt: at,
    expiresAt: new Date(Date.parse(at) + LONGEST_SCAN_MS).toISOString(),
    kinds: 0,
    counts: NOTHING_COUNTED,
    failures: [],
    gone: 0,
    known: 0,
  };
  const actor = input.reason === 'asked' ? actorKey(owner) : 'dotai';
  return {
    state,
    effects: [{ type: 'list-documents', key: 'scan' }],
    audit: [{ at, actor, action: 'scan-started', details: { reason: input.reason } }],
  };
}

/**
 * Decides what a scan does next. Pure. An event that does not fit the stage (a redelivered job, a
 * second click) changes nothing, and nothing follows the end.
 */
export function transition(state: ScanState, event: ScanEvent): ScanStep {
  if (hasEnded(state)) return unchanged(state);
  switch (event.type) {
    case 'documents-listed':
      if (state.stage !== 'discovering') return unchanged(state);
      return on(
        {
          ...state,
          stage: 'profiling',
          clusterName: event.clusterName,
          kinds: event.kinds,
          counts: event.counts,
          profilingSince: event.at,
          updatedAt: event.at,
        },
        'profile-kinds',
      );
    case 'scan-progressed':
      if (state.stage !== 'profiling') return unchanged(state);
      return unchanged({ ...state, counts: event.counts, updatedAt: event.at });
    case 'kinds-profiled':
      return state.stage === 'profiling' ? profiled(state, event) : unchanged(state);
    case 'kinds-swept':
      return state.stage === 'sweeping' ? swept(state, event) : unchanged(state);
    case 'scan-cancelled':
      return cancelled(state, event);
    case 'activity-failed':
      return failed(state, { at: event.at, problem: event.message });
    case 'session-expired':
      return failed(state, { at: event.at, problem: 'The scan took longer than two hours.' });
  }
}

export function hasEnded({ stage }: ScanState): boolean {
  return stage === 'done' || stage === 'failed' || stage === 'cancelled';
}

function profiled(
  state: ScanState,
  { at, counts, failures }: Extract<ScanEvent, { type: 'kinds-profiled' }>,
): ScanStep {
  const next: ScanState = {
    ...state,
    stage: 'sweeping',
    counts,
    failures: failures.slice(0, FAILURES_SHOWN_MAX),
    updatedAt: at,
  };
  return on(next, 'sweep-kinds');
}

function swept(
  state: ScanState,
  { at, gone, known }: Extract<ScanEvent, { type: 'kinds-swept' }>,
): ScanStep {
  const { described, unchanged: same, failures } = state.counts;
  const details = {
    described: String(described),
    unchanged: String(same),
    gone: String(gone),
    failures: String(failures),
  };
  return {
    state: { ...state, stage: 'done', gone, known, updatedAt: at },
    effects: [],
    audit: [{ at, actor: 'dotai', action: 'scan-finished', details }],
  };
}

function cancelled(
  state: ScanState,
  { at, actor }: Extract<ScanEvent, { type: 'scan-cancelled' }>,
): ScanStep {
  return {
    state: { ...state, stage: 'cancelled', cancelledBy: actor, updatedAt: at },
    effects: [],
    audit: [{ at, actor: actorKey(actor), action: 'scan-cancelled', details: {} }],
    cancels: ['scan'],
  };
}

function failed(state: ScanState, { at, problem }: { at: string; problem: string }): ScanStep {
  return {
    state: { ...state, stage: 'failed', problem, updatedAt: at },
    effects: [],
    audit: [{ at, actor: 'dotai', action: 'scan-failed', details: { problem } }],
    cancels: ['scan'],
  };
}

function on(state: ScanState, type: ScanEffect['type']): ScanStep {
  return { state, effects: [{ type, key: 'scan' }], audit: [] };
}

function unchanged(state: ScanState): ScanStep {
  return { state, effects: [], audit: [] };
}
