import type { Schemas } from '@qdrant/js-client-rest';
import { z } from 'zod';
import { digestOf, type JsonObject, sha256, toJson } from '../../domain/json.ts';
import type { IndexEntry } from '../../ports/knowledge-index.ts';
import { pointIdOf, WORDS } from './names.ts';
import { stemLineOf, type WordVector, wordVectorOf } from './word-vector.ts';

/** An entry as Qdrant keeps it, but for the vector of its meaning. */
export interface EntryPoint {
  readonly id: string;
  readonly payload: JsonObject;
  /** Undefined: it is not searched by words. */
  readonly words: WordVector | undefined;
}

/** Fields of a payload that are filtered by, and how Qdrant is to index them. */
export const INDEXED = {
  group: 'keyword',
  providers: 'keyword',
  clusterId: 'keyword',
  passageHash: 'keyword',
  isHidden: 'bool',
} as const satisfies Record<string, Schemas['PayloadSchemaType']>;

/** What `JSON.parse` returns is JSON; what it means is checked by the reader's own schema. */
const Payload = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const Words = z.object({ indices: z.array(z.number()), values: z.array(z.number()) });

/** The parts of a payload that are read back, each only where it was asked for. */
export const StoredEntry = z.object({ entry: Payload });
export const StoredHit = z.object({ id: z.string(), stems: z.string(), entry: Payload });
export const StoredName = z.object({ id: z.string(), name: z.string() });
export const StoredPassage = z.object({ id: z.string(), passage: z.string() });
export const StoredHash = z.object({ passageHash: z.string().optional() });
export const StoredRevision = z.object({ revision: z.string() });
const StoredPoint = z.object({
  id: z.string(),
  payload: Payload,
  vector: z.object({ [WORDS]: Words.optional() }).nullish(),
});

export function pointOf({ id, text, passage, facets, payload }: IndexEntry): EntryPoint {
  const isHidden = facets.isHidden === true;
  const content = toJson({
    id,
    name: text.name.toLowerCase(),
    group: facets.group,
    providers: facets.providers,
    clusterId: facets.clusterId,
    isHidden,
    passage,
    passageHash: passage === undefined ? undefined : sha256(passage),
    stems: stemLineOf(text),
    entry: payload,
  });
  const words = wordVectorOf(text);
  return {
    id: pointIdOf(id),
    payload: { ...content, revision: digestOf(content) },
    // A word of a hidden entry must not make that word less rare.
    words: isHidden || words.indices.length === 0 ? undefined : words,
  };
}

/** A point as it was read, with its payload and its words, to be written elsewhere. */
export function pointFrom(record: Schemas['Record']): EntryPoint {
  const { id, payload, vector } = StoredPoint.parse(record);
  return { id, payload, words: vector?.[WORDS] };
}

export interface Narrowing {
  readonly clusterId?: string;
  readonly group?: string;
  readonly provider?: string;
}

/** What is neither hidden nor left out by the question. */
export function filterOf({ clusterId, group, provider }: Narrowing): Schemas['Filter'] {
  return {
    must: [
      matching('isHidden', false),
      ...(clusterId === undefined ? [] : [matching('clusterId', clusterId)]),
      ...(group === undefined ? [] : [matching('group', group)]),
      ...(provider === undefined ? [] : [matching('providers', provider)]),
    ],
  };
}

export function matching(
  key: keyof typeof INDEXED,
  value: string | boolean,
): Schemas['FieldCondition'] {
  return { key, match: { value } };
}
