import { z } from 'zod';
import { digestOf, type JsonObject } from '../json.ts';
import { PASSAGE_MAX } from './document.ts';
import { withoutSlips } from './spelling.ts';
import { expand } from './synonyms.ts';
import { tellingWordsOf } from './words.ts';

/** Related words that a search takes along, the strongest first. */
const EXPANSIONS_MAX = 12;

/** What the index holds of something taught: which record it is of, and what the entry was made of. */
export const IndexedItem = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  /** Equal for entries of equal texts: another one means that the entry must be made again. */
  made: z.string(),
});
export type IndexedItem = z.infer<typeof IndexedItem>;

/** The texts by which something that people taught is found. The record itself is kept elsewhere. */
export function taughtEntryOf(item: {
  readonly id: string;
  readonly version: number;
  readonly clusterId: string;
  /** Said first: an embedder may read no further than the beginning. */
  readonly name: string;
  readonly triggers: readonly string[];
  readonly rationale: string;
  readonly owner: string;
  readonly providers: readonly string[];
  /** Names that only words find. */
  readonly fields: string;
}) {
  const { id, version, clusterId, name, triggers, rationale, owner, providers, fields } = item;
  const entry = {
    id,
    passage: passageOf([name, triggers.join(', '), rationale]),
    text: {
      name,
      tags: triggers.join(' . '),
      description: [rationale, owner].join(' . '),
      fields,
    },
    facets: { clusterId, providers: [...providers], group: '' },
  };
  const payload: JsonObject = { id, version, made: digestOf(entry) } satisfies IndexedItem;
  return { ...entry, payload };
}

/** What is asked of the knowledge index. Unlike with kinds, a provider's name tells what was taught apart. */
export function taughtQuery(text: string, limit: number) {
  const words = tellingWordsOf(withoutSlips(text));
  return {
    text: words.length === 0 ? text : words.join(' '),
    expansions: expand(words).slice(0, EXPANSIONS_MAX),
    limit,
  };
}

function passageOf(texts: readonly string[]): string {
  const parts = texts.map((part) => part.replaceAll(/\s+/gu, ' ').trim().replace(/\.$/u, ''));
  const passage = parts.filter((part) => part !== '').join('. ');
  return passage.length <= PASSAGE_MAX
    ? passage
    : passage.slice(0, PASSAGE_MAX).replace(/[\s.,]+\S*$/u, '');
}
