import type { RecommendState } from './state.ts';
import { unansweredText } from './unanswered.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { bold, code, line, type Line } from '../../chat/text.ts';
import { preparedWarnings } from '../prepared-warnings.ts';
import type { PreparedChange, PreparedItem } from '../../domain/prepared-change.ts';

/** What would be applied: in words, as a file, and as the difference to what is there. */
export function reviewCard(state: RecommendState, slot: string, isActive: boolean): CardElement[] {
  const { prepared } = state;
  if (!prepared)
    return [{ type: 'note', line: ['This review does not hold any more: a new one follows.'] }];
  const elements = reviewElements(prepared);
  if (!isActive) {
    const unanswered = unansweredText(state, slot);
    return unanswered === undefined
      ? elements
      : [...elements, { type: 'note', line: [unanswered] }];
  }
  const isSame = prepared.items.every(({ action }) => action === 'unchanged');
  const buttons: Button[] = isSame ? [] : [deployButton(slot)];
  buttons.push({ label: 'Change answers', action: { name: 'go-back', argument: slot } });
  return [
    ...elements,
    { type: 'note', line: [isSame ? NOTHING_TO_DO : WHAT_NEXT] },
    { type: 'buttons', buttons },
  ];
}

const WHAT_NEXT =
  'The cluster accepted this in a dry run. Nothing is applied before somebody else approves it.';
const NOTHING_TO_DO = 'The cluster already has exactly this: there is nothing to apply.';

function deployButton(slot: string): Button {
  return {
    label: 'Request approval',
    style: 'primary',
    action: { name: 'request-approval', argument: slot },
  };
}

function reviewElements(prepared: PreparedChange): CardElement[] {
  const elements: CardElement[] = [
    { type: 'list', isOrdered: false, items: prepared.items.map((item) => [itemText(item)]) },
    {
      type: 'facts',
      facts: prepared.facts.map(({ label, value }) => ({ label, value: [value] })),
    },
    { type: 'diff', title: 'Difference to the cluster', text: prepared.diffExcerpt },
    { type: 'file', name: prepared.yamlName, title: 'Manifests', content: prepared.yaml },
  ];
  const { diff, diffName } = prepared;
  if (diffName !== undefined) {
    elements.push({ type: 'file', name: diffName, title: 'Whole difference', content: diff });
  }
  elements.push(
    ...followedPatterns(prepared),
    ...keptPolicies(prepared),
    ...preparedWarnings(prepared),
  );
  const digest = prepared.digest.slice(0, 12);
  elements.push({
    type: 'note',
    line: line`Digest ${code(digest)} on cluster ${prepared.clusterName}`,
  });
  return elements;
}

/** How the organisation did it when this was made, and why that held here. */
function followedPatterns({ patterns = [] }: PreparedChange): CardElement[] {
  if (patterns.length === 0) return [];
  const items = patterns.map(({ name, reason }): Line => [`★ ${name}: ${reason}`]);
  return [
    {
      type: 'text',
      line: [bold(patterns.length === 1 ? 'Made by the pattern' : 'Made by the patterns')],
    },
    { type: 'list', isOrdered: false, items },
  ];
}

/** What policies demand, and how the objects keep it. */
function keptPolicies({ policies = [] }: PreparedChange): CardElement[] {
  if (policies.length === 0) return [];
  const items = policies.map(({ sentence, kept }): Line => [`✓ ${sentence}: ${kept}`]);
  return [
    { type: 'text', line: [bold('Policies')] },
    { type: 'list', isOrdered: false, items },
  ];
}

function itemText({ reference, action }: PreparedItem): string {
  const place = reference.namespace === undefined ? '' : ` in ${reference.namespace}`;
  const verb = { create: 'Create', update: 'Change', unchanged: 'Keep', delete: 'Delete' }[action];
  return `${verb} ${reference.kind} ${reference.name}${place}`;
}
