import { beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { anEntry, THINGS } from './knowledge-index-entries.ts';
import { meaning, OTHER, TOY, vectorOf, vectorSteps } from './knowledge-index-meanings.ts';

/** What every knowledge index does when another embedder is tried, used or given up. */
export function knowledgeEmbeddersContract(
  name: string,
  create: () => KnowledgeIndex | Promise<KnowledgeIndex>,
): void {
  describe(`embedders of the knowledge index: ${name}`, () => {
    let index: KnowledgeIndex;
    beforeEach(async () => {
      index = await create();
    });
    const { missing, embedAll, found } = vectorSteps(() => index);

    it('goes on with the embedder in use until another one is used, and lets the earlier go', async () => {
      await index.upsert(THINGS, [
        anEntry('bucket', { name: 'bucket' }, { passage: 'files' }),
        anEntry('database', { name: 'database' }, { passage: 'tables' }),
      ]);
      await embedAll();
      expect(await index.useEmbedder(THINGS, TOY)).toBeUndefined();
      await embedAll(OTHER);
      expect(await found('zzz', meaning('files'))).toEqual(['bucket']);
      expect(await found('zzz', meaning('files', OTHER))).toEqual([]);

      expect(await index.useEmbedder(THINGS, OTHER)).toBe('toy');
      expect(await index.useEmbedder(THINGS, OTHER)).toBeUndefined();

      expect(await found('zzz', meaning('files', OTHER))).toEqual(['bucket']);
      expect(await found('zzz', meaning('files'))).toEqual([]);
      expect(await missing(OTHER)).toEqual([]);
      expect(await missing()).toEqual(['bucket', 'database']);
    });

    it('lets go an embedder that was tried and given up, when the one in use is named again', async () => {
      await index.upsert(THINGS, [
        anEntry('bucket', { name: 'bucket' }, { passage: 'files' }),
        anEntry('database', { name: 'database' }, { passage: 'tables' }),
      ]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);
      const values = vectorOf('files', OTHER);
      await index.putVectors(THINGS, OTHER, [{ id: 'bucket', passage: 'files', values }]);
      expect(await missing(OTHER)).toEqual(['database']);

      expect(await index.useEmbedder(THINGS, TOY)).toBeUndefined();

      expect(await missing()).toEqual([]);
      expect(await found('zzz', meaning('files'))).toEqual(['bucket']);
      expect(await missing(OTHER)).toEqual(['bucket', 'database']);
    });

    it('takes entries, changes and removals while another embedder is being put beside', async () => {
      await index.upsert(THINGS, [
        anEntry('kept', { name: 'kept' }, { passage: 'files' }),
        anEntry('changed', { name: 'changed' }, { passage: 'files and tables' }),
        anEntry('removed', { name: 'removed' }, { passage: 'tables' }),
      ]);
      await embedAll();
      await index.useEmbedder(THINGS, TOY);
      await embedAll(OTHER);
      await index.upsert(THINGS, [
        anEntry('changed', { name: 'changed' }, { passage: 'tables' }),
        anEntry('new', { name: 'new' }, { passage: 'nearly files' }),
      ]);
      await index.remove(THINGS, ['removed']);

      expect(await missing(OTHER)).toContain('new');
      expect(await missing()).toContain('new');
      await embedAll(OTHER);
      await index.useEmbedder(THINGS, OTHER);

      const near = await found('zzz', meaning('files', OTHER));
      expect(near).toEqual(expect.arrayContaining(['kept', 'new']));
      expect(await found('zzz', meaning('tables', OTHER))).toContain('changed');
      expect(await found('removed', meaning('tables', OTHER))).not.toContain('removed');
      expect(await found('kept')).toEqual(['kept']);
    });
  });
}
