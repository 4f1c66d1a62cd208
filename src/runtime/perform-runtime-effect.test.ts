import { expect, it } from 'vitest';
import { aPlace, aSession } from '../../test/builders.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { createFakeRecordStore } from '../../test/fakes/record-store.ts';
import type { OpenRequest } from './dispatch.ts';
import { openSession } from './perform-runtime-effect.ts';

it('opens a session with the key that the effect names', async () => {
  const clock = createFakeClock();
  const store = createFakeRecordStore(() => clock.now().toISOString());
  const opened: OpenRequest[] = [];
  const dispatch = {
    open: async (request: OpenRequest) => {
      opened.push(request);
      return 'opened' as const;
    },
  };
  const body = {
    type: 'open' as const,
    workflow: 'policy' as const,
    sessionId: 's2',
    owner: aSession().owner,
    place: aPlace(),
    input: { type: 'extend', policyId: 'pol-1' },
    sessionKey: 'policy:pol-1',
  };
  const effect = { id: 's1-2-0', streamId: 's1' };

  await openSession({ store, dispatch }, { effect, body });

  expect(opened).toMatchObject([{ sessionId: 's2', key: 'policy:pol-1', workflow: 'policy' }]);
});
