import { z } from 'zod';
import { digestOf, type JsonObject } from '../json.ts';
import { PASSAGE_MAX } from '../knowledge/document.ts';
import { withoutSlips } from '../knowledge/spelling.ts';
import { expand } from '../knowledge/synonyms.ts';
import { tellingWordsOf } from '../knowledge/words.ts';
import type { Policy } from './policy.ts';

/** The collection of policies in the knowledge index. */
export const POLICIES = 'policies';

/** Related words that a search takes along, the strongest first. */
const EXPANSIONS_MAX = 12;

/** What the index holds of a policy: which record it is of, and what the entry was made of. */
export const IndexedPolicy = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  /** Equal for entries of equal texts: another one means that the entry must be made again. */
  made: z.string(),
});
export type IndexedPolicy = z.infer<typeof IndexedPolicy>;

/** The texts by which a policy is found. The record itself is kept elsewhere. */
export function policyEntryOf(policy: Policy) {
  const { id, version, sentence, triggers, rationale, owner } = policy;
  const entry = {
    id,
    passage: passageOf(policy),
    text: {
      name: sentence,
      tags: triggers.join(' . '),
      description: [rationale, owner].join(' . '),
      fields: '',
    },
    facets: { clusterId: policy.clusterId, providers: policy.draft.providers, group: '' },
  };
  const payload: JsonObject = {
    id,
    version,
    made: digestOf(entry),
  } satisfies IndexedPolicy;
  return { ...entry, payload };
}

/** The sentence first: an embedder may read no further than the beginning. */
function passageOf({ sentence, triggers, rationale }: Policy): string {
  const parts = [sentence, triggers.join(', '), rationale].map((part) =>
    part.replaceAll(/\s+/gu, ' ').trim().replace(/\.$/u, ''),
  );
  const passage = parts.filter((part) => part !== '').join('. ');
  return passage.length <= PASSAGE_MAX
    ? passage
    : passage.slice(0, PASSAGE_MAX).replace(/[\s.,]+\S*$/u, '');
}

/** What is asked of the knowledge index. Unlike with kinds, a provider's name tells policies apart. */
export function policyQuery(text: string, limit: number) {
  const words = tellingWordsOf(withoutSlips(text));
  return {
    text: words.length === 0 ? text : words.join(' '),
    expansions: expand(words).slice(0, EXPANSIONS_MAX),
    limit,
  };
}
