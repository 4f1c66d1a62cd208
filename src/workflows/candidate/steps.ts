import {
  REVIEW_DAYS,
  type CandidateEffect,
  type CandidateEvent,
  type CandidateState,
} from './state.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { Line } from '../../chat/text.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import type { Step } from '../workflow.ts';

export type CandidateStep = Step<CandidateState, CandidateEffect>;
export type Wish = Extract<CandidateEvent, { type: 'decision-pressed' }>;

const ENDS: ReadonlySet<CandidateState['stage']> = new Set([
  'done',
  'withdrawn',
  'left',
  'expired',
]);

/** Nobody decides here any more. */
export function hasEnded({ stage }: Pick<CandidateState, 'stage'>): boolean {
  return ENDS.has(stage);
}

/** Nothing happens: the event does not fit the state. */
export function unchanged(state: CandidateState): CandidateStep {
  return { state, effects: [], audit: [] };
}

export function moved(
  state: CandidateState,
  changes: Partial<CandidateState>,
  effects: CandidateStep['effects'] = [],
): CandidateStep {
  return { state: { ...state, ...changes }, effects, audit: [] };
}

/** What was decided did not come about: it is read and shown again. */
export function shownAgain(state: CandidateState, problem?: string): CandidateStep {
  const open = { decision: undefined, into: undefined, reason: undefined, decidedBy: undefined };
  const changes = { ...open, stage: 'loading', problem, retry: undefined } as const;
  return moved(state, changes, [{ type: 'load-candidate' }]);
}

/** A session that has ended hears no more of its sources: it keeps none of their words. */
export function withoutQuotes(state: CandidateState): CandidateState {
  return { ...state, evidence: [], evidenceCount: 0, targets: [], when: undefined };
}

/** What it was called and what became of it, and nothing of what was read. */
export function titleAlone(candidate: Candidate): Candidate {
  return {
    ...candidate,
    triggers: [],
    resources: [],
    unknownResources: [],
    avoided: [],
    rationale: '',
    contradictions: [],
  };
}

export function tell(to: Actor, line: Line): CandidateStep['effects'][number] {
  return { type: 'tell', to, line };
}

/** An audit note about this candidate; without an actor it is the bot's own doing. */
export function noted(
  { candidateId }: Pick<CandidateState, 'candidateId'>,
  note: { at: string; actor?: Actor | undefined; action: string; details?: Record<string, string> },
): AuditNote {
  const { at, actor, action, details } = note;
  return {
    at,
    actor: actor ? actorKey(actor) : 'dotai',
    action,
    details: { candidate: candidateId, ...details },
  };
}

export function expiryAfter(at: string): string {
  return new Date(Date.parse(at) + REVIEW_DAYS * 86_400_000).toISOString();
}
