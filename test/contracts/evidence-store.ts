import { expect, it } from 'vitest';
import { type Evidence, fileKey, messageKey, sourceKey } from '../../src/domain/mining/evidence.ts';
import type { EvidenceStore } from '../../src/ports/evidence-store.ts';
import { anEvidence } from '../pattern-builders.ts';

const first = anEvidence({ quote: 'Größe 🙂: "quoted"' });
const second = anEvidence({ id: 'evi-2', quote: 'and for every one of them', claim: 'reason' });
const elsewhere = anEvidence({ id: 'evi-3', message: '1700000000.000200' });
const other = anEvidence({ id: 'evi-4', candidateId: 'cand-other' });
const ALL = [first, second, elsewhere, other];

/** What every store of evidence does. `open` gives an empty one. */
export function evidenceStoreContract(open: () => EvidenceStore): void {
  it('gives the quotes of a candidate, and those of a source', async () => {
    const store = open();
    await store.add([first, second]);
    await store.add([elsewhere, other]);

    expect(await store.of('cand-0123456789ab')).toEqual([first, second, elsewhere]);
    expect(await store.from(sourceKey(first.source))).toEqual([first, second, other]);
    expect(await store.from(sourceKey(elsewhere.source))).toEqual([elsewhere]);
    expect(await store.of('cand-none')).toEqual([]);
    expect(await store.from('none')).toEqual([]);
  });

  it('knows sources of every sort, and one whose name is the beginning of another', async () => {
    const store = open();
    const sections = ['#a', '#ab', '#a\n1'].map((anchor, index) => {
      const source = { type: 'document' as const, name: 'run\nbook.md', digest: 'd', anchor };
      return anEvidence({
        id: `evi-${index}`,
        candidateId: `cand-${'1'.repeat(index + 1)}`,
        source,
      });
    });
    const object = anEvidence({ source: { type: 'object', clusterId: 'c1', name: 'a/b' } });
    await store.add([...sections, object]);

    for (const one of [...sections, object]) {
      expect(await store.from(sourceKey(one.source))).toEqual([one]);
      expect(await store.of(one.candidateId)).toEqual([one]);
    }
  });

  it('replaces the same id, which keeps its place', async () => {
    const store = open();
    await store.add(ALL);
    const next: Evidence = { ...first, quote: 'said anew', url: 'https://chat.example.org/2' };
    await store.add([next]);
    expect(await store.of('cand-0123456789ab')).toEqual([next, second, elsewhere]);
    const moved = { ...first, candidateId: 'cand-other', source: elsewhere.source };
    await store.add([moved]);

    expect(await store.of('cand-0123456789ab')).toEqual([second, elsewhere]);
    expect(await store.of('cand-other')).toEqual([moved, other]);
    expect(await store.from(sourceKey(first.source))).toEqual([second, other]);
    expect(await store.from(sourceKey(elsewhere.source))).toEqual([moved, elsewhere]);
  });

  it('takes the same quotes once more without a change', async () => {
    const store = open();
    await store.add([first, second]);
    await store.add([first, second, second]);

    expect(await store.of('cand-0123456789ab')).toEqual([first, second]);
  });

  it('removes what is named, and passes over what it does not know', async () => {
    const store = open();
    await store.add(ALL);
    await store.remove(['evi-none', first.id, elsewhere.id]);
    await store.remove([first.id]);

    expect(await store.of('cand-0123456789ab')).toEqual([second]);
    expect(await store.from(sourceKey(first.source))).toEqual([second, other]);
    expect(await store.from(sourceKey(elsewhere.source))).toEqual([]);
    await store.add([first]);
    expect(await store.of('cand-0123456789ab')).toEqual([second, first]);
  });

  it('takes nothing, and removes nothing, where nothing is given', async () => {
    const store = open();
    await store.add([]);
    await store.remove([]);

    expect(await store.of('cand-0123456789ab')).toEqual([]);
  });

  it('leaves out what was noted as changed since it was read, and says what was added', async () => {
    const store = open();
    const key = sourceKey(first.source);
    await store.noteChanged(key, '2026-11-02T09:00:00.000Z');
    const before = { readAt: '2026-11-02T08:59:59.999Z' };

    expect(await store.add([first, elsewhere, other], before)).toEqual([elsewhere]);
    expect(await store.from(key)).toEqual([]);
    expect(await store.of('cand-0123456789ab')).toEqual([elsewhere]);
    expect(await store.add([first], { readAt: '2026-11-02T09:00:00.000Z' })).toEqual([]);
    expect(await store.add([first], { readAt: '2026-11-02T09:00:00.001Z' })).toEqual([first]);
    expect(await store.add([second])).toEqual([second]);
    expect(await store.from(key)).toEqual([first, second]);
  });

  it('remembers the last change of a source, however they were told, for a day', async () => {
    const store = open();
    const key = sourceKey(first.source);
    await store.noteChanged(key, '2026-11-02T10:00:00.000Z');
    await store.noteChanged(key, '2026-11-02T09:00:00.000Z');
    const reading = { readAt: '2026-11-02T09:30:00.000Z' };
    expect(await store.add([first], reading)).toEqual([]);
    await store.noteChanged('another', '2026-11-03T09:59:59.000Z');
    expect(await store.add([first], reading)).toEqual([]);
    await store.noteChanged('another', '2026-11-03T10:00:01.000Z');

    expect(await store.add([first], reading)).toEqual([first]);
  });

  it('finds what a document says by its file, and by the message that carried it', async () => {
    const store = open();
    const file = { type: 'document', name: 'a.md', digest: 'd', fileId: 'F1' } as const;
    const carrier = { platform: 'slack', workspace: 'T1', channel: 'C1', message: '7.0' } as const;
    const one = anEvidence({ id: 'evi-1', source: { ...file, anchor: '#a', carrier } });
    const two = anEvidence({ id: 'evi-2', source: { ...file, anchor: '#b' } });
    await store.add([one, two]);
    expect(await store.from(fileKey('F1'))).toEqual([one, two]);
    expect(await store.from(messageKey(carrier))).toEqual([one]);
    await store.noteChanged(messageKey(carrier), '2026-11-02T09:00:00.000Z');
    const reading = { readAt: '2026-11-02T08:00:00.000Z' };

    expect(await store.add([one, two], reading)).toEqual([two]);
    await store.remove(['evi-1']);
    expect(await store.from(messageKey(carrier))).toEqual([]);
    expect(await store.from(fileKey('F1'))).toEqual([two]);
  });

  it('names the messages of one channel of which something is kept', async () => {
    const store = open();
    const channel = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
    const beside = (id: string, name: string) =>
      anEvidence({ id, source: { type: 'message', ...channel, channel: name, message: '9.0' } });
    const document = { type: 'document', name: 'a.md', digest: 'd', anchor: '#a' } as const;
    const carrier = { ...channel, message: '7.0' };
    const shared = anEvidence({ id: 'evi-8', source: { ...document, carrier } });
    await store.add([...ALL, shared, beside('evi-9', 'C'), beside('evi-10', 'C11')]);

    expect((await store.messagesIn(channel)).toSorted()).toEqual([
      '1700000000.000100',
      '1700000000.000200',
      '7.0',
    ]);
    expect(await store.messagesIn({ ...channel, workspace: 'T2' })).toEqual([]);
  });

  it('holds thousands', async () => {
    const store = open();
    const many = Array.from({ length: 3_000 }, (_, at) => anEvidence({ id: `evi-many-${at}` }));
    await store.add(many);
    expect(await store.of('cand-0123456789ab')).toEqual(many);
    await store.remove(many.slice(1).map(({ id }) => id));

    expect(await store.of('cand-0123456789ab')).toEqual(many.slice(0, 1));
  });
}
