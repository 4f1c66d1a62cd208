import type { ChangeState, ItemResult } from './state.ts';
import type { CardElement } from '../../chat/card.ts';
import { type Line, person } from '../../chat/text.ts';

const MARKS: Readonly<Record<ItemResult['state'], string>> = {
  waiting: '➖',
  applied: '⏳',
  refused: '❌',
  ready: '✅',
  failed: '❌',
};

/** What it does to each object; once it was decided, what became of each. */
export function itemLines({ request, results, stage }: ChangeState): Line[] {
  const isDecided = stage === 'applying' || results.some(({ state }) => state !== 'waiting');
  return request.prepared.items.map(({ reference, action }, index): Line => {
    const place = reference.namespace === undefined ? '' : ` in ${reference.namespace}`;
    const name = `${reference.kind} ${reference.name}${place}`;
    const result = results[index];
    if (!isDecided || !result) return [`${action}: ${name}`];
    const said = result.state === 'waiting' && stage !== 'applying' ? 'not applied' : result.reason;
    const mark = stage === 'applying' && result.state === 'waiting' ? '⏳' : MARKS[result.state];
    return [`${mark} ${name}${said === '' ? '' : `: ${said}`}`];
  });
}

/** Facts on a card that is not the review: as many as are taken in at a glance. */
const FACTS_MAX = 10;

/** What is decided about while it waits: the review's own facts, so that nobody approves a mere name. */
export function factElements({ request, stage }: ChangeState): CardElement[] {
  const facts = request.prepared.facts
    .slice(0, FACTS_MAX)
    .map(({ label, value }) => ({ label, value: [value] }));
  return stage === 'awaiting-approval' && facts.length > 0 ? [{ type: 'facts', facts }] : [];
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
