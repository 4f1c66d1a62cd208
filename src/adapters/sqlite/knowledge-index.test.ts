import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { anEntry, aQuery, THINGS } from '../../../test/contracts/knowledge-index-entries.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import { openDatabase, openDatabaseReadOnly } from './database.ts';
import { createSqliteKnowledgeIndex } from './knowledge-index.ts';
import { MIGRATIONS } from './schema.ts';

const TOY = { name: 'toy', dimensions: 2 };
const LARGER = { name: 'toy', dimensions: 3 };
const FILES = { vector: { embedder: TOY, values: Float32Array.of(1, 0) } };

const folder = mkdtempSync(join(tmpdir(), 'dotai-knowledge-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function aFile(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

/** All that is missing gets the vector of its passage: `files` or anything else. */
async function embedAll(index: KnowledgeIndex): Promise<void> {
  const missing = await index.withoutVector(THINGS, TOY, 1_000);
  const vectors = missing.map((entry) => ({
    ...entry,
    values: entry.passage === 'files' ? Float32Array.of(3, 0) : Float32Array.of(0, 2),
  }));
  await index.putVectors(THINGS, TOY, vectors);
}

async function found(index: KnowledgeIndex, text = 'zzz'): Promise<string[]> {
  const matches = await index.search(THINGS, { ...aQuery(text), ...FILES });
  return matches.map(({ id }) => id).sort();
}

describe('knowledge in SQLite', () => {
  it('is searched by meaning after a restart, and by who only reads', async () => {
    const path = aFile();
    const before = openDatabase(path);
    const index = createSqliteKnowledgeIndex(before);
    await index.upsert(THINGS, [
      anEntry('a', { name: 'a' }, { passage: 'files' }),
      anEntry('b', { name: 'b' }, { passage: 'tables' }),
    ]);
    await embedAll(index);
    await index.useEmbedder(THINGS, TOY);
    before.close();

    const after = openDatabase(path);
    expect(await found(createSqliteKnowledgeIndex(after))).toEqual(['a']);
    const reader = openDatabaseReadOnly(path);
    expect(await found(createSqliteKnowledgeIndex(reader))).toEqual(['a']);
    reader.close();
    after.close();
  });

  it('follows what another index writes to the same file', async () => {
    const database = openDatabase(':memory:');
    const [one, other] = [
      createSqliteKnowledgeIndex(database),
      createSqliteKnowledgeIndex(database),
    ];
    await one.upsert(THINGS, [anEntry('a', { name: 'a' }, { passage: 'files' })]);
    await embedAll(one);
    await one.useEmbedder(THINGS, TOY);
    expect(await found(other)).toEqual(['a']);

    await other.upsert(THINGS, [anEntry('b', { name: 'b' }, { passage: 'files' })]);
    await one.remove(THINGS, ['a']);

    expect(await found(one)).toEqual(['b']);
    expect(await found(other)).toEqual(['b']);
  });

  it('finds by a word that most entries hold what was written last, by whomever', async () => {
    const database = openDatabase(':memory:');
    const [one, other] = [
      createSqliteKnowledgeIndex(database),
      createSqliteKnowledgeIndex(database),
    ];
    const ids = Array.from({ length: 600 }, (_, number) => `entry-${number}`);
    await one.upsert(
      THINGS,
      ids.map((id) => anEntry(id, { name: 'bucket' })),
    );
    const search = async (index: KnowledgeIndex): Promise<readonly string[]> => {
      const matches = await index.search(THINGS, { ...aQuery('bucket'), limit: 1_000 });
      return matches.map(({ id }) => id).sort();
    };
    expect(await search(one)).toHaveLength(600);
    expect(await search(other)).toHaveLength(600);

    await one.upsert(THINGS, [anEntry('more', { name: 'bucket' })]);
    await other.remove(THINGS, ['entry-0']);

    const left = [...ids.slice(1), 'more'].sort();
    expect(await search(one)).toEqual(left);
    expect(await search(other)).toEqual(left);
  });

  it('embeds an equal passage of another cluster once', async () => {
    const index = createSqliteKnowledgeIndex(openDatabase(':memory:'));
    const entry = anEntry('here', { name: 'a' }, { passage: 'files', clusterId: 'one' });
    await index.upsert(THINGS, [entry]);
    await embedAll(index);
    await index.useEmbedder(THINGS, TOY);

    await index.upsert(THINGS, [
      anEntry('there', { name: 'a' }, { passage: 'files', clusterId: 'two' }),
    ]);

    expect(await index.withoutVector(THINGS, TOY, 10)).toEqual([]);
    expect(await found(index)).toEqual(['here', 'there']);
    await index.remove(THINGS, ['here']);
    expect(await found(index)).toEqual(['there']);
  });

  it('lets a vector go with the last entry that has its passage', async () => {
    const database = openDatabase(':memory:');
    const index = createSqliteKnowledgeIndex(database);
    const count = database.connection.prepare('SELECT count(*) AS vectors FROM knowledge_vectors');
    await index.upsert(
      THINGS,
      ['a', 'b', 'c'].map((id) => anEntry(id, { name: id }, { passage: 'files' })),
    );
    await embedAll(index);
    await index.useEmbedder(THINGS, TOY);
    expect(count.get()).toEqual({ vectors: 1 });

    await index.remove(THINGS, ['a']);
    await index.upsert(THINGS, [anEntry('b', { name: 'b' })]);
    expect(count.get()).toEqual({ vectors: 1 });
    await index.upsert(THINGS, [anEntry('c', { name: 'c' }, { passage: 'tables' })]);

    expect(count.get()).toEqual({ vectors: 0 });
    expect(await found(index)).toEqual([]);
    await embedAll(index);
    await index.upsert(THINGS, [anEntry('d', { name: 'd' }, { passage: 'files' })]);
    await embedAll(index);
    expect(await found(index)).toEqual(['d']);
  });

  it('takes other vectors of one name and another size neither into the index nor into use', async () => {
    const index = createSqliteKnowledgeIndex(openDatabase(':memory:'));
    await index.upsert(THINGS, [anEntry('a', { name: 'a' }, { passage: 'files' })]);
    await embedAll(index);
    const values = Float32Array.of(1, 0, 0);
    const put = index.putVectors(THINGS, LARGER, [{ id: 'a', passage: 'files', values }]);

    const refusal = { kind: 'invalid-input', message: /toy have 2 numbers .* now 3\./u };
    await expect(put).rejects.toMatchObject({
      kind: refusal.kind,
      message: expect.stringMatching(refusal.message),
    });
    await expect(index.useEmbedder(THINGS, LARGER)).rejects.toMatchObject({ kind: refusal.kind });
    await index.useEmbedder(THINGS, TOY);
    await expect(index.useEmbedder(THINGS, LARGER)).rejects.toMatchObject({ kind: refusal.kind });
    expect(await found(index)).toEqual(['a']);
  });

  it('takes no vector that has no direction', async () => {
    const index = createSqliteKnowledgeIndex(openDatabase(':memory:'));
    await index.upsert(THINGS, [anEntry('a', { name: 'a' }, { passage: 'files' })]);

    for (const values of [Float32Array.of(0, 0), Float32Array.of(Number.NaN, 1)]) {
      const put = index.putVectors(THINGS, TOY, [{ id: 'a', passage: 'files', values }]);
      await expect(put).rejects.toMatchObject({ kind: 'invalid-input' });
    }
    expect(await index.withoutVector(THINGS, TOY, 10)).toHaveLength(1);
  });

  it('keeps in memory what is on disk where a write is undone', async () => {
    const database = openDatabase(':memory:');
    const index = createSqliteKnowledgeIndex(database);
    await index.upsert(THINGS, [anEntry('a', { name: 'a' }, { passage: 'files' })]);
    await embedAll(index);
    await index.useEmbedder(THINGS, TOY);
    expect(await found(index)).toEqual(['a']);
    const toJSON = (): never => {
      throw new Error('it cannot be written');
    };
    const broken = Object.assign(anEntry('b', { name: 'b' }), { payload: { toJSON } });

    const write = index.upsert(THINGS, [anEntry('a', { name: 'gone' }), broken]);
    await expect(write).rejects.toThrow('it cannot be written');

    expect(await found(index)).toEqual(['a']);
    expect(await index.get(THINGS, 'b')).toBeUndefined();
  });

  it('is dropped with a file of the layout without vectors, for the next scan to read again', () => {
    const path = aFile();
    const at = MIGRATIONS.findIndex((statements) => statements.includes('knowledge_vectors'));
    const old = new DatabaseSync(path);
    for (const statements of MIGRATIONS.slice(0, at)) old.exec(statements);
    old.exec(`CREATE TABLE knowledge_entries (row INTEGER PRIMARY KEY, collection TEXT) STRICT;
      CREATE VIRTUAL TABLE knowledge_text_capabilities USING fts5(name);
      INSERT INTO knowledge_entries (collection) VALUES ('capabilities');
      PRAGMA user_version = ${at};`);
    old.close();

    const database = openDatabase(path);
    const rows = database.connection.prepare('SELECT count(*) AS count FROM knowledge_entries');
    expect(rows.get()).toEqual({ count: 0 });
    const list = createSqliteKnowledgeIndex(database).list('capabilities', { offset: 0, limit: 9 });
    database.close();
    return expect(list).resolves.toEqual({ total: 0, payloads: [] });
  });
});
