import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { FieldTable } from '../../domain/field-table.ts';
import { resourceNameOf } from '../../domain/kind.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import type { KindProfileSource, SchemaDocument } from '../../ports/cluster.ts';
import { groupVersionPath } from './api-path.ts';
import { createLruCache } from './lru-cache.ts';
import type { SchemaResult } from './schema-messages.ts';
import type { SchemaParser } from './schema-parser.ts';
import { answerFailure, readBody, statusOf } from './status.ts';
import type { Transport } from './transport.ts';

const MAX_TABLES = 64;

/** One document being read while the next is fetched: more would only hold more memory. */
const MAX_DOCUMENTS_AT_ONCE = 2;

/** `/openapi/v3`: each document's URL, with a hash of its content. Sent as `text/plain`. */
const SchemaIndex = z.object({
  paths: z.record(z.string(), z.object({ serverRelativeURL: z.string() })),
});

/** The cluster's OpenAPI v3 documents: fetched when asked for, read in the worker, never kept. */
export interface SchemaSource {
  documents(): Promise<readonly SchemaDocument[]>;
  fieldTable(kind: ResourceKind): Promise<FieldTable>;
  profileSources(
    document: SchemaDocument,
    kinds: readonly ResourceKind[],
  ): Promise<readonly KindProfileSource[]>;
}

/** Kinds of one document that are asked for at the same time. */
interface TableBatch {
  readonly kinds: ResourceKind[];
  readonly result: Promise<SchemaResult>;
}

export function createSchemaSource(transport: Transport, parser: SchemaParser): SchemaSource {
  const tables = createLruCache<Promise<FieldTable>>(MAX_TABLES);
  const withSlot = createSlots(MAX_DOCUMENTS_AT_ONCE);
  const readTable = createTableReader({ transport, parser, withSlot });
  let asked: Promise<readonly SchemaDocument[]> | undefined;

  async function documents(): Promise<readonly SchemaDocument[]> {
    const response = await transport.send({ method: 'GET', path: '/openapi/v3' });
    return indexedDocuments(readBody(SchemaIndex, response));
  }

  /** Whoever asks while the answer is on its way shares it: with thousands of kinds it is long. */
  function documentsNow(): Promise<readonly SchemaDocument[]> {
    asked ??= documents().finally(() => (asked = undefined));
    return asked;
  }

  return {
    documents,
    async fieldTable(kind) {
      const document = (await documentsNow()).find(
        ({ group, version }) => group === kind.group && version === kind.version,
      );
      if (!document) throw notServed(kind);
      const key = `${document.hash}\n${kind.kind}`;
      const known = tables.get(key);
      if (known) return known;
      const table = readTable(document, kind);
      tables.set(key, table);
      // What failed is not remembered: the next call tries again.
      table.catch(() => tables.delete(key));
      return table;
    },
    async profileSources(document, kinds) {
      if (kinds.length === 0) return [];
      const result = await withSlot(async () => {
        const bytes = await fetchDocument(transport, document);
        return parser.solve({ type: 'profile-sources', bytes, kinds });
      });
      if (result.type === 'profile-sources') return result.sources;
      throw unreadable(result.type === 'failed' ? result.message : 'another task was answered');
    },
  };
}

/** Reads tables; those of one document that are asked for together from one reading of it. */
function createTableReader({
  transport,
  parser,
  withSlot,
}: {
  readonly transport: Transport;
  readonly parser: SchemaParser;
  readonly withSlot: ReturnType<typeof createSlots>;
}): (document: SchemaDocument, kind: ResourceKind) => Promise<FieldTable> {
  const batches = new Map<string, TableBatch>();

  async function readTable(document: SchemaDocument, kind: ResourceKind): Promise<FieldTable> {
    const key = `${document.hash}\n${groupVersionPath(document)}`;
    const batch = batches.get(key) ?? begun(key, document);
    const place = batch.kinds.push(kind) - 1;
    const result = await batch.result;
    const table = result.type === 'field-tables' ? result.tables[place] : undefined;
    if (table) return table;
    throw result.type === 'failed' ? unreadable(result.message) : notServed(kind);
  }

  /** Kinds join until the document is there: it is read once for all of them. */
  function begun(key: string, document: SchemaDocument): TableBatch {
    const kinds: ResourceKind[] = [];
    const result = withSlot(async () => {
      const bytes = await fetchDocument(transport, document).finally(() => batches.delete(key));
      return parser.solve({ type: 'field-tables', bytes, kinds: [...kinds] });
    });
    const batch = { kinds, result };
    batches.set(key, batch);
    return batch;
  }

  return readTable;
}

/** Only groups' versions have kinds; the index also lists `/version`, `/apis` and such. */
function indexedDocuments({ paths }: z.infer<typeof SchemaIndex>): readonly SchemaDocument[] {
  return Object.entries(paths).flatMap(([name, { serverRelativeURL: url }]) => {
    const [root = '', ...rest] = name.split('/');
    const [group, version] = root === 'api' ? ['', rest[0]] : rest;
    if ((root !== 'api' && root !== 'apis') || group === undefined || version === undefined) {
      return [];
    }
    // A server that gives no hash promises nothing: such a document counts as new each time.
    const hash = new URL(url, 'http://server').searchParams.get('hash') ?? randomUUID();
    return [{ group, version, hash }];
  });
}

/**
 * Asked for without its hash: with a hash that is no longer the document's, the server answers by
 * a redirect.
 */
async function fetchDocument(
  transport: Transport,
  place: Pick<ResourceKind, 'group' | 'version'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = `/openapi/v3${groupVersionPath(place)}`;
  const response = await transport.send({ method: 'GET', path });
  if (response.status !== 200) throw answerFailure(response, statusOf(response));
  // A copy of its own, since the worker takes the memory over.
  return Uint8Array.from(response.body);
}

function notServed(kind: ResourceKind): Failure {
  const message = `The cluster does not serve ${resourceNameOf(kind)} ${kind.version} any more. Start again to see what it serves now.`;
  return new Failure('conflict', message);
}

function unreadable(reason: string): Failure {
  const message = "The cluster's schemas could not be read. Try again shortly.";
  return new Failure('unavailable', message, { cause: new Error(reason), retryAfterMs: 5_000 });
}

/** Lets at most `count` tasks run; the others wait in order. */
function createSlots(count: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
