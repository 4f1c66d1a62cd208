import { expect, it } from 'vitest';
import { createFakeCandidateBook } from '../../../test/fakes/candidate-book.ts';
import { createFakePatternBook } from '../../../test/fakes/pattern-book.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';
import type { Origin } from '../../domain/mining/candidate.ts';
import { mergeTargets } from './merge-targets.ts';

const BOARD: Origin = { type: 'channel', label: '#board', channel: 'C2', isPrivate: true };

it('offers to merge with nothing that other people see', async () => {
  const open = aCandidate({ id: 'cand-1' });
  const own = aCandidate({ id: 'cand-2', origins: [BOARD] });
  const known = aCandidate({ id: 'cand-3', origins: [BOARD] });
  const books = {
    patterns: createFakePatternBook(),
    candidates: createFakeCandidateBook([open, own, known]),
  };

  expect((await mergeTargets(books, own)).map(({ id }) => id)).toEqual(['cand-3']);
  expect(await mergeTargets(books, open)).toEqual([]);
});
