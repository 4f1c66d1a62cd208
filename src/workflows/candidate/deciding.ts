import { isOffered } from './offers.ts';
import type { CandidateEventOf, CandidateState, Decision, MergeTarget } from './state.ts';
import {
  type CandidateStep,
  expiryAfter,
  moved,
  noted,
  shownAgain,
  tell,
  titleAlone,
  unchanged,
  type Wish,
  withoutQuotes,
} from './steps.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import { sha256, toJson } from '../../domain/json.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import type { PatternInput } from '../pattern/state.ts';
import type { PolicyInput } from '../policy/state.ts';

/** Whoever presses is looked up first; meanwhile others may press, too. */
export function decisionPressed(state: CandidateState, wish: Wish): CandidateStep {
  if (!isOffered(state, wish) || wish.version !== state.candidate?.version) return unchanged(state);
  const { type: _type, at: _at, ...asked } = wish;
  const check = { type: 'check-curator', ...asked, isParallel: true } as const;
  return { ...unchanged(state), effects: [check] };
}

/** The first granted one decides. */
export function decisionGranted(
  state: CandidateState,
  wish: CandidateEventOf<'decision-granted'>,
): CandidateStep {
  const { at, actor, decision, version, reason } = wish;
  if (state.stage !== 'open') return { ...unchanged(state), effects: [tell(actor, [TOO_LATE])] };
  const { candidate } = state;
  if (!candidate || candidate.version !== version || !isOffered(state, wish)) {
    return { ...unchanged(state), effects: [tell(actor, [CHANGED])] };
  }
  const into =
    decision === 'merge' ? state.targets.find(({ id }) => id === wish.intoId) : undefined;
  const decided: CandidateState = {
    ...state,
    decision,
    into,
    reason: decision === 'reject' ? reason : undefined,
    decidedBy: actor,
    problem: undefined,
  };
  const step = isForWizard({ candidate, decision, into })
    ? handedOver(decided, { at, actor, candidate })
    : moved(decided, { stage: 'settling' }, [{ type: 'settle-candidate' }]);
  const details = { decision, ...(into ? { into: into.id } : {}) };
  return { ...step, audit: [noted(state, { at, actor, action: 'candidate-decided', details })] };
}

const TOO_LATE =
  'Somebody else decided first: that changed nothing. Its card says what became of it.';
const CHANGED =
  'It is not as it was when you decided, so nothing was done. Look at its card again.';

/** What is looked over once more before it is stored. */
function isForWizard(given: {
  readonly candidate: Candidate;
  readonly decision: Decision;
  readonly into: MergeTarget | undefined;
}): boolean {
  const { candidate, decision, into } = given;
  if (decision === 'merge') return into?.type === 'pattern';
  return decision === 'edit' || (decision === 'accept' && candidate.type === 'policy');
}

interface HandOver {
  readonly at: string;
  readonly actor: Actor;
  readonly candidate: Candidate;
}

/** The wizard is theirs who decided, in this conversation; it says at its end what it stored. */
function handedOver(
  state: CandidateState,
  { at, actor: owner, candidate }: HandOver,
): CandidateStep {
  const { sessionId: reviewId, wizardId: earlier = '', into } = state;
  const wizardId = `${candidate.type}-${sha256(`${reviewId}\n${earlier}`).slice(0, 24)}`;
  const input = toJson(
    candidate.type === 'policy' ? policyInput(state) : patternInput(state, into),
  );
  const changes = { stage: 'handed-over', wizardId, expiresAt: expiryAfter(at) } as const;
  const { type: workflow } = candidate;
  return moved(state, changes, [{ type: 'open', workflow, sessionId: wizardId, owner, input }]);
}

function patternInput(
  { candidateId, sessionId: reviewId }: CandidateState,
  into: MergeTarget | undefined,
): PatternInput {
  const completes = into ? { intoPatternId: into.id } : {};
  return { type: 'candidate', candidateId, reviewId, ...completes };
}

/** The wizard reads the sentence itself: what is handed over is kept for a while, whatever is deleted. */
function policyInput({ candidateId, sessionId: reviewId }: CandidateState): PolicyInput {
  return { type: 'new', sentence: '', candidateId, reviewId };
}

export function candidateSettled(
  state: CandidateState,
  { at, became, reviews = [] }: CandidateEventOf<'candidate-settled'>,
): CandidateStep {
  if (state.stage !== 'settling') return unchanged(state);
  const event = toJson({ type: 'candidate-changed', at });
  const step = done(state, { at, became });
  const raised = reviews.map((sessionId) => ({ type: 'raise', sessionId, event }) as const);
  return { ...step, effects: raised };
}

/** Without anything stored it is undecided again. */
export function wizardEnded(
  state: CandidateState,
  { at, stored, completed }: CandidateEventOf<'wizard-ended'>,
): CandidateStep {
  if (state.stage !== 'handed-over') return unchanged(state);
  if (stored !== undefined) {
    const into = completedBy(state, { id: stored, title: completed });
    const { decision: asked } = state;
    const decision = into ? 'merge' : asked === 'merge' ? 'edit' : asked;
    return done({ ...state, decision, into }, { at, became: stored });
  }
  const action = 'candidate-returned';
  return { ...shownAgain(state), audit: [noted(state, { at, actor: state.decidedBy, action })] };
}

/** The pattern that was there before, whoever chose it: the curator here, or the author in the wizard. */
function completedBy(
  { into }: CandidateState,
  { id, title }: { readonly id: string; readonly title: string | undefined },
): MergeTarget | undefined {
  if (title !== undefined) return { type: 'pattern', id, title, reason: '' };
  return into?.id === id ? into : undefined;
}

/** How the record has what was decided. */
export const STATUSES = {
  accept: 'accepted',
  edit: 'accepted',
  merge: 'merged',
  reject: 'rejected',
} as const satisfies Record<Decision, Candidate['status']>;

function done(
  state: CandidateState,
  { at, became }: { readonly at: string; readonly became: string | undefined },
): CandidateStep {
  const { candidate, decision = 'edit', decidedBy, reason } = state;
  const status = STATUSES[decision];
  const decided = {
    status,
    decidedAt: at,
    ...(decidedBy ? { decidedBy: actorKey(decidedBy) } : {}),
    ...(became === undefined ? {} : { became }),
    ...(reason === undefined ? {} : { reason }),
  };
  const kept = candidate ? { ...titleAlone(candidate), ...decided } : undefined;
  const next = { ...withoutQuotes(state), candidate: kept, became } as const;
  const details = became === undefined ? undefined : { became };
  const note = {
    at,
    actor: decidedBy,
    action: `candidate-${status}`,
    ...(details ? { details } : {}),
  };
  const step = moved(next, { stage: 'done', problem: undefined, retry: undefined });
  return { ...step, audit: [noted(state, note)] };
}
