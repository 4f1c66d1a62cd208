import { expect, it } from 'vitest';
import {
  ANA,
  AT,
  PLACE,
  aRecommendation,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import type { RecommendState } from './state.ts';
import { view } from './view.ts';

it.each([
  ['delete the database shop-db', 'deleting is not something I do'],
  ['a quantum computer', 'This cluster has nothing for that.'],
])('says why it offers nothing for "%s"', (intent, reason) => {
  expect(JSON.stringify(rootOf({ ...nothingFound(), intent }))).toContain(reason);
});

it('offers to look at what came near, and another try while meanings are prepared', () => {
  const near = { intent: 'keep files', nearest: ['buckets.s3.aws.example.org'] };
  const done = buttonsOf({ ...nothingFound(), ...near });
  const preparing = { ...nothingFound(), ...near, isPreparing: true };

  expect(done).toEqual(['capabilities show buckets.s3.aws.example.org']);
  expect(buttonsOf(preparing)).toEqual(['recommend keep files', ...done]);
  expect(JSON.stringify(rootOf(preparing))).toContain('what kinds mean is still being prepared');
  expect(buttonsOf({ ...preparing, intent: 'x'.repeat(4_000) })).toEqual(done);
  expect(buttonsOf({ ...preparing, intent: 'delete the bucket' })).toEqual([]);
});

function nothingFound(): RecommendState {
  return aRecommendation(understood, solutionsFound());
}

function buttonsOf(state: RecommendState) {
  const elements = rootOf(state)?.elements ?? [];
  return elements.flatMap((element) =>
    element.type === 'buttons' ? element.buttons.map(({ action }) => action.argument) : [],
  );
}

function rootOf(state: RecommendState) {
  const session = {
    id: 's1',
    workflow: 'recommend' as const,
    owner: ANA,
    place: PLACE,
    version: 1,
    openedAt: AT,
    isOpen: false,
    isListening: false,
    updatedAt: AT,
    state,
  };
  return view(session)[0]?.card;
}
