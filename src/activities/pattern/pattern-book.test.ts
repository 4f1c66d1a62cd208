import { expect, it } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/embedder.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { createFakeTaughtRecords } from '../../../test/fakes/taught-records.ts';
import { aDatabasePattern, aPattern } from '../../../test/pattern-builders.ts';
import { PATTERNS } from '../../domain/pattern/index-entry.ts';
import { createPatternBook } from './pattern-book.ts';

const PUBLIC = aPattern();
const DATABASES = aDatabasePattern();
const UNAVAILABLE = expect.objectContaining({ kind: 'unavailable' });

function setUp() {
  const [taught, knowledge] = [createFakeTaughtRecords(), createFakeKnowledgeIndex()];
  const [embedder, logger] = [createFakeEmbedder(), createFakeLogger()];
  const stores = { taught, knowledge, embedder, logger };
  return { ...stores, book: createPatternBook(stores) };
}

it('goes on guiding by the version before while a newer one is a draft', async () => {
  const { book } = setUp();
  const draft = { ...PUBLIC, version: 2, status: 'draft' as const, name: 'Anything public' };
  await book.save(PUBLIC);
  await book.save(draft);
  await book.save({ ...DATABASES, status: 'draft' });

  expect(await book.active()).toEqual([PUBLIC]);
  expect((await book.all()).map(({ name }) => name)).toEqual(['Anything public', DATABASES.name]);
  expect(await book.versions(PUBLIC.id)).toEqual([PUBLIC, draft]);
  await book.save({ ...draft, version: 3, status: 'active' });
  expect((await book.active()).map(({ version }) => version)).toEqual([3]);
});

it('finds by name, triggers, rationale, and the names of its resources', async () => {
  const { book, knowledge, embedder } = setUp();
  await book.save(PUBLIC);
  await book.save(DATABASES);

  for (const text of ['public services', 'foundational networking', 'InternetGateway']) {
    const [best] = await book.search(text, 5);
    expect(best).toMatchObject({ pattern: PUBLIC, score: 1 });
  }
  const [best] = await book.search('postgres', 5);
  expect(best?.pattern).toEqual(DATABASES);
  expect(best?.matched).not.toEqual([]);
  expect(best?.parts.meaning).toBeGreaterThan(0);
  expect(await knowledge.withoutVector(PATTERNS, embedder.identity, 9)).toEqual([]);
});

it('finds what is new, and nothing that was removed, also when the index was away', async () => {
  const { book, knowledge, logger } = setUp();
  await book.save(PUBLIC);
  knowledge.setDown(true);
  await book.save(DATABASES);
  expect(await book.remove(PUBLIC.id, 1)).toBe(true);
  await expect(book.search('database', 5)).rejects.toEqual(UNAVAILABLE);
  knowledge.setDown(false);

  const found = await book.search('public database', 5);
  expect(found.map(({ pattern }) => pattern.id)).toEqual([DATABASES.id]);
  expect(logger.entries.map(({ message }) => message)).toContain(
    'the knowledge index lags behind the patterns',
  );
});

it('stops at a record that it cannot read', async () => {
  const { book, taught } = setUp();
  const at = PUBLIC.changedAt;
  const record = { collection: 'patterns' as const, id: PUBLIC.id, version: 1, at };
  await taught.save({ ...record, body: { id: PUBLIC.id } });

  await expect(book.active()).rejects.toThrow(/pattern pat-0123456789ab was stored by another/u);
});
