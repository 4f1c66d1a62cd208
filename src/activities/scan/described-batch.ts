import { z } from 'zod';
import { resourceNameOf } from '../../domain/kind.ts';
import type { Capability } from '../../domain/capability.ts';
import type { KindProfileSource } from '../../ports/cluster.ts';
import { fieldsToShow, KindToDescribe } from '../../prompts/describe-capabilities.ts';
import { descriptionKey } from './descriptions.ts';
import { familyOf } from './group-family.ts';

/** A kind that is to be described, with all that the model may see of it: no schema is read again. */
export const BatchItem = z.object({
  capabilityId: z.string(),
  /** Under which its description is kept. */
  key: z.string(),
  /** `buckets.s3.aws.example.org`. */
  name: z.string(),
  schemaHash: z.string(),
  /** It was named: what was said of it before is not enough. */
  isAnew: z.boolean().optional(),
  /** Undefined where its schema could not be read; then `problem` says why. */
  ask: KindToDescribe.omit({ id: true }).optional(),
  problem: z.string().optional(),
});
export type BatchItem = z.infer<typeof BatchItem>;

/** What is asked in one batch: an artifact. */
export const BatchInput = z.object({ items: z.array(BatchItem) });

/** The artifact that a batch's effect names: the artifacts of all batches, by their numbers. */
export const BatchPlan = z.object({ inputs: z.array(z.string()) });

/**
 * What profiling made to be asked of the kinds of each schema document: artifacts of `BatchInput`, by the
 * document's name.
 */
export const ItemsByDocument = z.record(z.string(), z.string());

/** What is asked of a kind: what code made of it, and its telling fields. */
export function batchItem(
  made: Capability,
  source: KindProfileSource,
  { prompt, isAnew }: { readonly prompt: string; readonly isAnew: boolean },
): BatchItem {
  const { tags, providers, abstraction, complexity, description, useCase, confidence } = made;
  const { group, kind, namespaced } = made.kind;
  return {
    capabilityId: made.id,
    key: descriptionKey(made, prompt),
    name: resourceNameOf(made.kind),
    schemaHash: made.schemaHash,
    ...(isAnew ? { isAnew } : {}),
    ask: {
      kind,
      group,
      namespaced,
      schemaDescription: source.description,
      profile: { tags, providers, abstraction, complexity, description, useCase, confidence },
      fields: fieldsToShow(source.fields),
    },
  };
}

/**
 * Batches of at most `size`, of one family of groups each, those of one group together as far as
 * possible: a model describes a service's kinds better side by side, and what one definition says must
 * not colour what is said of a stranger's. `groupOf` names an item's group.
 */
export function packed<Item>(
  items: readonly Item[],
  { size, groupOf }: { readonly size: number; readonly groupOf: (item: Item) => string },
): readonly (readonly Item[])[] {
  const families = Map.groupBy(items, (item) => familyOf(groupOf(item)));
  return [...families.values()].flatMap((family) => packedByGroup(family, { size, groupOf }));
}

function packedByGroup<Item>(
  items: readonly Item[],
  { size, groupOf }: { readonly size: number; readonly groupOf: (item: Item) => string },
): readonly (readonly Item[])[] {
  const full: Item[][] = [];
  const rests: Item[][] = [];
  for (const members of Map.groupBy(items, groupOf).values()) {
    for (let from = 0; from < members.length; from += size) {
      const chunk = members.slice(from, from + size);
      if (chunk.length === size) full.push(chunk);
      else rests.push(chunk);
    }
  }
  // Whole rests share a batch, the longest first: a small group is never torn apart.
  for (const rest of rests.toSorted((one, other) => other.length - one.length)) {
    const roomy = full.find((batch) => batch.length + rest.length <= size);
    if (roomy) roomy.push(...rest);
    else full.push([...rest]);
  }
  return full;
}
