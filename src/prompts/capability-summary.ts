import { z } from 'zod';
import { AbstractionLevel, CapabilityRole, type Capability } from '../domain/capability.ts';

/** Most field names that a summary holds: a list this long may have left some out. */
export const FIELDS_MAX = 40;
const TAGS_MAX = 12;
/** How many of the fields a prompt shows: code looks at all of them, a model pays for each. */
const FIELDS_SHOWN = 15;
/** Characters of a description that a prompt shows: enough to tell kinds apart, little to pay for. */
const DESCRIPTION_MAX = 280;

/** One capability as a model sees it: what tells it from the others, and nothing else. */
export const CapabilitySummary = z.object({
  id: z.string(),
  kind: z.string(),
  group: z.string(),
  namespaced: z.boolean(),
  /** Empty for a kind of no cloud, several for a portable one. */
  providers: z.array(z.string()),
  role: CapabilityRole,
  abstraction: AbstractionLevel,
  tags: z.array(z.string()).max(TAGS_MAX),
  description: z.string(),
  useCase: z.string(),
  /** Names of settable fields, most telling first. */
  fields: z.array(z.string()).max(FIELDS_MAX),
  /** What the search gave it: 1 is the best of that search. */
  score: z.number().min(0).max(1),
});
export type CapabilitySummary = z.infer<typeof CapabilitySummary>;

/** `score` is the search's, 0 to 1. */
export function toSummary(capability: Capability, score: number): CapabilitySummary {
  const { id, kind, providers, role, abstraction, useCase } = capability;
  return {
    id,
    kind: kind.kind,
    group: kind.group,
    namespaced: kind.namespaced,
    providers,
    role,
    abstraction,
    tags: capability.tags.slice(0, TAGS_MAX),
    description: shortened(capability.description, DESCRIPTION_MAX),
    useCase: shortened(useCase, DESCRIPTION_MAX),
    fields: capability.settableFields.slice(0, FIELDS_MAX),
    score,
  };
}

/** One line a capability: what a prompt's `capabilities` place holds. */
export function describeCapabilities(capabilities: readonly CapabilitySummary[]): string {
  return capabilities.map(describeCapability).join('\n');
}

function describeCapability(capability: CapabilitySummary): string {
  const { id, kind, group, providers, role, abstraction, namespaced, fields } = capability;
  const parts = [
    id,
    group === '' ? kind : `${kind}.${group}`,
    `${abstraction}, ${role}, ${namespaced ? 'namespaced' : 'cluster-scoped'}`,
    `providers: ${providers.join(', ') || 'none'}`,
    `${capability.description} ${capability.useCase}`,
    `tags: ${capability.tags.join(', ')}`,
    `fields: ${fields.slice(0, FIELDS_SHOWN).join(', ')}`,
    `found: ${capability.score.toFixed(2)}`,
  ];
  return parts.join(' | ').replaceAll(/\s+/gu, ' ');
}

function shortened(text: string, limit: number): string {
  const folded = text.replaceAll(/\s+/gu, ' ').trim();
  return folded.length <= limit ? folded : `${folded.slice(0, limit - 1).trimEnd()}…`;
}
