import { deriving, rehearsing } from './asking.ts';
import { baseVersionOf } from './changed-since.ts';
import type { PolicyEventOf, PolicyState } from './state.ts';
import { closed, isGuidanceOnly, moved, type PolicyStep, unchanged } from './steps.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { bounded, boundedRehearsal } from './limits.ts';
import { usableTargets } from './targets.ts';

/** The policy that is to be changed stands as it is, and is derived anew: kinds come and go. */
export function policyLoaded(
  state: PolicyState,
  { policy }: PolicyEventOf<'policy-loaded'>,
): PolicyStep {
  if (state.stage !== 'loading') return unchanged(state);
  if (!policy) return closed(state, 'gone');
  const isExtended = state.input.type === 'extend';
  const step = deriving({ ...state, ...standing(policy), skipsRules: !isExtended });
  // Namespaces are only for choosing: nothing waits for them.
  return { ...step, effects: [...step.effects, { type: 'find-words' }] };
}

function standing(policy: Policy): Partial<PolicyState> {
  const { sentence, triggers, rationale, rationaleBy, owner, scope } = policy;
  const { leftOut, enforcement, version } = policy;
  return {
    isEditing: true,
    baseVersion: version,
    base: baseVersionOf(policy),
    sentence,
    triggers: triggers.slice(0, 40),
    hasTriggers: true,
    rationale,
    rationaleBy,
    rationaleFor: sentence,
    owner,
    scope,
    leftOut: leftOut.slice(0, 100),
    enforced: enforcement,
  };
}

export function rulesDerived(
  state: PolicyState,
  { derived, isDraft }: PolicyEventOf<'rules-derived'>,
): PolicyStep {
  if (state.stage !== 'deriving') return unchanged(state);
  const leftOut = derived.leftOut ?? state.leftOut;
  const next = {
    ...state,
    leftOut,
    derived: bounded(derived),
    isDraft,
    skipsRules: undefined,
    progress: undefined,
  };
  // New conflicts and notes are seen before anything goes on.
  const isQuiet = derived.conflicts.length === 0 && derived.guidanceBecause === undefined;
  if (state.skipsRules === true && isQuiet) return rehearsing(next);
  return moved(next, { stage: 'rules' });
}

export function rulesAccepted(state: PolicyState): PolicyStep {
  if (state.stage !== 'rules' || !state.derived) return unchanged(state);
  const next = { ...state, notice: undefined, problems: {} };
  if (isGuidanceOnly(state) || state.rehearsal) return moved(next, { stage: 'review' });
  return rehearsing(next);
}

export function rehearsed(
  state: PolicyState,
  event: PolicyEventOf<'policy-rehearsed'>,
): PolicyStep {
  if (state.stage !== 'rehearsing') return unchanged(state);
  const rehearsal = boundedRehearsal(event.rehearsal);
  const usable = usableTargets(rehearsal);
  const isKept = state.target !== undefined && usable.includes(state.target);
  const target = isKept ? state.target : usable[0];
  return moved(state, { stage: 'review', rehearsal, target, progress: undefined });
}

/** Another way to enforce it is rehearsed, too. */
export function targetChosen(
  state: PolicyState,
  { target }: PolicyEventOf<'target-chosen'>,
): PolicyStep {
  const { stage, rehearsal } = state;
  const isPossible = rehearsal !== undefined && usableTargets(rehearsal).includes(target);
  if (stage !== 'review' || !isPossible || target === state.target) return unchanged(state);
  return rehearsing({ ...state, target });
}
