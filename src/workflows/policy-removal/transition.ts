import { actorKey, type Actor } from '../../chat/actor.ts';
import type { AuditNote } from '../../domain/audit.ts';
import { toJson } from '../../domain/json.ts';
import type { Opening, Step } from '../workflow.ts';
import {
  type PolicyRemovalEffect,
  PolicyRemovalEffect as Effect,
  type PolicyRemovalEvent,
  type PolicyRemovalInput,
  type PolicyRemovalState,
} from './state.ts';

export type PolicyRemovalStep = Step<PolicyRemovalState, PolicyRemovalEffect>;
type Event<Type extends PolicyRemovalEvent['type']> = Extract<PolicyRemovalEvent, { type: Type }>;

/** Nobody should confirm tomorrow what was asked today. */
const ASKED_FOR_MS = 30 * 60_000;
/** A change that waits for approval expires by itself; one that hangs is left alone after this. */
const CHANGE_FOR_MS = 14 * 86_400_000;

export function start(opening: Opening<PolicyRemovalInput>): PolicyRemovalStep {
  const { sessionId, owner, at, input } = opening;
  const state: PolicyRemovalState = {
    sessionId,
    stage: 'looking',
    policyId: input.policyId,
    version: input.version,
    owner,
    expiresAt: after(at, ASKED_FOR_MS),
  };
  const audit = [noted(state, { at, actor: owner, action: 'policy-deletion-asked' })];
  return { state, effects: [{ type: 'look-up-policy' }], audit };
}

/**
 * Decides what becomes of the removal of a policy. Pure. Whoever presses is checked first; the first
 * granted press decides. The record goes only after its enforcement did, or where a curator chose that
 * the enforcement stays; nothing follows the end.
 */
export function transition(
  state: PolicyRemovalState,
  event: PolicyRemovalEvent,
): PolicyRemovalStep {
  switch (event.type) {
    case 'policy-found':
      return found(state, event);
    case 'removal-pressed':
      return pressed(state, event);
    case 'removal-granted':
      return state.stage === 'asking' ? decided(state, event) : unchanged(state);
    case 'removal-denied':
      return {
        ...unchanged(state),
        effects: [{ type: 'tell', to: event.actor, line: [event.reason] }],
      };
    case 'removal-hindered':
      return hindered(state, event);
    case 'deletion-prepared':
      return handedOver(state, event);
    case 'enforcement-gone':
      return state.stage === 'preparing' ? removing(state) : unchanged(state);
    case 'change-ended':
    case 'change-returned':
    case 'change-resumed':
      return heardOfChange(state, event);
    case 'policy-removed':
      return removed(state, event);
    case 'retry-asked':
      return retried(state);
    case 'activity-failed':
      return failed(state, event);
    case 'session-expired':
      return expired(state, event.at);
  }
}

export function hasEnded({ stage, retry }: PolicyRemovalState): boolean {
  if (stage === 'failed') return retry === undefined;
  return stage === 'done' || stage === 'kept' || stage === 'expired' || stage === 'refused';
}

function found(state: PolicyRemovalState, event: Event<'policy-found'>): PolicyRemovalStep {
  if (state.stage !== 'looking') return unchanged(state);
  const { sentence, isDraft, guiding, found: enforcement, at } = event;
  const expiresAt = after(at, ASKED_FOR_MS);
  return moved({
    ...state,
    stage: 'asking',
    sentence,
    isDraft,
    guiding,
    found: enforcement,
    expiresAt,
  });
}

function pressed(state: PolicyRemovalState, event: Event<'removal-pressed'>): PolicyRemovalStep {
  if (state.stage !== 'asking' || !isOffered(state, event.wish)) return unchanged(state);
  const { actor, wish } = event;
  return { ...unchanged(state), effects: [{ type: 'check-curator', actor, wish }] };
}

/** What can be wished differs by what enforces it now. */
export function isOffered(
  { found: enforcement, guiding }: PolicyRemovalState,
  wish: Event<'removal-pressed'>['wish'],
): boolean {
  if (wish === 'draft') return guiding !== undefined;
  if (wish === 'keep' || wish === 'record') return true;
  return (enforcement?.objects.length ?? 0) > 0 && enforcement?.state !== 'unknown';
}

function decided(state: PolicyRemovalState, event: Event<'removal-granted'>): PolicyRemovalStep {
  const { at, actor, wish } = event;
  if (!isOffered(state, wish)) return unchanged(state);
  const next = { ...state, decidedBy: actor, wish, problem: undefined };
  if (wish === 'keep') return ended(next, { stage: 'kept', at, actor, action: 'policy-kept' });
  const audit = [noted(next, { at, actor, action: 'policy-deletion-confirmed' })];
  if (wish === 'record' || wish === 'draft') return { ...removing(next), audit };
  return {
    ...moved({ ...next, stage: 'preparing', expiresAt: after(at, CHANGE_FOR_MS) }),
    effects: [{ type: 'prepare-deletion' }],
    audit,
  };
}

/** Its requester is who decided: somebody else approves. */
function handedOver(
  state: PolicyRemovalState,
  { request }: Event<'deletion-prepared'>,
): PolicyRemovalStep {
  if (state.stage !== 'preparing') return unchanged(state);
  const { changeId } = request.prepared;
  return {
    ...moved({ ...state, stage: 'handed-over', problem: undefined }),
    effects: [
      {
        type: 'open',
        workflow: 'change',
        sessionId: changeId,
        owner: state.decidedBy ?? state.owner,
        input: toJson(request),
      },
    ],
  };
}

/** Ends from which the same change can still come to a good one: somebody may look at it again. */
const UNFINISHED = ['not-ready', 'failed'];

function heardOfChange(
  state: PolicyRemovalState,
  event: Event<'change-ended' | 'change-returned' | 'change-resumed'>,
): PolicyRemovalStep {
  if (state.stage !== 'handed-over') return unchanged(state);
  if (event.type === 'change-resumed') return moved({ ...state, changeOutcome: undefined });
  const next = { ...state, changeOutcome: event.result };
  if (event.type === 'change-returned' || UNFINISHED.includes(event.outcome)) return moved(next);
  if (event.outcome === 'ready') return removing(next);
  return ended(next, { stage: 'refused', at: event.at, action: 'policy-deletion-stopped' });
}

function removing(state: PolicyRemovalState): PolicyRemovalStep {
  return {
    ...moved({ ...state, stage: 'removing', problem: undefined, retry: undefined }),
    effects: [{ type: 'remove-policy' }],
  };
}

function removed(state: PolicyRemovalState, event: Event<'policy-removed'>): PolicyRemovalStep {
  if (state.stage !== 'removing') return unchanged(state);
  const { at, left, unseen } = event;
  const next = { ...state, left, unseen, problem: undefined };
  const action = DONE[state.wish ?? 'all'];
  return ended(next, { stage: 'done', at, actor: state.decidedBy ?? state.owner, action });
}

const DONE: Readonly<Record<NonNullable<PolicyRemovalState['wish']>, string>> = {
  all: 'policy-deleted',
  record: 'policy-deleted',
  enforcement: 'policy-enforcement-deleted',
  draft: 'policy-draft-dropped',
  keep: 'policy-kept',
};

function hindered(state: PolicyRemovalState, event: Event<'removal-hindered'>): PolicyRemovalStep {
  const { stage } = state;
  if (stage !== 'looking' && stage !== 'preparing' && stage !== 'removing') return unchanged(state);
  const next = { ...state, problem: event.reason };
  return ended(next, { stage: 'refused', at: event.at, action: 'policy-deletion-hindered' });
}

function failed(state: PolicyRemovalState, event: Event<'activity-failed'>): PolicyRemovalStep {
  const { activity, message } = event;
  if (activity === 'check-curator') {
    if (state.stage !== 'asking') return unchanged(state);
    return moved({ ...state, problem: `${message} That click did not count: press it again.` });
  }
  if (state.stage !== WORKING[activity]) return unchanged(state);
  return moved({ ...state, stage: 'failed', problem: message, retry: { type: activity } });
}

/** The stage in which each effect runs. */
const WORKING: Readonly<Record<string, PolicyRemovalState['stage']>> = {
  'look-up-policy': 'looking',
  'prepare-deletion': 'preparing',
  'remove-policy': 'removing',
};

function retried(state: PolicyRemovalState): PolicyRemovalStep {
  const effect = Effect.safeParse(state.retry);
  const stage = effect.success ? WORKING[effect.data.type] : undefined;
  if (state.stage !== 'failed' || !effect.success || stage === undefined) return unchanged(state);
  return {
    ...moved({ ...state, stage, problem: undefined, retry: undefined }),
    effects: [effect.data],
  };
}

function expired(state: PolicyRemovalState, at: string): PolicyRemovalStep {
  const { stage } = state;
  if (stage !== 'asking' && stage !== 'failed' && stage !== 'handed-over') return unchanged(state);
  if (hasEnded(state)) return unchanged(state);
  return ended(
    { ...state, retry: undefined },
    { stage: 'expired', at, action: 'policy-deletion-expired' },
  );
}

function ended(
  state: PolicyRemovalState,
  end: {
    readonly stage: PolicyRemovalState['stage'];
    readonly at: string;
    readonly action: string;
    readonly actor?: Actor;
  },
): PolicyRemovalStep {
  return { ...moved({ ...state, stage: end.stage }), audit: [noted(state, end)] };
}

function noted(
  { policyId, version, wish, left }: PolicyRemovalState,
  { at, actor, action }: { at: string; actor?: Actor; action: string },
): AuditNote {
  const details = {
    policy: policyId,
    version: String(version),
    ...(wish === undefined ? {} : { wish }),
    ...(left === undefined || left.length === 0 ? {} : { left: left.join(', ') }),
  };
  return { at, actor: actor ? actorKey(actor) : 'dotai', action, details };
}

function moved(state: PolicyRemovalState): PolicyRemovalStep {
  return { state, effects: [], audit: [] };
}

function unchanged(state: PolicyRemovalState): PolicyRemovalStep {
  return moved(state);
}

function after(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
