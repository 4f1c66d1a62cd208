import { expect, it } from 'vitest';
import {
  ANA,
  AT,
  PLACE,
  aRecommendation,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { view } from './view.ts';

it.each([
  ['delete the database shop-db', 'deleting is not something I do'],
  ['a quantum computer', 'This cluster has nothing for that.'],
])('says why it offers nothing for "%s"', (intent, reason) => {
  const state = { ...aRecommendation(understood, solutionsFound()), intent };
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
  const [root] = view(session);

  expect(JSON.stringify(root?.card)).toContain(reason);
});
