import { APIConnectionError } from '@anthropic-ai/sdk';
import { expect, it } from 'vitest';
import { apiFailure } from './api-failure.ts';

it('is told as a fault of this bot where it is one, and says nothing of the service', () => {
  const bug = new TypeError('Cannot read properties of undefined');

  expect(apiFailure(bug, { tier: 'fast', address: 'https://claude.example' })).toMatchObject({
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

it('names for operators where no connection was to be had, without what is secret in the address', () => {
  const thrown = new APIConnectionError({
    cause: new TypeError('fetch failed', { cause: new Error('bad port') }),
  });
  const address = 'http://ana:hunter2@127.0.0.1:1/claude?key=k';

  expect(apiFailure(thrown, { tier: 'fast', address }).error).toMatchObject({
    message: 'Claude cannot be reached.',
    cause: { message: 'no connection to 127.0.0.1:1: bad port' },
  });
});
