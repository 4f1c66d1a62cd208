import { describe, expect, it } from 'vitest';
import { findApiCheck } from './api-description.ts';

const check = findApiCheck();

/** A request for points that Qdrant knows, with its answer. */
const fine = {
  method: 'POST',
  path: '/collections/{collection_name}/points',
  query: [],
  body: { ids: ['0d8b4c1e-6f5a-8a1b-8c2d-0123456789ab'], with_payload: ['entry'] },
  status: 200,
  answer: { result: [{ id: 1, payload: null }], status: 'ok', time: 0.1 },
};

describe.skipIf(check === undefined)('the comparison with the description of the API', () => {
  it('finds nothing wrong with what is right', () => {
    expect(check?.(fine)).toEqual([]);
  });

  it.each([
    ['a field that is not described', { body: { ...fine.body, with_vectors: true } }],
    ['a field of another type', { body: { ids: 'all' } }],
    ['a missing field', { body: {} }],
    ['a parameter that is not described', { query: ['wait'] }],
    ['a path that is not described', { path: '/points' }],
    ['a method that is not described', { method: 'DELETE' }],
    [
      'an answer of another shape',
      { answer: { result: [{ payload: {} }], status: 'ok', time: 0 } },
    ],
    ['a null where none may be', { answer: { ...fine.answer, result: null } }],
    ['an error in another shape', { status: 404, answer: { status: 'not found', time: 0 } }],
  ])('finds %s', (_, change) => {
    expect(check?.({ ...fine, ...change })).not.toEqual([]);
  });
});
