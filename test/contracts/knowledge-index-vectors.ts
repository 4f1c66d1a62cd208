import { beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { anEntry, aQuery, THINGS } from './knowledge-index-entries.ts';
import { meaning, OTHER, TOY, vectorOf, vectorSteps } from './knowledge-index-meanings.ts';

/**
 * What every knowledge index does with vectors, whatever it makes of words and meaning together: what
 * both find comes before what only one finds.
 */
export function knowledgeVectorsContract(
  name: string,
  create: () => KnowledgeIndex | Promise<KnowledgeIndex>,
): void {
  describe(`vectors of the knowledge index: ${name}`, () => {
    let index: KnowledgeIndex;
    beforeEach(async () => {
      index = await create();
    });

    const { missing, embedAll, found } = vectorSteps(() => index);

    it('finds by its meaning what no word finds, and says so', async () => {
      await index.upsert(THINGS, [
        anEntry('bucket', { name: 'bucket' }, { passage: 'files' }),
        anEntry('database', { name: 'database' }, { passage: 'tables' }),
      ]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);

      const matches = await index.search(THINGS, { ...aQuery('pictures'), ...meaning('files') });

      expect(matches).toHaveLength(1);
      const expected = { id: 'bucket', score: 1, matched: [], parts: { words: 0 } };
      expect(matches[0]).toMatchObject({ ...expected, payload: { id: 'bucket' } });
      expect(matches[0]?.parts.meaning).toBeCloseTo(1);
    });

    it('ranks what words and meaning find above what only one of them finds', async () => {
      await index.upsert(THINGS, [
        anEntry('by-words', { description: 'queue' }, { passage: 'tables' }),
        anEntry('by-meaning', { name: 'topic' }, { passage: 'nearly files' }),
        anEntry('by-both', { name: 'queue' }, { passage: 'files' }),
      ]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);

      const matches = await index.search(THINGS, { ...aQuery('queue'), ...meaning('files') });

      expect(matches.map(({ id }) => id).sort()).toEqual(['by-both', 'by-meaning', 'by-words']);
      expect(matches[0]).toMatchObject({ id: 'by-both', score: 1, matched: ['queue'] });
      expect(matches[0]?.parts.words).toBeCloseTo(1);
      expect(matches[0]?.parts.meaning).toBeCloseTo(1);
      const scores = matches.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      expect(Math.min(...scores)).toBeGreaterThan(0);
      const parts = matches.flatMap(({ parts: { words, meaning: near } }) => [words, near ?? 0]);
      expect(parts.filter((part) => part < 0 || part > 1)).toEqual([]);
    });

    it('finds nothing where neither a word nor the meaning comes near', async () => {
      await index.upsert(THINGS, [
        anEntry('bucket', { name: 'bucket' }, { passage: 'files' }),
        anEntry('database', { name: 'database' }, { passage: 'tables' }),
      ]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);

      expect(await found('holiday', meaning('tickets'))).toEqual([]);
      expect(await found('bucket', meaning('tickets'))).toEqual(['bucket']);
    });

    it('finds by its words what has no vector yet', async () => {
      await index.upsert(THINGS, [anEntry('old', { name: 'bucket' }, { passage: 'files' })]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);
      await index.upsert(THINGS, [
        anEntry('new', { name: 'bucket' }, { passage: 'nearly files' }),
        anEntry('wordy', { name: 'bucket' }),
      ]);

      const matches = await index.search(THINGS, { ...aQuery('bucket'), ...meaning('files') });

      expect(matches.map(({ id }) => id).sort()).toEqual(['new', 'old', 'wordy']);
      expect(matches.find(({ id }) => id === 'new')?.parts.meaning).toBeUndefined();
    });

    it('compares vectors only once their embedder is used', async () => {
      await index.upsert(THINGS, [anEntry('bucket', { name: 'bucket' }, { passage: 'files' })]);
      await embedAll();
      expect(await found('pictures', meaning('files'))).toEqual([]);
      expect(await index.embedderInUse(THINGS)).toBeUndefined();
      expect(await index.embedderInUse('other-things')).toBeUndefined();

      await index.useEmbedder(THINGS, TOY);
      expect(await index.embedderInUse(THINGS)).toEqual(TOY);
      expect(await found('pictures', meaning('files'))).toEqual(['bucket']);
    });

    it('goes by words alone where the question is of another embedder', async () => {
      await index.upsert(THINGS, [anEntry('bucket', { name: 'bucket' }, { passage: 'files' })]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);

      const question = meaning('files', OTHER);
      expect(await found('pictures', question)).toEqual([]);
      expect(await found('pictures')).toEqual([]);
      const [match] = await index.search(THINGS, { ...aQuery('bucket'), ...question });
      expect(match?.parts).toEqual({ words: 1 });
    });

    it('asks for vectors of what is searched and has a passage, a few at a time', async () => {
      await index.upsert(THINGS, [
        anEntry('a', { name: 'a' }, { passage: 'files' }),
        anEntry('b', { name: 'b' }, { passage: 'tables' }),
        anEntry('c', { name: 'c' }, { passage: 'tickets' }),
        anEntry('hidden', { name: 'hidden' }, { passage: 'files', isHidden: true }),
        anEntry('wordy', { name: 'wordy' }),
      ]);
      await index.upsert('other-things', [anEntry('d', { name: 'd' }, { passage: 'files' })]);

      expect(await missing()).toEqual(['a', 'b', 'c']);
      expect(await index.withoutVector(THINGS, TOY, 2)).toHaveLength(2);
      expect(await index.withoutVector(THINGS, TOY, 2)).toEqual(
        await index.withoutVector(THINGS, TOY, 2),
      );
      const values = vectorOf('tables');
      await index.putVectors(THINGS, TOY, [{ id: 'b', passage: 'tables', values }]);
      expect(await missing()).toEqual(['a', 'c']);
      expect(await missing(OTHER)).toEqual(['a', 'b', 'c']);
      await embedAll();
      expect(await missing()).toEqual([]);
    });

    it('keeps the vector of an entry whose passage is as it was, and no other', async () => {
      await index.upsert(THINGS, [
        anEntry('same', { name: 'same' }, { passage: 'files' }),
        anEntry('other', { name: 'other' }, { passage: 'tables' }),
      ]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);

      await index.upsert(THINGS, [
        anEntry('same', { name: 'renamed' }, { passage: 'files' }),
        anEntry('other', { name: 'other' }, { passage: 'nearly files' }),
      ]);

      expect(await missing()).toEqual(['other']);
      expect(await found('zzz', meaning('files'))).toEqual(['same']);
      expect(await found('zzz', meaning('tables'))).toEqual([]);
    });

    it('passes over a vector whose entry is gone or says something else by now', async () => {
      await index.upsert(THINGS, [
        anEntry('gone', { name: 'gone' }, { passage: 'files' }),
        anEntry('changed', { name: 'changed' }, { passage: 'nearly files' }),
      ]);
      await index.remove(THINGS, ['gone']);
      await index.upsert(THINGS, [anEntry('changed', { name: 'changed' }, { passage: 'tables' })]);

      await index.putVectors(THINGS, TOY, [
        { id: 'gone', passage: 'files', values: vectorOf('files') },
        { id: 'changed', passage: 'nearly files', values: vectorOf('nearly files') },
      ]);
      await index.useEmbedder(THINGS, TOY);

      expect(await missing()).toEqual(['changed']);
      expect(await found('zzz', meaning('files'))).toEqual([]);
    });

    it('refuses vectors of another length than their embedder says, all of them', async () => {
      await index.upsert(THINGS, [
        anEntry('a', { name: 'a' }, { passage: 'files' }),
        anEntry('b', { name: 'b' }, { passage: 'tables' }),
      ]);

      const call = index.putVectors(THINGS, TOY, [
        { id: 'a', passage: 'files', values: vectorOf('files') },
        { id: 'b', passage: 'tables', values: Float32Array.of(1, 0) },
      ]);

      await expect(call).rejects.toMatchObject({ name: 'Failure', kind: 'invalid-input' });
      expect(await missing()).toEqual(['a', 'b']);
    });

    it('finds no hidden and no removed entry by its meaning', async () => {
      const entries = ['a', 'b', 'c'].map((id) => anEntry(id, { name: id }, { passage: 'files' }));
      await index.upsert(THINGS, entries);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);

      await index.upsert(THINGS, [anEntry('a', { name: 'a' }, { isHidden: true })]);
      await index.remove(THINGS, ['b']);

      expect(await found('zzz', meaning('files'))).toEqual(['c']);
    });

    it('narrows what meaning finds like what words find', async () => {
      const passage = 'files';
      await index.upsert(THINGS, [
        anEntry('a', { name: 'a' }, { passage, clusterId: 'one', group: 's3', providers: ['aws'] }),
        anEntry('b', { name: 'b' }, { passage, clusterId: 'two', group: 'gcs' }),
      ]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);

      expect((await found('zzz', meaning('files'))).sort()).toEqual(['a', 'b']);
      expect(await found('zzz', { ...meaning('files'), clusterId: 'two' })).toEqual(['b']);
      expect(await found('zzz', { ...meaning('files'), group: 's3' })).toEqual(['a']);
      expect(await found('zzz', { ...meaning('files'), provider: 'aws' })).toEqual(['a']);
      expect(await found('zzz', { ...meaning('files'), limit: 1 })).toHaveLength(1);
    });
  });
}
