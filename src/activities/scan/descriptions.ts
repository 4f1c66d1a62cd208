import type { Capability } from '../../domain/capability.ts';
import { sha256 } from '../../domain/json.ts';
import { providersNamedIn } from '../../domain/knowledge/providers.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { KindDescription, ScanStore } from '../../ports/scan-store.ts';

/** A model's tags stand before those made by code; more would make a kind answer to everything. */
const TAGS_MAX = 24;

/** Whether there is a model that says more of a kind than code does. */
export function isDescribing({ name }: Pick<LanguageModel, 'name'>): boolean {
  return name !== 'offline';
}

/** The same for the same kind, schema and prompt, in whatever cluster. */
export function descriptionKey(
  { kind, schemaHash }: Pick<Capability, 'kind' | 'schemaHash'>,
  prompt: string,
): string {
  return sha256([kind.group, kind.kind, schemaHash, prompt].join('\n'));
}

/** A kind without a schema has nothing that a model could read. */
export function isDescribable({ schemaHash, goneAt }: Capability): boolean {
  return schemaHash !== '' && goneAt === undefined;
}

/** Capabilities with what was said of them before, where something was. */
export async function withDescriptions(
  capabilities: readonly Capability[],
  { scans, prompt }: { readonly scans: ScanStore; readonly prompt: string },
): Promise<readonly Capability[]> {
  const describable = capabilities.filter((capability) => isDescribable(capability));
  if (describable.length === 0) return capabilities;
  const keys = describable.map((capability) => descriptionKey(capability, prompt));
  const known = await scans.descriptions(keys);
  return capabilities.map((capability) => {
    const description = known.get(descriptionKey(capability, prompt));
    return description && isDescribable(capability)
      ? withDescription(capability, description)
      : capability;
  });
}

/**
 * What the model said, over what code made. Facts stay: the kind, its versions, role and fields, the
 * provider that its group names, and whether it is core or offered over others.
 */
export function withDescription(capability: Capability, said: KindDescription): Capability {
  const { kind, tags, abstraction } = capability;
  const certain = providersNamedIn(kind.group.replaceAll(/[.-]/gu, ' '));
  return {
    ...capability,
    tags: [...new Set([...said.tags, ...tags])].slice(0, TAGS_MAX),
    providers: [...new Set([...certain, ...said.providers])],
    abstraction: abstraction === 'managed' ? said.abstraction : abstraction,
    complexity: said.complexity,
    description: said.description,
    useCase: said.useCase,
    confidence: said.confidence,
    source: said.prompt,
  };
}
