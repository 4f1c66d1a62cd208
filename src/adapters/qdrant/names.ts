import { sha256 } from '../../domain/json.ts';
import type { EmbedderIdentity } from '../../ports/embedder.ts';

/** The sparse vector of every point, and the end of a collection's name that has no other. */
export const WORDS = 'words';

const LET_GO = '--let-go';
/** A collection's name may hold 255 characters; the other parts take far less than the rest. */
const SLUG_MAX = 80;

/** What one collection of the port is called in Qdrant. */
export interface Names {
  /** The alias under which it is read. */
  readonly alias: string;
  /** The collection that holds words alone. */
  readonly words: string;
  /** The collection that holds the vectors of that embedder, too. */
  of(embedder: EmbedderIdentity): string;
  /** Whether a collection in Qdrant is one of these. */
  owns(physical: string): boolean;
  /** The dense vector that a collection has by its name. Undefined: it has none. */
  vectorOf(physical: string): string | undefined;
}

/** Collections are named by code (`capabilities`, `scan-documents`); anything else is a bug. */
export function namesOf(prefix: string, collection: string): Names {
  if (!/^[a-z]+(?:-[a-z]+)*$/u.test(collection)) throw new Error('not the name of a collection');
  const alias = `${prefix}${collection}`;
  const words = `${alias}--${WORDS}`;
  return {
    alias,
    words,
    of: (embedder) => `${alias}--${vectorNameOf(embedder)}`,
    owns: (physical) => physical.startsWith(`${alias}--`),
    vectorOf: (physical) => (physical === words ? undefined : physical.slice(alias.length + 2)),
  };
}

/**
 * `minilm-l6-v2-384`: the dense vector of an embedder, fit for file names, since Qdrant makes folders
 * of it. Where its own name is not fit, a part of its hash keeps alike names apart.
 */
export function vectorNameOf({ name, dimensions }: EmbedderIdentity): string {
  const safe = name.toLowerCase().replace(/[^a-z0-9.]+/gu, '-');
  const isSame = safe === name && safe.length <= SLUG_MAX;
  const slug = isSame ? safe : `${safe.slice(0, SLUG_MAX)}-${sha256(name).slice(0, 8)}`;
  return `${slug}-${dimensions}`;
}

/** The alias that marks a collection which is used no more and may be dropped by anyone. */
export function letGoAliasOf(physical: string): string {
  return `${physical}${LET_GO}`;
}

/** Qdrant takes only UUIDs and numbers: a UUID of version 8 out of the id's SHA-256. */
export function pointIdOf(id: string): string {
  const hash = sha256(id);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
