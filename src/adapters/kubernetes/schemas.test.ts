import { describe, expect, it } from 'vitest';
import type { ResourceKind } from '../../domain/kind.ts';
import { fieldTableOf, parseSchemaDocument, profileSourcesOf } from './schema/schema-document.ts';
import type { SchemaParser } from './schema-parser.ts';
import { createSchemaSource } from './schemas.ts';
import type { Transport } from './transport.ts';

const thing: ResourceKind = {
  group: 'x.test',
  version: 'v1',
  kind: 'Thing',
  plural: 'things',
  namespaced: true,
};

const document = {
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: { spec: { type: 'object' } },
        'x-kubernetes-group-version-kind': [{ group: 'x.test', version: 'v1', kind: 'Thing' }],
      },
    },
  },
};

/** The worker's work, done here. */
const parser: SchemaParser = {
  async solve(task) {
    const schemas = parseSchemaDocument(task.bytes);
    return task.type === 'field-tables'
      ? { type: task.type, tables: task.kinds.map((kind) => fieldTableOf(schemas, kind)) }
      : { type: task.type, sources: profileSourcesOf(schemas, task.kinds) };
  },
};

interface Served {
  hash: string | undefined;
  isFailing: boolean;
  /** How often the document, not the index, was fetched. */
  fetches: number;
  indexFetches: number;
}

function serving(served: Served): Transport {
  function body({ path }: { readonly path: string }): object {
    if (path !== '/openapi/v3') {
      served.fetches += 1;
      return document;
    }
    served.indexFetches += 1;
    const query = served.hash === undefined ? '' : `?hash=${served.hash}`;
    const paths = Object.fromEntries(
      ['version', 'apis', 'apis/x.test', 'apis/x.test/v1', 'api/v1'].map((name) => [
        name,
        { serverRelativeURL: `/openapi/v3/${name}${query}` },
      ]),
    );
    return { paths };
  }
  return {
    fingerprint: '',
    async send(request) {
      const answer = JSON.stringify(body(request));
      const isDown = served.isFailing && request.path !== '/openapi/v3';
      const status = isDown ? 503 : 200;
      return { status, body: Buffer.from(answer), warnings: [], header: () => undefined };
    },
    async stream() {
      throw new Error('schemas are not watched');
    },
  };
}

function aServer(more: Partial<Served> = {}): Served {
  return { hash: 'A', isFailing: false, fetches: 0, indexFetches: 0, ...more };
}

describe('schema source', () => {
  it('lists the documents of group versions with their hashes, and no other', async () => {
    const source = createSchemaSource(serving(aServer()), parser);

    await expect(source.documents()).resolves.toEqual([
      { group: 'x.test', version: 'v1', hash: 'A' },
      { group: '', version: 'v1', hash: 'A' },
    ]);
  });

  it('never calls a document unchanged that the server gives no hash', async () => {
    const source = createSchemaSource(serving(aServer({ hash: undefined })), parser);
    const [before] = await source.documents();
    const [after] = await source.documents();

    expect(after?.hash).not.toBe(before?.hash);
  });

  it('reads a table once, until its document changes', async () => {
    const server = aServer();
    const source = createSchemaSource(serving(server), parser);
    const [table] = await Promise.all([source.fieldTable(thing), source.fieldTable(thing)]);
    const again = await source.fieldTable(thing);
    const fetchesBefore = server.fetches;
    server.hash = 'B';
    await source.fieldTable(thing);

    expect(again).toEqual(table);
    expect(fetchesBefore).toBe(1);
    expect(server.fetches).toBe(2);
  });

  it('reads the index and a document once for all kinds that are asked for together', async () => {
    const server = aServer();
    const source = createSchemaSource(serving(server), parser);
    const gadget = source.fieldTable({ ...thing, kind: 'Gadget' });
    const [gone, table] = await Promise.allSettled([gadget, source.fieldTable(thing)]);

    expect(server).toMatchObject({ fetches: 1, indexFetches: 1 });
    expect(table).toMatchObject({ status: 'fulfilled', value: { rows: [{ path: 'spec' }] } });
    expect(gone).toMatchObject({ status: 'rejected', reason: { kind: 'conflict' } });
  });

  it('tries again after a failure', async () => {
    const server = aServer({ isFailing: true });
    const source = createSchemaSource(serving(server), parser);

    await expect(source.fieldTable(thing)).rejects.toMatchObject({ kind: 'unavailable' });
    server.isFailing = false;
    await expect(source.fieldTable(thing)).resolves.toMatchObject({ rows: [{ path: 'spec' }] });
  });

  it('says that a kind is gone when no document describes it', async () => {
    const source = createSchemaSource(serving(aServer()), parser);

    await expect(source.fieldTable({ ...thing, version: 'v9' })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('things.x.test v9'),
    });
    await expect(source.fieldTable({ ...thing, kind: 'Gadget' })).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  it('fetches nothing for a document of which no kind is wanted', async () => {
    const server = aServer();
    const source = createSchemaSource(serving(server), parser);
    const [first] = await source.documents();
    const sources = first ? await source.profileSources(first, []) : undefined;

    expect(sources).toEqual([]);
    expect(server.fetches).toBe(0);
  });

  it('reads at most two documents at once, and all of them in the end', async () => {
    let running = 0;
    let most = 0;
    const slow: SchemaParser = {
      async solve(task) {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        running -= 1;
        return parser.solve(task);
      },
    };
    const source = createSchemaSource(serving(aServer()), slow);
    const wanted = { group: 'x.test', version: 'v1', hash: 'A' };
    const reads = Array.from({ length: 6 }, () => source.profileSources(wanted, [thing]));
    const all = await Promise.all(reads);

    expect(most).toBe(2);
    expect(all.map((sources) => sources.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
