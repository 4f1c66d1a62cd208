import { describe, expect, it } from 'vitest';
import { anActor, aPlace } from '../../../test/builders.ts';
import { start, transition } from './transition.ts';

const at = '2026-11-02T09:00:00.000Z';
const owner = anActor('U1');
const author = anActor('U2');

describe('policies that should reach new kinds', () => {
  it('are proposed to their authors when the scan has ended, each in a conversation of its own', () => {
    const opened = start({
      sessionId: 'session-1',
      owner,
      place: aPlace(),
      at,
      input: { reason: 'cluster-changed' },
    });
    const swept = { type: 'kinds-swept', at, gone: 0, known: 3, knownByModel: 0 } as const;
    const proposal = {
      policyId: 'pol-1',
      sessionId: 'policy-extend-1',
      owner: author,
      place: aPlace(),
    };

    const step = transition(
      { ...opened.state, stage: 'sweeping' },
      { ...swept, proposals: [proposal] },
    );

    expect(step.state.stage).toBe('done');
    expect(step.effects).toEqual([
      {
        type: 'open',
        workflow: 'policy',
        sessionId: 'policy-extend-1',
        owner: author,
        place: aPlace(),
        input: { type: 'extend', policyId: 'pol-1' },
        // An edit or a removal beside it would not know of it.
        sessionKey: 'policy:pol-1',
      },
    ]);
    expect(transition({ ...opened.state, stage: 'sweeping' }, swept).effects).toEqual([]);
  });
});
