import { deriving } from './asking.ts';
import type { PolicyEventOf, PolicyState } from './state.ts';
import {
  closed,
  isGuidanceOnly,
  moved,
  noted,
  type PolicyStep,
  unchanged,
  working,
} from './steps.ts';
import { whyNotEnforceable } from './targets.ts';
import { toJson } from '../../domain/json.ts';
import type { ChangeOutcome } from '../change-outcome.ts';

/** What an approver is to decide about is rendered and compared with the cluster first. */
export function enforcementAsked(
  state: PolicyState,
  { at }: PolicyEventOf<'enforcement-asked'>,
): PolicyStep {
  if (state.stage !== 'review' || whyNotEnforceable(state) !== undefined) return unchanged(state);
  const changes = { stage: 'preparing', changeOutcome: undefined, notice: undefined } as const;
  const step = working(state, changes, { type: 'prepare-enforcement' });
  const audit = noted(state, { at, actor: state.author, action: 'policy-enforcement-asked' });
  return { ...step, audit: [audit] };
}

/** Kept as it stands, to guide; an enforcement that there is stays as it is. */
export function storingAsked(
  state: PolicyState,
  { at }: PolicyEventOf<'storing-asked'>,
): PolicyStep {
  if (state.stage !== 'review' || !canStore(state)) return unchanged(state);
  const changes = { stage: 'storing', request: undefined, notice: undefined } as const;
  const step = working(state, changes, { type: 'store-policy', isEnforced: false });
  const audit = noted(state, { at, actor: state.author, action: 'policy-storing-asked' });
  return { ...step, audit: [audit] };
}

/** Only what was tried, or cannot be tried, is stored. */
export function canStore(state: PolicyState): boolean {
  return isGuidanceOnly(state) || (state.derived !== undefined && state.rehearsal !== undefined);
}

export function enforcementPrepared(
  state: PolicyState,
  { request, content }: PolicyEventOf<'enforcement-prepared'>,
): PolicyStep {
  if (state.stage !== 'preparing') return unchanged(state);
  const changes = { stage: 'storing', request, requestContent: content } as const;
  return working(state, changes, { type: 'store-policy', isEnforced: true });
}

/** Something is not as it was rehearsed: its author sees the rules and the rehearsal as they are now. */
export function preparationRefused(
  state: PolicyState,
  { problem }: PolicyEventOf<'preparation-refused'>,
): PolicyStep {
  if (state.stage !== 'preparing') return unchanged(state);
  return deriving({ ...state, notice: problem });
}

/** With a request on its way it is handed over; else it stands, or waits for a curator. */
export function policyStored(
  state: PolicyState,
  { at, status }: PolicyEventOf<'policy-stored'>,
): PolicyStep {
  if (state.stage !== 'storing' || state.decidedBy) return unchanged(state);
  const { request, author } = state;
  if (request) {
    const { changeId } = request.prepared;
    const opening = { workflow: 'change', sessionId: changeId, input: toJson(request) } as const;
    return moved(state, { stage: 'handed-over', progress: undefined }, [
      { type: 'open', ...opening },
    ]);
  }
  const note = noted(state, { at, actor: author, action: 'policy-stored', details: { status } });
  if (status === 'active') return closed(state, 'stored', [note]);
  const waiting = moved(state, { stage: 'awaiting-curator', progress: undefined });
  return { ...waiting, audit: [note] };
}

type ChangeTold =
  | PolicyEventOf<'change-superseded'>
  | PolicyEventOf<'change-returned'>
  | PolicyEventOf<'change-resumed'>
  | PolicyEventOf<'change-ended'>;

/**
 * What the change says of itself. One that came back to the review may still go on, as long as nothing
 * else was decided here.
 */
export function heardOfChange(state: PolicyState, event: ChangeTold): PolicyStep {
  const isAtReview = state.stage === 'review' && state.request !== undefined;
  if (state.stage !== 'handed-over' && !isAtReview) return heardLate(state, event);
  switch (event.type) {
    case 'change-superseded':
      return event.hasReached === true
        ? lookingForTraces(state, undefined)
        : moved(state, { stage: 'review', changeOutcome: undefined });
    case 'change-resumed':
      return moved(state, { stage: 'handed-over', changeOutcome: undefined });
    case 'change-returned':
      // What the cluster refused can be tried again on the change's own card.
      return event.result?.level === 'error'
        ? moved(state, { changeOutcome: event.result })
        : notCome(state, event.result);
    case 'change-ended':
      return changeEnded(state, event);
  }
}

/** While its author is at something else here, what came into the cluster is noted all the same. */
function heardLate(state: PolicyState, event: ChangeTold): PolicyStep {
  const { stage, request } = state;
  const isApplied = event.type === 'change-ended' && APPLIED[event.outcome] !== undefined;
  const hasReached = isApplied || ('hasReached' in event && event.hasReached === true);
  if (!hasReached || !request || stage === 'recording') return unchanged(state);
  return { ...unchanged(state), effects: [traces(request)] };
}

type Request = NonNullable<PolicyState['request']>;

function traces({ prepared }: Request) {
  const { changeId } = prepared;
  return { type: 'record-enforcement', changeId, mayBePartial: true } as const;
}

/** What it left in the cluster is noted before anything goes on. */
function lookingForTraces(
  state: PolicyState,
  changeOutcome: ChangeOutcome | undefined,
): PolicyStep {
  const { request } = state;
  if (!request) return notCome(state, changeOutcome);
  return working(state, { stage: 'recording', changeOutcome }, traces(request));
}

/** A later version follows what was noted now. */
export function tracesRecorded(
  state: PolicyState,
  { version, enforcement }: PolicyEventOf<'traces-recorded'>,
): PolicyStep {
  const noted = version === undefined ? {} : { baseVersion: version, enforced: enforcement };
  if (state.stage !== 'recording') return { ...unchanged(state), state: { ...state, ...noted } };
  return moved(state, { stage: 'review', progress: undefined, ...noted });
}

/** Objects that are in the cluster are noted on the policy, proved or not: none is left behind unsaid. */
function changeEnded(
  state: PolicyState,
  { outcome, result, hasReached }: PolicyEventOf<'change-ended'>,
): PolicyStep {
  const fallback = APPLIED[outcome];
  const { request } = state;
  if (!fallback || !request) {
    return hasReached === true
      ? lookingForTraces(state, result ?? NOT_COME)
      : notCome(state, result);
  }
  const changes = { stage: 'recording', changeOutcome: result ?? fallback } as const;
  const { changeId } = request.prepared;
  return working(state, changes, { type: 'record-enforcement', changeId });
}

const APPLIED: Partial<Readonly<Record<string, ChangeOutcome>>> = {
  ready: { level: 'success', line: ['The change is ready.'] },
  'not-ready': { level: 'warning', line: ['It is applied, but not proved to act.'] },
};

function notCome(state: PolicyState, result: ChangeOutcome | undefined): PolicyStep {
  return moved(state, { stage: 'review', changeOutcome: result ?? NOT_COME });
}

const NOT_COME: ChangeOutcome = { level: 'warning', line: ['The change did not come about.'] };

/** Enforced is only said of what the change proved. */
export function enforcementRecorded(
  state: PolicyState,
  { at }: PolicyEventOf<'enforcement-recorded'>,
): PolicyStep {
  if (state.stage !== 'recording') return unchanged(state);
  const isProved = state.changeOutcome?.isProved === true;
  const action = isProved ? 'policy-enforced' : 'policy-enforcement-unproved';
  return closed(state, isProved ? 'enforced' : 'not-enforced', [noted(state, { at, action })]);
}
