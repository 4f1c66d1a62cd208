import { expect, it } from 'vitest';
import { anActor, aPlace, aSession } from '../../test/builders.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { createFakeEvidenceStore } from '../../test/fakes/evidence-store.ts';
import { createFakeRecordStore } from '../../test/fakes/record-store.ts';
import { anEvidence } from '../../test/pattern-builders.ts';
import type { Evidence } from '../domain/mining/evidence.ts';
import { MiningInput } from '../workflows/mining/state.ts';
import { concernsQuotes, lookingAgain, type SourceChanged } from './changed-source.ts';

const NOW = '2026-11-02T09:00:00.000Z';
const base = {
  id: 'slack:changed:1',
  at: NOW,
  actor: anActor('U1'),
  place: aPlace({ channel: 'C1', thread: '1' }),
};
const changed: SourceChanged = {
  ...base,
  type: 'message-changed',
  messageId: '1700000000.000100',
};
const fileGone: SourceChanged = { ...base, type: 'file-deleted', fileId: 'F1' };

function noting(quotes: readonly Evidence[] = []) {
  const evidence = createFakeEvidenceStore(quotes);
  return { evidence, store: createFakeRecordStore(), clock: createFakeClock(NOW) };
}

async function readingAChannel({ store }: ReturnType<typeof noting>): Promise<void> {
  const record = aSession({ id: 'job-1', workflow: 'mining' });
  const nothing = { effects: [], cancels: [], audit: [], finishes: {} };
  await store.commit({ session: { record, expectedVersion: 0 }, ...nothing });
}

it('knows the messages from which something was read, in that channel alone', async () => {
  const parts = noting([anEvidence()]);

  expect(await concernsQuotes(parts, changed)).toBe(true);
  expect(await concernsQuotes(parts, { ...changed, messageId: '1700000000.000200' })).toBe(false);
  expect(await concernsQuotes(parts, { ...changed, place: aPlace({ channel: 'C2' }) })).toBe(false);
});

it('knows the files from which something was read', async () => {
  const source = {
    type: 'document',
    name: 'a.md',
    digest: 'd',
    anchor: '#a',
    fileId: 'F1',
  } as const;
  const parts = noting([anEvidence({ source })]);

  expect(await concernsQuotes(parts, fileGone)).toBe(true);
  expect(await concernsQuotes(parts, { ...fileGone, fileId: 'F2' })).toBe(false);
});

it('keeps a job that read the message before it changed from storing what it said', async () => {
  const parts = noting();
  await readingAChannel(parts);
  expect(await concernsQuotes(parts, changed)).toBe(false);

  const before = { readAt: '2026-11-02T08:59:59.000Z' };
  const after = { readAt: '2026-11-02T09:00:01.000Z' };
  expect(await parts.evidence.add([anEvidence()], before)).toEqual([]);
  expect(await parts.evidence.add([anEvidence()], after)).toHaveLength(1);
});

it('keeps quotes that are being joined with those of another candidate from being stored anew', async () => {
  const parts = noting([anEvidence()]);
  expect(await concernsQuotes(parts, changed)).toBe(true);

  const joined = anEvidence({ id: 'evi-2', candidateId: 'cand-other' });
  expect(await parts.evidence.add([joined], { readAt: '2026-11-02T08:59:59.000Z' })).toEqual([]);
});

it('notes nothing where nothing is read and nothing is quoted', async () => {
  const parts = noting();
  await concernsQuotes(parts, changed);

  const before = { readAt: '2026-11-02T08:59:59.000Z' };
  expect(await parts.evidence.add([anEvidence()], before)).toHaveLength(1);
});

it('looks at the message again in a job of the channel that is shown to nobody', () => {
  const opening = lookingAgain(changed);
  const { workspace } = changed.place;

  expect(opening).toMatchObject({
    workflow: 'mining',
    place: { channel: '' },
    key: `sources:slack:${workspace}:C1`,
    finishes: { inboundId: changed.id },
  });
  const input = { type: 'sources', workspace, channel: 'C1', messages: [changed.messageId] };
  expect(MiningInput.parse(opening.input)).toEqual(input);
  expect(lookingAgain(changed).sessionId).toBe(opening.sessionId);
  expect(lookingAgain(changed, true)).not.toHaveProperty('key');
});

it('looks up nothing of what is deleted', () => {
  const deleted = lookingAgain({ ...changed, isDeleted: true }).input;

  expect(deleted).toMatchObject({ messages: [], deleted: [changed.messageId] });
  expect(lookingAgain(fileGone).input).toMatchObject({ messages: [], files: ['F1'] });
});
