import type { z } from 'zod';
import {
  type Collections,
  keptPoint,
  keptVectors,
  QdrantError,
  type StoredCollection,
} from './collections.ts';
import { admits, admitted } from './filter.ts';
import { answerQuery, recordOf } from './query.ts';
import {
  BatchUpdate,
  CreateCollection,
  CreateFieldIndex,
  DeletePoints,
  GetPoints,
  Query,
  QueryBatch,
  ScrollPoints,
  UpdateAliases,
  type UpdateVectors,
  UpsertPoints,
} from './requests.ts';

/** What one operation answers, by its method and its path in the API description. */
export type Operation = (call: {
  readonly collections: Collections;
  /** The collection that the path names, or nothing. */
  readonly name: string;
  readonly body: unknown;
}) => unknown;

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /collections': ({ collections }) => ({
    collections: collections.names().map((name) => ({ name })),
  }),
  'GET /aliases': ({ collections }) => ({ aliases: collections.aliases() }),
  'POST /collections/aliases': ({ collections, body }) => {
    for (const action of read(UpdateAliases, body).actions) {
      if ('create_alias' in action)
        collections.pointAlias(action.create_alias.alias_name, action.create_alias.collection_name);
      else collections.removeAlias(action.delete_alias.alias_name);
    }
    return true;
  },
  'GET /collections/{collection_name}': ({ collections, name }) =>
    informationOf(collections.of(name)),
  'PUT /collections/{collection_name}': ({ collections, name, body }) => {
    collections.create(name, read(CreateCollection, body));
    return true;
  },
  'DELETE /collections/{collection_name}': ({ collections, name }) => collections.drop(name),
  'GET /collections/{collection_name}/exists': ({ collections, name }) => ({
    exists: collections.has(name),
  }),
  'PUT /collections/{collection_name}/index': ({ collections, name, body }) => {
    const { field_name: field, field_schema: schema } = read(CreateFieldIndex, body);
    const collection = collections.of(name);
    collection.indexes.set(field, schema);
    return updated(collection);
  },
  'PUT /collections/{collection_name}/points': ({ collections, name, body }) => {
    const collection = collections.of(name);
    const points = read(UpsertPoints, body).points.map((point) => keptPoint(collection, point));
    const result = updated(collection);
    for (const point of points)
      collection.points.set(point.id, { ...point, version: result.operation_id });
    return result;
  },
  'POST /collections/{collection_name}/points': ({ collections, name, body }) => {
    const { ids, ...parts } = read(GetPoints, body);
    const { points } = collections.of(name);
    return ids.flatMap((id) => points.get(id) ?? []).map((point) => recordOf(point, parts));
  },
  'POST /collections/{collection_name}/points/delete': ({ collections, name, body }) => {
    const collection = collections.of(name);
    for (const id of read(DeletePoints, body).points) collection.points.delete(id);
    return updated(collection);
  },
  'POST /collections/{collection_name}/points/batch': ({ collections, name, body }) => {
    const collection = collections.of(name);
    return read(BatchUpdate, body).operations.map(({ update_vectors: update }) =>
      updateVectors(collection, update),
    );
  },
  'POST /collections/{collection_name}/points/scroll': ({ collections, name, body }) => {
    const { filter, limit, offset = '', ...parts } = read(ScrollPoints, body);
    const rest = admitted(collections.of(name), filter).filter(({ id }) => id >= offset);
    return {
      points: rest.slice(0, limit).map((point) => recordOf(point, parts)),
      next_page_offset: rest[limit]?.id ?? null,
    };
  },
  'POST /collections/{collection_name}/points/query': ({ collections, name, body }) =>
    answerQuery(collections.of(name), read(Query, body)),
  'POST /collections/{collection_name}/points/query/batch': ({ collections, name, body }) => {
    const collection = collections.of(name);
    return read(QueryBatch, body).searches.map((query) => answerQuery(collection, query));
  },
};

/** Points that the filter does not admit keep their vectors; a point that is not there is an error. */
function updateVectors(
  collection: StoredCollection,
  { points, update_filter: filter = {} }: UpdateVectors,
) {
  admitted(collection, filter);
  const result = updated(collection);
  for (const { id, vector } of points) {
    const known = collection.points.get(id);
    if (!known) throw new QdrantError(404, `Not found: No point with id ${id} found`);
    if (!admits(known, filter)) continue;
    const vectors = { ...known.vectors, ...keptVectors(collection, vector) };
    collection.points.set(id, { ...known, vectors, version: result.operation_id });
  }
  return result;
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new QdrantError(400, `Format error in JSON body: ${parsed.error.message}`);
}

function updated(collection: StoredCollection) {
  return { operation_id: collection.nextOperation(), status: 'completed' as const };
}

function informationOf({ settings, indexes, points }: StoredCollection) {
  const { metadata, ...params } = settings;
  return {
    status: 'green',
    optimizer_status: 'ok',
    indexed_vectors_count: 0,
    points_count: points.size,
    segments_count: 1,
    config: {
      params: { ...params, shard_number: 1, replication_factor: 1, write_consistency_factor: 1 },
      hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10_000 },
      optimizer_config: { default_segment_number: 0, flush_interval_sec: 5 },
      ...(metadata === undefined ? {} : { metadata }),
    },
    payload_schema: Object.fromEntries(
      [...indexes].map(([field, data_type]) => [field, { data_type, points: points.size }]),
    ),
  };
}
