import { expect, it } from 'vitest';
import { aPreparedChange, aRecommendation } from '../../../test/recommend-builders.ts';
import { reviewCard } from './cards-review.ts';

it.each([
  ['sends the whole difference where the card cuts it', 'my-db-a3.diff', ['a2', 'a3']],
  ['sends the manifests alone where the card shows it all', undefined, ['a2']],
] as const)('%s', (_what, diffName, contents) => {
  const state = { ...aRecommendation(), prepared: aPreparedChange({ diffName }) };
  const files = reviewCard(state, 'review-1', true).filter(({ type }) => type === 'file');

  expect(files).toMatchObject(contents.map((content) => ({ content })));
  expect(files).toHaveLength(contents.length);
});
