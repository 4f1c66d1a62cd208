import { expect, it } from 'vitest';
import { aSession } from '../../test/builders.ts';
import { commitOf } from './step-commit.ts';

it.each([
  [false, false, false],
  [true, false, true],
  [false, true, true],
])('redraws at leisure where the event or the step is progress: %s, %s', (...given) => {
  const [isEventProgress, isStepProgress, isProgress] = given;
  const commit = commitOf({
    session: aSession({ state: { count: 1 } }),
    decision: {
      state: { count: 2 },
      lifecycle: { isOpen: true, isListening: false },
      effects: [],
      audit: [],
      cancels: [],
      isProgress: isStepProgress,
      reply: undefined,
    },
    finishes: {},
    isProgress: isEventProgress,
    at: '2026-11-02T09:00:00.000Z',
  });

  expect(commit).toMatchObject({ isProgress });
  expect(commit.effects.map(({ body }) => body)).toMatchObject([{ type: 'present', isProgress }]);
});
