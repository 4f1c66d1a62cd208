import { expect, it } from 'vitest';
import type { TaughtRecord, TaughtRecords } from '../../src/ports/taught-records.ts';

const first: TaughtRecord = {
  collection: 'policies',
  id: 'pol-1',
  version: 1,
  at: '2026-11-02T09:00:00.000Z',
  body: {
    sentence: 'Größe 🙂: "quoted"',
    triggers: ['a', 'b'],
    scope: { type: 'all' },
    none: null,
  },
};
const second: TaughtRecord = { ...first, version: 2, at: '2026-11-03T09:00:00.000Z', body: {} };

/** What every store of taught records does. `open` gives an empty one. */
export function taughtRecordsContract(open: () => TaughtRecords): void {
  it('gives the newest version, and all of them oldest first', async () => {
    const taught = open();
    await taught.save(first);
    await taught.save(second);

    expect(await taught.get('policies', 'pol-1')).toEqual(second);
    expect(await taught.versions('policies', 'pol-1')).toEqual([first, second]);
    expect(await taught.list('policies')).toEqual([second]);
  });

  it('knows nothing of another id or collection', async () => {
    const taught = open();
    await taught.save(first);

    expect(await taught.get('policies', 'pol-2')).toBeUndefined();
    expect(await taught.get('patterns', 'pol-1')).toBeUndefined();
    expect(await taught.versions('policies', 'pol-2')).toEqual([]);
    expect(await taught.list('patterns')).toEqual([]);
    expect(await taught.revision('patterns')).toBe(0);
  });

  it('lists in the order in which they were first saved', async () => {
    const taught = open();
    for (const id of ['pol-c', 'pol-a', 'pol-b']) await taught.save({ ...first, id });
    await taught.save({ ...second, id: 'pol-c' });
    await taught.save({ ...first, id: 'pol-z', collection: 'patterns' });
    await taught.remove('policies', 'pol-a', 1);
    await taught.save({ ...first, id: 'pol-a' });

    const listed = await taught.list('policies');
    expect(listed.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'pol-c 2',
      'pol-b 1',
      'pol-a 1',
    ]);
  });

  it('lists many', async () => {
    const taught = open();
    const ids = Array.from({ length: 120 }, (_, index) => `pol-${index}`);
    for (const id of ids) await taught.save({ ...first, id });

    expect((await taught.list('policies')).map(({ id }) => id)).toEqual(ids);
  });

  it('takes the very same record once more without a change, older ones too', async () => {
    const taught = open();
    await taught.save(first);
    await taught.save(second);
    const before = await taught.revision('policies');
    const { sentence = '', ...rest } = first.body;
    await taught.save({ ...first, body: { ...rest, sentence } });
    await taught.save(second);

    expect(await taught.revision('policies')).toBe(before);
    expect(await taught.versions('policies', 'pol-1')).toEqual([first, second]);
  });

  it('refuses a version that is not the next, or that says something else', async () => {
    const taught = open();
    const conflict = expect.objectContaining({ kind: 'conflict' });
    await expect(taught.save(second)).rejects.toEqual(conflict);
    await taught.save(first);
    await expect(taught.save({ ...first, body: {} })).rejects.toEqual(conflict);
    await expect(taught.save({ ...first, version: 3 })).rejects.toEqual(conflict);

    expect(await taught.versions('policies', 'pol-1')).toEqual([first]);
    expect(await taught.revision('policies')).toBe(1);
  });

  it('lets one of two win who save the same version at once', async () => {
    const taught = open();
    await taught.save(first);
    const both = ['one', 'other'].map((by) => taught.save({ ...second, body: { by } }));
    const ends = await Promise.allSettled(both);

    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await taught.versions('policies', 'pol-1')).toHaveLength(2);
  });

  it('keeps nothing of what earlier versions said once they are amended', async () => {
    const taught = open();
    await taught.save({ ...first, id: 'pol-0' });
    await taught.save(first);
    await taught.save({ ...second, body: { said: 'something else' } });
    await taught.save({ ...first, id: 'pol-2' });
    const amended = { ...first, version: 3, body: { said: 'nothing' } };
    await taught.amend(amended);

    expect(await taught.versions('policies', 'pol-1')).toEqual([
      { ...amended, version: 1 },
      { ...amended, version: 2 },
      amended,
    ]);
    const listed = await taught.list('policies');
    expect(listed.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'pol-0 1',
      'pol-1 3',
      'pol-2 1',
    ]);
  });

  it('amends once, and only the version that is next', async () => {
    const taught = open();
    await taught.save(first);
    const conflict = expect.objectContaining({ kind: 'conflict' });
    await expect(taught.amend({ ...first, body: {} })).rejects.toEqual(conflict);
    await expect(taught.amend({ ...first, version: 3 })).rejects.toEqual(conflict);
    expect(await taught.versions('policies', 'pol-1')).toEqual([first]);
    await taught.amend(second);
    const before = await taught.revision('policies');
    await taught.amend(second);

    expect(await taught.revision('policies')).toBe(before);
    expect(before).toBe(2);
    expect(await taught.get('policies', 'pol-1')).toEqual(second);
  });

  it('saves under a revision only while nothing else was saved', async () => {
    const taught = open();
    await taught.save(first);
    const atRevision = await taught.revision('policies');
    await taught.save({ ...first, collection: 'patterns' });
    const both = ['pol-2', 'pol-3'].map((id) => taught.save({ ...first, id }, { atRevision }));
    const ends = await Promise.allSettled(both);

    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await taught.list('policies')).toHaveLength(2);
    expect(await taught.revision('policies')).toBe(atRevision + 1);
    await taught.save({ ...first, id: 'pol-4' }, { atRevision: atRevision + 1 });
    expect(await taught.list('policies')).toHaveLength(3);
    const stale = taught.save(second, { atRevision });
    await expect(stale).rejects.toEqual(expect.objectContaining({ kind: 'conflict' }));
    expect(await taught.get('policies', 'pol-1')).toEqual(first);
  });

  it('replaces the newest version where it is told to, and goes on from there', async () => {
    const taught = open();
    await taught.save(first);
    await taught.save({ ...first, id: 'pol-2' });
    const third = { ...first, version: 3, body: { said: 'third' } };
    const fourth = { ...first, version: 4, body: { said: 'fourth' } };
    await taught.save(second, { replacesNewest: true });
    await taught.save(second, { replacesNewest: true });
    await taught.save(third);
    await taught.save(fourth, { replacesNewest: true });

    expect(await taught.versions('policies', 'pol-1')).toEqual([second, fourth]);
    const listed = await taught.list('policies');
    expect(listed.map(({ id, version }) => `${id} ${version}`)).toEqual(['pol-1 4', 'pol-2 1']);
    const conflict = expect.objectContaining({ kind: 'conflict' });
    await expect(taught.save(third, { replacesNewest: true })).rejects.toEqual(conflict);
    await expect(taught.remove('policies', 'pol-1', 2)).rejects.toEqual(conflict);
    const amended = { ...first, version: 5, body: {} };
    await taught.amend(amended);
    expect(await taught.versions('policies', 'pol-1')).toEqual([
      { ...amended, version: 2 },
      { ...amended, version: 4 },
      amended,
    ]);
    expect(await taught.remove('policies', 'pol-1', 5)).toBe(true);
    expect(await taught.versions('policies', 'pol-1')).toEqual([]);
  });

  it('removes all versions, if the newest is the one that was meant', async () => {
    const taught = open();
    await taught.save(first);
    await taught.save(second);
    const conflict = expect.objectContaining({ kind: 'conflict' });
    await expect(taught.remove('policies', 'pol-1', 1)).rejects.toEqual(conflict);
    expect(await taught.versions('policies', 'pol-1')).toHaveLength(2);

    expect(await taught.remove('policies', 'pol-1', 2)).toBe(true);
    expect(await taught.remove('policies', 'pol-1', 2)).toBe(false);
    expect(await taught.get('policies', 'pol-1')).toBeUndefined();
    expect(await taught.versions('policies', 'pol-1')).toEqual([]);
    expect(await taught.list('policies')).toEqual([]);
  });

  it('raises the revision with every save and removal, also of what came back', async () => {
    const taught = open();
    const seen = [await taught.revision('policies')];
    const note = async (): Promise<void> => {
      seen.push(await taught.revision('policies'));
    };
    await taught.save(first);
    await note();
    await taught.save(second);
    await note();
    await taught.remove('policies', 'pol-1', 2);
    await note();
    await taught.save(first);
    await note();

    expect(seen).toEqual([...new Set(seen)].sort((one, other) => one - other));
    expect(seen).toHaveLength(5);
  });
}
