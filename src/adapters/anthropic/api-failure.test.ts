import { expect, it } from 'vitest';
import { apiFailure } from './api-failure.ts';

it('is told as a fault of this bot where it is one, and says nothing of the service', () => {
  const bug = new TypeError('Cannot read properties of undefined');

  expect(apiFailure(bug, 'fast')).toMatchObject({
    error: {
      kind: 'model-unavailable',
      message: expect.stringContaining('a fault of mine'),
      cause: bug,
    },
    service: 'unknown',
    outcome: 'malformed',
    forOperators: {},
  });
});
