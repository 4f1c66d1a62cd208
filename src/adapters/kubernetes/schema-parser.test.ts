import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createSchemaParser } from './schema-parser.ts';

function bytesOf(document: unknown): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(JSON.stringify(document)));
}

const kind = { group: 'x.test', version: 'v1', kind: 'Thing', plural: 'things', namespaced: true };

const document = {
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: { spec: { type: 'object', properties: { size: { type: 'string' } } } },
        'x-kubernetes-group-version-kind': [{ group: 'x.test', version: 'v1', kind: 'Thing' }],
      },
    },
  },
};

describe('schema parser', () => {
  it('reads documents in another thread, several asked for at once', async () => {
    const parser = createSchemaParser();
    const [table, sources] = await Promise.all([
      parser.solve({ type: 'field-tables', bytes: bytesOf(document), kinds: [kind] }),
      parser.solve({ type: 'profile-sources', bytes: bytesOf(document), kinds: [kind] }),
    ]);

    expect(table).toMatchObject({
      type: 'field-tables',
      tables: [{ rows: [{ path: 'spec' }, { path: 'spec.size' }] }],
    });
    expect(sources).toMatchObject({ type: 'profile-sources', sources: [{ kind }] });
  });

  it('answers that a document makes no sense, and goes on with the next one', async () => {
    const parser = createSchemaParser();
    const bad = await parser.solve({
      type: 'field-tables',
      bytes: bytesOf('nonsense'),
      kinds: [kind],
    });
    const good = await parser.solve({
      type: 'field-tables',
      bytes: bytesOf(document),
      kinds: [kind],
    });

    expect(bad.type).toBe('failed');
    expect(good.type).toBe('field-tables');
  });

  it('fails what was asked of a worker that dies, and starts another for the next task', async () => {
    const alive =
      "const { parentPort } = require('node:worker_threads'); parentPort.on('message', ({ id }) => parentPort.postMessage({ id, result: { type: 'failed', message: 'alive' } }));";
    const programs = ["throw new Error('out of memory')", 'process.exit(3)', alive];
    const parser = createSchemaParser(() => new Worker(programs.shift() ?? '', { eval: true }));
    const ask = () =>
      parser.solve({ type: 'field-tables', bytes: bytesOf(document), kinds: [kind] });

    await expect(ask()).rejects.toMatchObject({
      kind: 'unavailable',
      cause: { message: 'out of memory' },
    });
    await expect(ask()).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(ask()).resolves.toEqual({ type: 'failed', message: 'alive' });
  });
});
