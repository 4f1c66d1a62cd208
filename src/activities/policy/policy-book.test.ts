import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { createFakeEmbedder } from '../../../test/fakes/embedder.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { createFakeTaughtRecords } from '../../../test/fakes/taught-records.ts';
import { POLICIES } from '../../domain/policy/index-entry.ts';
import type { Embedder } from '../../ports/embedder.ts';
import { createPolicyBook } from './policy-book.ts';

const REGION = aPolicy();
const TAGS = aPolicy({
  id: 'pol-aaaaaaaaaaaa',
  sentence: 'Every bucket carries a cost centre label',
  triggers: ['S3', 'storage'],
  rationale: 'Finance bills each team by it.',
});
const UNAVAILABLE = expect.objectContaining({ kind: 'unavailable' });

function setUp(embedder?: Embedder) {
  const [taught, knowledge] = [createFakeTaughtRecords(), createFakeKnowledgeIndex()];
  const logger = createFakeLogger();
  const parts = { taught, knowledge, embedder, logger };
  const book = createPolicyBook(parts);
  async function found(text: string): Promise<string[]> {
    return (await book.search(text, 5)).map(({ policy }) => policy.id);
  }
  return { ...parts, book, found, again: () => createPolicyBook(parts) };
}

describe('the policy book', () => {
  it('gives back what was saved: the newest version, and each of them', async () => {
    const { book } = setUp();
    const second = { ...REGION, version: 2, rationale: 'The law wants it.' };
    await book.save(REGION);
    await book.save(second);

    expect(await book.get(REGION.id)).toEqual(second);
    expect(await book.versions(REGION.id)).toEqual([REGION, second]);
    expect(await book.all()).toEqual([second]);
    expect(await book.get('pol-none')).toBeUndefined();
  });

  it('has drafts guide nothing, and shows them', async () => {
    const { book } = setUp();
    await book.save({ ...REGION, status: 'draft' });
    await book.save(TAGS);

    expect(await book.active()).toEqual([TAGS]);
    expect((await book.all()).map(({ id }) => id)).toEqual([REGION.id, TAGS.id]);
  });

  it('goes on guiding by the version before while a newer one is a draft', async () => {
    const { book } = setUp();
    const draft = { ...REGION, version: 2, status: 'draft' as const, sentence: 'Anywhere is fine' };
    await book.save(REGION);
    await book.save(draft);
    await book.save({ ...draft, version: 3, sentence: 'Really anywhere' });

    expect(await book.active()).toEqual([REGION]);
    expect((await book.get(REGION.id))?.sentence).toBe('Really anywhere');
    await book.save({ ...draft, version: 4, status: 'active' });
    expect(await book.active()).toEqual([{ ...draft, version: 4, status: 'active' }]);
  });

  it('sees at once what another process saved or removed', async () => {
    const { book, again } = setUp();
    const other = again();
    await book.save(REGION);
    expect(await other.active()).toEqual([REGION]);
    await other.remove(REGION.id, 1);

    expect(await book.active()).toEqual([]);
    expect(await book.search('database region', 5)).toEqual([]);
  });

  it('takes the same version once more, and refuses another of the same number', async () => {
    const { book } = setUp();
    await book.save(REGION);
    await book.save(REGION);
    const other = { ...REGION, rationale: 'Something else.' };

    await expect(book.save(other)).rejects.toEqual(expect.objectContaining({ kind: 'conflict' }));
    expect(await book.versions(REGION.id)).toEqual([REGION]);
  });

  it('stops while the records are away, whether it read them before or not', async () => {
    const { book, taught } = setUp();
    await book.save(REGION);
    await book.active();
    taught.setDown(true);

    await expect(book.active()).rejects.toEqual(UNAVAILABLE);
    await expect(book.search('region', 5)).rejects.toEqual(UNAVAILABLE);
  });

  it('stops at a record that it cannot read: nobody goes on without a policy', async () => {
    const { book, taught } = setUp();
    await book.save(TAGS);
    const body = { id: REGION.id, rules: 'of a kind that is not known yet' };
    const record = { collection: 'policies' as const, id: REGION.id, version: 1, body };
    await taught.save({ ...record, at: REGION.changedAt });

    await expect(book.active()).rejects.toThrow(/another version of dotai/u);
    await expect(book.get(REGION.id)).rejects.toEqual(UNAVAILABLE);
    expect(await book.get(TAGS.id)).toEqual(TAGS);
  });
});

describe('searching for policies', () => {
  it('finds by the sentence, the triggers and the rationale, and says by which words', async () => {
    const { book } = setUp();
    await book.save(REGION);
    await book.save(TAGS);

    for (const text of ['us-east-1 databases', 'RDS', 'jurisdiction']) {
      const [best] = await book.search(text, 5);
      expect(best?.policy).toEqual(REGION);
      expect(best?.score).toBe(1);
      expect(best?.matched).not.toEqual([]);
    }
    expect((await book.search('cost centre', 5))[0]?.policy).toEqual(TAGS);
    expect(await book.search('unrelated nonsense', 5)).toEqual([]);
    expect(await book.search('database bucket', 1)).toHaveLength(1);
  });

  it('finds by meaning what was just saved', async () => {
    const embedder = createFakeEmbedder();
    const { book, knowledge } = setUp(embedder);
    await book.save(REGION);
    await book.save(TAGS);
    const [best] = await book.search('the region of databases in AWS', 5);

    expect(best?.policy).toEqual(REGION);
    expect(best?.parts.meaning).toBeGreaterThan(0);
    expect(await knowledge.withoutVector(POLICIES, embedder.identity, 10)).toEqual([]);
    expect(embedder.texts[0]).toContain(REGION.sentence);
  });

  it('saves while the embedder is away, and makes up for the vector with the next policy', async () => {
    const embedder = createFakeEmbedder();
    const { book, knowledge, logger, found } = setUp(embedder);
    embedder.setDown(true);
    await book.save(REGION);
    expect(await found('database region')).toEqual([REGION.id]);
    expect(logger.entries.map(({ message }) => message)).toContain(
      'policies wait for their vectors',
    );
    embedder.setDown(false);
    await book.save(TAGS);

    expect(await knowledge.withoutVector(POLICIES, embedder.identity, 10)).toEqual([]);
  });

  it('lets a bug of the embedder be seen', async () => {
    const embed = async (): Promise<never> => {
      throw new TypeError('no such thing');
    };
    const { book } = setUp({ ...createFakeEmbedder(), embed });

    await expect(book.save(REGION)).rejects.toThrow('no such thing');
    expect(await book.get(REGION.id)).toEqual(REGION);
  });

  it('keeps what is saved while the index is away, and finds it when it is back', async () => {
    const { book, knowledge, found, logger } = setUp(createFakeEmbedder());
    await book.save(REGION);
    knowledge.setDown(true);
    await book.save({ ...REGION, version: 2, sentence: 'Databases run in the Frankfurt region' });
    await book.save(TAGS);
    await expect(book.search('bucket', 5)).rejects.toEqual(UNAVAILABLE);
    expect(await book.active()).toHaveLength(2);
    expect(logger.entries.map(({ level, message }) => `${level}: ${message}`)).toContain(
      'warn: the knowledge index lags behind the policies',
    );
    knowledge.setDown(false);

    expect(await found('bucket')).toEqual([TAGS.id]);
    expect((await book.search('databases run in Frankfurt', 5))[0]?.parts.meaning).toBeGreaterThan(
      0,
    );
  });

  it('finds no policy that was removed while the index was away', async () => {
    const { book, knowledge, found } = setUp();
    await book.save(REGION);
    await book.save(TAGS);
    knowledge.setDown(true);
    expect(await book.remove(REGION.id, 1)).toBe(true);
    knowledge.setDown(false);

    expect(await found('database region')).toEqual([]);
    expect((await knowledge.list(POLICIES, { offset: 0, limit: 9 })).total).toBe(1);
  });

  it('notices an index that was lost while it runs', async () => {
    const { book, knowledge, found } = setUp();
    await book.save(REGION);
    expect(await found('database')).toEqual([REGION.id]);
    await knowledge.remove(POLICIES, [REGION.id]);

    expect(await found('database')).toEqual([REGION.id]);
  });
});

describe('repairing the index of policies', () => {
  it('makes again what is missing, stale or too much, with its vectors, and nothing else', async () => {
    const embedder = createFakeEmbedder();
    const { book, taught, knowledge, again } = setUp(embedder);
    await book.save(REGION);
    await book.save(TAGS);
    const gone = { ...TAGS, id: 'pol-bbbbbbbbbbbb' };
    await book.save(gone);
    await taught.remove('policies', gone.id, 1);
    const next = { ...REGION, version: 2, sentence: 'Databases run in the Frankfurt region' };
    const body = JSON.parse(JSON.stringify(next));
    await taught.save({
      collection: 'policies',
      id: next.id,
      version: 2,
      at: next.changedAt,
      body,
    });
    const before = knowledge.upserts();
    const later = again();
    await later.repairIndex();

    expect(knowledge.upserts() - before).toBe(1);
    const { payloads } = await knowledge.list(POLICIES, { offset: 0, limit: 9 });
    expect(payloads).toHaveLength(2);
    expect(payloads).toContainEqual(expect.objectContaining({ id: REGION.id, version: 2 }));
    expect(payloads).toContainEqual(expect.objectContaining({ id: TAGS.id, version: 1 }));
    expect(await knowledge.withoutVector(POLICIES, embedder.identity, 10)).toEqual([]);
    await later.repairIndex();
    expect(knowledge.upserts() - before).toBe(1);
  });

  it('compares vectors of a new embedder once it has made them', async () => {
    const { book, taught, knowledge } = setUp(createFakeEmbedder());
    await book.save(REGION);
    const embedder = createFakeEmbedder({ name: 'another', dimensions: 32 });
    const later = createPolicyBook({ taught, knowledge, embedder, logger: createFakeLogger() });
    await later.repairIndex();

    const [best] = await later.search('the region of databases', 5);
    expect(best?.parts.meaning).toBeGreaterThan(0);
  });

  it('says that the index is away', async () => {
    const { book, knowledge } = setUp();
    knowledge.setDown(true);

    await expect(book.repairIndex()).rejects.toEqual(UNAVAILABLE);
  });
});
