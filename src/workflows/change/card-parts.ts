import { wordsOf } from './action-words.ts';
import type { ChangeState, ItemResult } from './state.ts';
import { currentVariant } from './variants.ts';
import type { CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { bold, line, type Line, person } from '../../chat/text.ts';

const MARKS: Readonly<Record<ItemResult['state'], string>> = {
  waiting: '➖',
  applied: '⏳',
  refused: '❌',
  ready: '✅',
  failed: '❌',
};

/** What it does to each object; once it was decided, what became of each. */
export function itemLines(state: ChangeState): Line[] {
  const { request, results, stage } = state;
  const { notDone } = wordsOf(state);
  const isDecided = stage === 'applying' || results.some((one) => one.state !== 'waiting');
  return request.prepared.items.map(({ reference, action }, index): Line => {
    const place = reference.namespace === undefined ? '' : ` in ${reference.namespace}`;
    const name = `${reference.kind} ${reference.name}${place}`;
    const result = results[index];
    if (!isDecided || !result) return [`${action}: ${name}`];
    const said = result.state === 'waiting' && stage !== 'applying' ? notDone : result.reason;
    const mark = stage === 'applying' && result.state === 'waiting' ? '⏳' : MARKS[result.state];
    return [`${mark} ${name}${said === '' ? '' : `: ${said}`}`];
  });
}

/** Facts on a card that is not the review: as many as are taken in at a glance. */
const FACTS_MAX = 10;

/** What is decided about while it waits: the review's own facts, so that nobody approves a mere name. */
export function factElements(state: ChangeState): CardElement[] {
  const { stage } = state;
  const facts = allFacts(state).slice(0, FACTS_MAX);
  return stage === 'awaiting-approval' && facts.length > 0 ? [{ type: 'facts', facts }] : [];
}

/** Which way stands comes first, unless the facts say it: it is what Approve approves. */
export function allFacts(state: ChangeState): { readonly label: string; readonly value: Line }[] {
  const variant = currentVariant(state);
  const { facts: told } = state.request.prepared;
  const own =
    variant && !told.some(({ value }) => value.includes(variant.description))
      ? [{ label: 'How', value: line`${bold(variant.label)}: ${variant.description}` }]
      : [];
  const facts = told.map(({ label, value }) => ({
    label,
    value: [label === 'Owner' ? ownerSpan(value) : value],
  }));
  return [...own, ...facts];
}

/** Sentences of policies that a card names; the others are counted. */
const POLICIES_MAX = 3;

/** The policies that its objects were looked at by, and keep. */
export function policyElements(state: ChangeState): CardElement[] {
  const { policies = [] } = state.request.prepared;
  if (policies.length === 0 || isGivenUp(state)) return [];
  const count = policies.length === 1 ? '1 policy' : `${policies.length} policies`;
  const named = policies.slice(0, POLICIES_MAX).map(({ sentence }) => sentence);
  const rest = policies.length - named.length;
  const text = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
  return [{ type: 'note', line: [`Keeps ${count}: ${text}`] }];
}

/** Policies may have changed since: what they forbid by now is not said to keep them. */
function isGivenUp({ stage, endedBy }: ChangeState): boolean {
  return stage === 'superseded' || (stage === 'rejected' && !endedBy);
}

/** The organisation's patterns that it was made by: they may have changed since. */
export function patternElements({ request }: ChangeState): CardElement[] {
  const { patterns = [] } = request.prepared;
  if (patterns.length === 0) return [];
  const names = patterns.map(({ name }) => name).join('; ');
  const what = patterns.length === 1 ? 'the pattern' : `${patterns.length} patterns`;
  return [{ type: 'note', line: [`Made by ${what}: ${names}`] }];
}

/** Who has approved it, and the lines to add where nobody can. */
export function approvalElements({ approvals, approvers, stage }: ChangeState): CardElement[] {
  const elements: CardElement[] = [];
  if (approvals.length > 0) {
    const people = approvals.flatMap(({ actor }, index): Line =>
      index === 0 ? [person(actor)] : [', ', person(actor)],
    );
    elements.push({ type: 'facts', facts: [{ label: 'Approved by', value: people }] });
  }
  if (stage === 'awaiting-approval' && approvers?.missingLines !== undefined) {
    elements.push({ type: 'code', title: 'dotai.yaml', text: approvers.missingLines });
  }
  return elements;
}
