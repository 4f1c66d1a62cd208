import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  aPreparedChange,
  aRecommendation,
  aSolution,
  AT,
  chosen,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { ChangeOutcome } from '../change-outcome.ts';
import { reviewCard } from './cards-review.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { transition } from './transition.ts';
import { view } from './view.ts';

it.each([
  ['sends the whole difference where the card cuts it', 'my-db-a3.diff', ['a2', 'a3']],
  ['sends the manifests alone where the card shows it all', undefined, ['a2']],
] as const)('%s', (_what, diffName, contents) => {
  const state = { ...aRecommendation(), prepared: aPreparedChange({ diffName }) };
  const files = reviewCard(state, 'review-1', true).filter(({ type }) => type === 'file');

  expect(files).toMatchObject(contents.map((content) => ({ content })));
  expect(files).toHaveLength(contents.length);
});

it('tells an approver what a bare yes was said to', () => {
  const reviewing: RecommendState = {
    ...aRecommendation(understood, solutionsFound(aSolution()), chosen),
    stage: 'review',
    prepared: aPreparedChange(),
    intent: 'a database',
    clarifications: [
      { question: 'Publicly accessible?', answer: 'yes' },
      { question: 'Where?', answer: 'In AWS' },
    ],
  };
  const { effects } = transition(reviewing, { type: 'approval-requested', at: AT });

  expect(effects).toMatchObject([
    { input: { intent: 'a database\nPublicly accessible? yes\nIn AWS' } },
  ]);
});

describe('the first card of a conversation whose change', () => {
  const result: ChangeOutcome = { level: 'warning', line: ['my-db was rejected.'] };
  const handedOver: RecommendState = { ...aRecommendation(), stage: 'handed-over' };

  function first(state: RecommendState): string {
    const [root] = view({ ...aSession(), state });
    return root ? renderPlainText(root.card) : '';
  }

  function after(...events: readonly RecommendEvent[]): RecommendState {
    return events.reduce((state, event) => transition(state, event).state, handedOver);
  }

  it('was rejected says so, until it goes on', () => {
    const returned = after({ type: 'change-returned', at: AT, result });

    expect(first(returned)).toContain('my-db was rejected.');
    expect(returned.stage).toBe('handed-over');
    for (const type of ['change-resumed', 'change-superseded'] as const) {
      expect(first(transition(returned, { type, at: AT }).state)).not.toContain('rejected');
    }
  });

  it('ended says how', () => {
    const ended = after({ type: 'change-ended', at: AT, outcome: 'rejected', result });

    expect(first(ended)).toContain('my-db was rejected. The change card in the thread');
    expect(ended).toMatchObject({ stage: 'closed', outcome: 'finished' });
  });

  it('ended before outcomes were told points to the change card', () => {
    const ended = after({ type: 'change-ended', at: AT, outcome: 'ready' });

    expect(first(ended)).toContain('the change card in the thread has the outcome');
  });
});
