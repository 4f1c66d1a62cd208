import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { at, asker, lookedAt, mined, stateAfter, THREAD } from '../../../test/mining-events.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import { NOTHING_MINED } from './progress.ts';
import type { MiningState } from './state.ts';
import { miningWorkflow } from './workflow.ts';

function textOf(state: MiningState): string {
  return miningWorkflow
    .view({ ...aSession({ workflow: 'mining' }), state })
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

describe('the card of what came to nothing', () => {
  const cancelled = { type: 'mining-cancelled', at: at(90), actor: asker } as const;

  it('says of a job that was stopped what was read so far, or that nothing was', () => {
    const early = textOf(stateAfter(THREAD, lookedAt(), cancelled));
    const counts = { ...NOTHING_MINED, messages: 12, conversations: 2 };
    const later = textOf(stateAfter(THREAD, lookedAt(), mined({ at: at(61), counts }), cancelled));

    expect(early).toContain('It was stopped before a part was read.');
    expect(later).toContain('Read so far: 12 messages. Nothing found.');
    for (const text of [early, later]) expect(text).not.toMatch(/0 messages|Teach me/u);
  });

  it('says of a cluster without policies of its own that there are none', () => {
    const state = stateAfter({ type: 'cluster-policies' });
    const text = textOf({ ...state, stage: 'done', readingSince: at(1) });

    expect(text).toContain(
      'The cluster has no admission policies of its own (beside those I made).',
    );
    expect(text).not.toContain('Teach me a pattern');
  });
});
