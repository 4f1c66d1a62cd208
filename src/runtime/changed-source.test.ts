import { expect, it } from 'vitest';
import { anActor, aPlace } from '../../test/builders.ts';
import { createFakeEvidenceStore } from '../../test/fakes/evidence-store.ts';
import { anEvidence } from '../../test/pattern-builders.ts';
import { MiningInput } from '../workflows/mining/state.ts';
import { isReadFrom, lookingAgain, type MessageChanged } from './changed-source.ts';

const changed: MessageChanged = {
  type: 'message-changed',
  id: 'slack:changed:1',
  at: '2026-11-02T09:00:00.000Z',
  actor: anActor('U1'),
  place: aPlace({ channel: 'C1', thread: '1' }),
  messageId: '1700000000.000100',
};

it('knows the messages from which something was read, in that channel alone', async () => {
  const evidence = createFakeEvidenceStore([anEvidence()]);

  expect(await isReadFrom(evidence, changed)).toBe(true);
  expect(await isReadFrom(evidence, { ...changed, messageId: '1700000000.000200' })).toBe(false);
  expect(await isReadFrom(evidence, { ...changed, place: aPlace({ channel: 'C2' }) })).toBe(false);
});

it('looks at the message again in a job that is shown to nobody, once for each change', () => {
  const opening = lookingAgain(changed);

  expect(opening).toMatchObject({
    workflow: 'mining',
    place: { channel: '' },
    finishes: { inboundId: changed.id },
  });
  expect(MiningInput.parse(opening.input)).toEqual({
    type: 'sources',
    workspace: changed.place.workspace,
    channel: 'C1',
    messages: [changed.messageId],
  });
  expect(lookingAgain(changed).sessionId).toBe(opening.sessionId);
});
