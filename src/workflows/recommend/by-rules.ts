import type { ModelFault, RuledParts } from './model-state.ts';
import type { RecommendState } from './state.ts';

type Part = keyof RuledParts;

/** Who solves by built-in rules, as the model's port names it. */
export const RULES = 'offline';

/**
 * Notes whether built-in rules made this part in the place of the model. Where no other model is
 * connected, nothing stands in for anything.
 */
export function madeBy(
  { byRules, modelFault }: RecommendState,
  part: Part,
  made: { readonly solvedBy?: string | undefined; readonly instead?: ModelFault | undefined },
): Pick<RecommendState, 'byRules'> {
  const fault = made.instead ?? (made.solvedBy === RULES ? modelFault : undefined);
  return { byRules: { ...byRules, [part]: fault } };
}

const PARTS: Readonly<Record<Part, string>> = {
  understood: 'Asked',
  ranked: 'Ranked',
  worded: 'Worded',
  written: 'Written',
  applied: 'Read',
};

const FAULTS: Readonly<Record<ModelFault, string>> = {
  away: 'Claude was away',
  limited: 'Claude took no more requests',
  budget: 'the budget for Claude did not last',
  'too-long': 'it was too long for Claude',
  declined: 'Claude declined',
  operator: 'Claude cannot be asked before an operator acts',
  unusable: 'Claude gave no answer that could be used',
  'not-awaited': 'Claude was not waited for',
};

/** "Claude was away": the beginning of a sentence. */
export function faultText(fault: ModelFault): string {
  const text = FAULTS[fault];
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** "Ranked by built-in rules: Claude was away." Undefined where that is not so. */
export function byRulesText({ byRules }: RecommendState, part: Part): string | undefined {
  const fault = byRules?.[part];
  return fault && `${PARTS[part]} by built-in rules: ${FAULTS[fault]}.`;
}
