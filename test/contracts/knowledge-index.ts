import { beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { anEntry, aQuery, THINGS } from './knowledge-index-entries.ts';
import { knowledgeEmbeddersContract } from './knowledge-index-embedders.ts';
import { knowledgeVectorsContract } from './knowledge-index-vectors.ts';

/** What every knowledge index must do. `create` makes an empty one for each test. */
export function knowledgeIndexContract(
  name: string,
  create: () => KnowledgeIndex | Promise<KnowledgeIndex>,
): void {
  knowledgeVectorsContract(name, create);
  knowledgeEmbeddersContract(name, create);

  describe(`knowledge index: ${name}`, () => {
    let index: KnowledgeIndex;
    beforeEach(async () => {
      index = await create();
    });

    async function found(
      text: string,
      more: Partial<Parameters<KnowledgeIndex['search']>[1]> = {},
    ) {
      const matches = await index.search(THINGS, { ...aQuery(text), ...more });
      return matches.map(({ id }) => id);
    }

    it('finds nothing in a collection that nobody wrote to', async () => {
      expect(await index.search(THINGS, aQuery('anything'))).toEqual([]);
      expect(await index.get(THINGS, 'a')).toBeUndefined();
      expect(await index.list(THINGS, { offset: 0, limit: 5 })).toEqual({ total: 0, payloads: [] });
    });

    it('compares words by their stems, split at capital letters', async () => {
      await index.upsert(THINGS, [
        anEntry('autoscaler', { name: 'PodAutoscaler' }),
        anEntry('bucket', { name: 'StorageBucket' }),
      ]);

      expect(await found('autoscaling')).toEqual(['autoscaler']);
      expect(await found('BUCKETS for us')).toEqual(['bucket']);
    });

    it('lets a name count more than a tag, a tag more than a description, that more than a field', async () => {
      await index.upsert(THINGS, [
        anEntry('by-field', { fields: 'queue' }),
        anEntry('by-description', { description: 'queue' }),
        anEntry('by-tag', { tags: 'queue' }),
        anEntry('by-name', { name: 'queue' }),
        ...['one', 'two', 'three', 'four', 'five'].map((id) => anEntry(id, { name: id })),
      ]);

      expect(await found('queue')).toEqual(['by-name', 'by-tag', 'by-description', 'by-field']);
    });

    it('ranks what the person said above what it may stand for', async () => {
      await index.upsert(THINGS, [
        anEntry('related', { name: 'relational' }),
        anEntry('said', { name: 'postgres' }),
        anEntry('neither', { name: 'certificate' }),
      ]);

      const matches = await index.search(THINGS, {
        ...aQuery('postgres'),
        expansions: [{ term: 'relational', weight: 0.4 }],
      });

      expect(matches.map(({ id, matched }) => [id, matched])).toEqual([
        ['said', ['postgres']],
        ['related', ['relational']],
      ]);
      expect(matches[0]?.score).toBe(1);
      expect(matches[1]?.score).toBeGreaterThan(0);
      expect(matches[1]?.score).toBeLessThan(1);
    });

    it('takes an expansion of several words as words that stand side by side', async () => {
      await index.upsert(THINGS, [
        anEntry('apart', { name: 'storage of an object' }),
        anEntry('together', { name: 'object storage' }),
      ]);

      const expansions = [{ term: 'object storage', weight: 0.8 }];
      expect(await found('zzz', { expansions })).toEqual(['together']);
    });

    it('replaces an entry: its old words find it no more', async () => {
      await index.upsert(THINGS, [anEntry('a', { name: 'queue' })]);
      await index.upsert(THINGS, [anEntry('a', { name: 'topic' })]);

      expect(await found('queue')).toEqual([]);
      expect(await found('topic')).toEqual(['a']);
      expect((await index.list(THINGS, { offset: 0, limit: 5 })).total).toBe(1);
    });

    it('keeps a hidden entry for get alone, until it is written visible again', async () => {
      await index.upsert(THINGS, [anEntry('a', { name: 'queue' })]);
      await index.upsert(THINGS, [anEntry('a', { name: 'queue' }, { isHidden: true })]);

      expect(await found('queue')).toEqual([]);
      expect((await index.list(THINGS, { offset: 0, limit: 5 })).total).toBe(0);
      expect(await index.get(THINGS, 'a')).toEqual({ id: 'a' });

      await index.upsert(THINGS, [anEntry('a', { name: 'queue' })]);
      expect(await found('queue')).toEqual(['a']);
    });

    it('narrows a search and a list by group and by provider', async () => {
      await index.upsert(THINGS, [
        anEntry('one', { name: 'bucket' }, { group: 's3.example.org', providers: ['aws'] }),
        anEntry('two', { name: 'bucket' }, { group: 'gcs.example.org', providers: ['gcp'] }),
        anEntry(
          'both',
          { name: 'bucket' },
          { group: 'any.example.org', providers: ['aws', 'gcp'] },
        ),
      ]);

      expect(await found('bucket', { group: 's3.example.org' })).toEqual(['one']);
      expect((await found('bucket', { provider: 'gcp' })).sort()).toEqual(['both', 'two']);
      const page = await index.list(THINGS, { offset: 0, limit: 1, provider: 'aws' });
      expect(page).toEqual({ total: 2, payloads: [{ id: 'both' }] });
    });

    it('narrows a search and a list to one cluster', async () => {
      await index.upsert(THINGS, [
        anEntry('here', { name: 'bucket' }, { clusterId: 'one' }),
        anEntry('there', { name: 'bucket' }, { clusterId: 'two' }),
        anEntry('nowhere', { name: 'bucket' }),
      ]);

      expect(await found('bucket', { clusterId: 'one' })).toEqual(['here']);
      expect((await found('bucket')).sort()).toEqual(['here', 'nowhere', 'there']);
      const page = await index.list(THINGS, { offset: 0, limit: 5, clusterId: 'two' });
      expect(page).toEqual({ total: 1, payloads: [{ id: 'there' }] });
      expect(await found('bucket', { clusterId: 'three' })).toEqual([]);
    });

    it('says what a score was made of', async () => {
      await index.upsert(THINGS, [
        anEntry('best', { name: 'queue' }),
        anEntry('worse', { fields: 'queue' }),
      ]);

      const [best, worse] = await index.search(THINGS, aQuery('queue'));

      expect(best?.parts).toEqual({ words: 1 });
      expect(worse?.parts.words).toBeGreaterThan(0);
      expect(worse?.parts.words).toBeLessThan(1);
      expect(worse?.parts.meaning).toBeUndefined();
    });

    it('lists in the order of names, page by page', async () => {
      await index.upsert(
        THINGS,
        ['delta', 'Alpha', 'charlie', 'bravo'].map((name) => anEntry(name, { name })),
      );

      const first = await index.list(THINGS, { offset: 0, limit: 3 });
      const second = await index.list(THINGS, { offset: 3, limit: 3 });

      expect(first.payloads.map(({ id }) => id)).toEqual(['Alpha', 'bravo', 'charlie']);
      expect(second).toEqual({ total: 4, payloads: [{ id: 'delta' }] });
    });

    it('keeps collections apart', async () => {
      await index.upsert(THINGS, [anEntry('a', { name: 'queue' })]);
      await index.upsert('other-things', [anEntry('a', { name: 'topic' })]);
      await index.remove('other-things', ['a', 'never-there']);

      expect(await found('queue')).toEqual(['a']);
      expect(await index.get('other-things', 'a')).toBeUndefined();
    });

    it('takes whatever people type', async () => {
      await index.upsert(THINGS, [anEntry('a', { name: 'queue' })]);

      for (const text of [
        '',
        '   ',
        '"',
        'AND OR NOT',
        'name:queue*',
        "'; DROP TABLE x; --",
        'ünï 😀',
      ]) {
        await expect(index.search(THINGS, aQuery(text))).resolves.toBeInstanceOf(Array);
      }
      expect(await found('name:queue*')).toEqual(['a']);
    });

    it('returns at most as many as were asked for, the best first', async () => {
      const ids = Array.from({ length: 30 }, (_, number) => `entry-${number}`);
      await index.upsert(THINGS, [
        ...ids.map((id) => anEntry(id, { description: 'a queue among other things' })),
        anEntry('best', { name: 'queue' }),
      ]);

      const matches = await index.search(THINGS, { ...aQuery('queue'), limit: 5 });

      expect(matches).toHaveLength(5);
      expect(matches[0]?.id).toBe('best');
    });
  });
}
