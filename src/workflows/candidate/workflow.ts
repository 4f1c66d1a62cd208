import { candidateCard } from './cards.ts';
import { form } from './forms.ts';
import { hear } from './hear.ts';
import { CandidateEffect, CandidateEvent, CandidateInput, CandidateState } from './state.ts';
import { hasEnded } from './steps.ts';
import { start, transition } from './transition.ts';
import { statusText, titleOf } from './words.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { Lifecycle, Workflow } from '../workflow.ts';

/** What was found in conversations, documents or the cluster, until a curator has decided about it. */
export const candidateWorkflow: Workflow<
  CandidateState,
  CandidateEvent,
  CandidateEffect,
  CandidateInput
> = {
  name: 'candidate',
  state: CandidateState,
  event: CandidateEvent,
  effect: CandidateEffect,
  input: CandidateInput,
  start,
  transition,
  lifecycle,
  hear,
  view: ({ state, place }) => [{ slot: 'root', card: candidateCard(state, place) }],
  summary,
  form,
};

/**
 * While a wizard has it, what is written in the thread is the wizard's. As a guest it leaves the thread to
 * whoever was there before: only its buttons and forms decide.
 */
function lifecycle(state: CandidateState): Lifecycle {
  if (hasEnded(state)) return { isOpen: false, isListening: false };
  const { stage, expiresAt } = state;
  const isListening = state.isGuest !== true;
  switch (stage) {
    case 'open':
    case 'failed':
      return { isOpen: true, isListening, expiresAt };
    case 'handed-over':
      return { isOpen: true, isListening: false, expiresAt };
    default:
      return { isOpen: true, isListening };
  }
}

function summary({ state }: SessionOf<CandidateState>): SessionSummary {
  const { stage, evidenceCount } = state;
  const isOpen = !hasEnded(state);
  return {
    title: titleOf(state),
    details: evidenceCount === 0 ? '' : `quotes: ${evidenceCount}`,
    status: [statusText(state)],
    level: stage === 'failed' ? 'error' : stage === 'done' ? 'success' : 'info',
    isUnderWay: isOpen && stage !== 'failed',
    waitsFor: stage === 'open' ? 'approvers' : stage === 'failed' ? 'owner' : 'nobody',
    heldBy: stage === 'handed-over' ? state.decidedBy : undefined,
    approvedBy: [],
  };
}
