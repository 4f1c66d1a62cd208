import { createAbout } from '../../domain/policy/about.ts';
import type { SentenceParts } from '../../domain/policy/sentence-parts.ts';
import type { DeriveRulesInput, DeriveRulesOutput } from '../../prompts/derive-rules.ts';

/** Most groups that an answer names. */
const GROUPS_MAX = 60;

/** Kinds that only the rest speaks of: what the first part demands is not demanded of them. */
export function kindsOfRest(
  { first, rest }: SentenceParts,
  { groups }: DeriveRulesInput,
): DeriveRulesOutput['incidental'] {
  if (rest === undefined) return [];
  const isOfFirst = createAbout({ sentence: first, triggers: [] });
  const isOfRest = createAbout({ sentence: rest, triggers: [] });
  return groups
    .flatMap(({ id, group, kinds }) => {
      const own = kinds.filter(({ name }) => {
        const kind = { group, version: '', kind: name, plural: '', namespaced: true };
        const known = { outline: { kind, schemaHash: '', fields: [] }, capability: undefined };
        return isOfRest(known) && !isOfFirst(known);
      });
      return own.length === 0 ? [] : [{ groupId: id, kinds: own.map(({ name }) => name) }];
    })
    .slice(0, GROUPS_MAX);
}
