import { z } from 'zod';

/** What the double understands of Qdrant's requests. Anything else is refused, so that nothing is ignored. */

const PointId = z.uuid({ error: 'is not a valid point ID, valid values are UUIDs here' });
const SparseVector = z
  .strictObject({ indices: z.array(z.int().min(0).max(0xffffffff)), values: z.array(z.number()) })
  .refine(({ indices, values }) => indices.length === values.length, 'must be the same length')
  .refine(({ indices }) => new Set(indices).size === indices.length, 'must be unique');
const NamedVectors = z.record(z.string(), z.union([z.array(z.number()), SparseVector]));
const Payload = z.record(z.string(), z.unknown());
const WithPart = z.union([z.boolean(), z.array(z.string())]);

export type SparseVector = z.infer<typeof SparseVector>;
export type NamedVectors = z.infer<typeof NamedVectors>;
export type Payload = z.infer<typeof Payload>;
export type WithPart = z.infer<typeof WithPart>;

export type Condition =
  | { readonly key: string; readonly match: { readonly value: string | boolean | number } }
  | { readonly has_id: readonly string[] }
  | { readonly has_vector: string }
  | { readonly is_empty: { readonly key: string } }
  | Filter;

export interface Filter {
  readonly must?: readonly Condition[];
  readonly should?: readonly Condition[];
  readonly must_not?: readonly Condition[];
}

const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({
      key: z.string(),
      match: z.strictObject({ value: z.union([z.string(), z.boolean(), z.number()]) }),
    }),
    z.strictObject({ has_id: z.array(PointId) }),
    z.strictObject({ has_vector: z.string() }),
    z.strictObject({ is_empty: z.strictObject({ key: z.string() }) }),
    Filter,
  ]),
);
const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.strictObject({
    must: z.array(Condition).optional(),
    should: z.array(Condition).optional(),
    must_not: z.array(Condition).optional(),
  }),
);

export const CreateCollection = z.strictObject({
  vectors: z.record(
    z.string(),
    z.strictObject({ size: z.int().min(1).max(65_536), distance: z.literal('Cosine') }),
  ),
  sparse_vectors: z.record(z.string(), z.strictObject({ modifier: z.literal('idf') })),
  metadata: Payload.optional(),
});
export type CreateCollection = z.infer<typeof CreateCollection>;

export const CreateFieldIndex = z.strictObject({
  field_name: z.string().min(1),
  field_schema: z.enum(['keyword', 'bool']),
});

export const UpdateAliases = z.strictObject({
  actions: z.array(
    z.union([
      z.strictObject({
        create_alias: z.strictObject({ alias_name: z.string(), collection_name: z.string() }),
      }),
      z.strictObject({ delete_alias: z.strictObject({ alias_name: z.string() }) }),
    ]),
  ),
});

export const UpsertPoints = z.strictObject({
  points: z
    .array(z.strictObject({ id: PointId, vector: NamedVectors, payload: Payload }))
    .min(1, 'Empty update request'),
});
export type UpsertPoints = z.infer<typeof UpsertPoints>;

export const DeletePoints = z.strictObject({ points: z.array(PointId) });

export const BatchUpdate = z.strictObject({
  operations: z.array(
    z.strictObject({
      update_vectors: z.strictObject({
        points: z.array(z.strictObject({ id: PointId, vector: NamedVectors })).min(1),
        update_filter: Filter.optional(),
      }),
    }),
  ),
});
export type UpdateVectors = z.infer<typeof BatchUpdate>['operations'][number]['update_vectors'];

export const GetPoints = z.strictObject({
  ids: z.array(PointId),
  with_payload: WithPart.default(true),
  with_vector: WithPart.default(false),
});

export const ScrollPoints = z.strictObject({
  limit: z.int().min(1).default(10),
  offset: PointId.optional(),
  filter: Filter.optional(),
  with_payload: WithPart.default(true),
  with_vector: WithPart.default(false),
});

const Nearest = z.strictObject({
  query: z.union([z.array(z.number()), SparseVector]),
  using: z.string(),
  filter: Filter.optional(),
  score_threshold: z.number().optional(),
  limit: z.int().min(1).default(10),
});
const Fused = z.strictObject({
  prefetch: z.array(Nearest).min(1),
  query: z.strictObject({ rrf: z.strictObject({ k: z.int().min(1) }) }),
  limit: z.int().min(1).default(10),
});
const withParts = { with_payload: WithPart.default(false), with_vector: WithPart.default(false) };
export type Nearest = z.infer<typeof Nearest>;

export const Query = z.union([Nearest.extend(withParts), Fused.extend(withParts)]);
export type Query = z.infer<typeof Query>;

export const QueryBatch = z.strictObject({ searches: z.array(Query).min(1) });
