import { expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { at, CHANNEL, lookedAt, mined, stateAfter } from '../../../test/mining-events.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import { miningWorkflow } from './workflow.ts';

it('a channel has come as far as it goes with the last page, whenever that was said', () => {
  const last = mined({ at: at(61), reachedAt: at(-60), isLast: true, counts: { messages: 59 } });
  const state = stateAfter(CHANNEL, lookedAt(), last);
  const shown = miningWorkflow.view({ ...aSession({ workflow: 'mining' }), state });

  expect(state.stage).toBe('finishing');
  expect(JSON.stringify(shown)).toContain('"fraction":1');
  expect(shown.map(({ card }) => renderPlainText(card)).join()).toMatch(
    /Read back to \S+ \S+ UTC\./u,
  );
});
