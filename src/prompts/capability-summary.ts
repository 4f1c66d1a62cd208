import { z } from 'zod';
import { AbstractionLevel, CapabilityRole, type Capability } from '../domain/capability.ts';
import { lineOf, shortened } from './shown-fields.ts';

/** Most field names that a summary holds: a list this long may have left some out. */
export const FIELDS_MAX = 40;
const TAGS_MAX = 12;
/** Characters of a description that code looks at. */
const DESCRIPTION_MAX = 280;

/** One capability as a model sees it: what tells it from the others, and nothing else. */
export const CapabilitySummary = z.object({
  /** Short and of this call only: `c01`, the search's best. */
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
export interface FoundCapability {
  readonly capability: Capability;
  readonly score: number;
}

/**
 * What a search found, in its order. The ids are made here: a record's own would cost more tokens
 * than all else that a line says.
 */
export function toSummaries(found: readonly FoundCapability[]): CapabilitySummary[] {
  return found.map(({ capability, score }, place) => {
    const { kind, providers, role, abstraction, useCase } = capability;
    return {
      id: summaryId(place),
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
  });
}

/** The id in a prompt of what a search found at that place, from 0. */
export function summaryId(place: number): string {
  return `c${String(place + 1).padStart(2, '0')}`;
}

/** How many lines of a prompt say what a capability is; the others only name it. */
interface Detail {
  readonly described: number;
  /** Names of fields shown of those that are described. */
  readonly fields: number;
  readonly hasIds: boolean;
  /** A word more for some of them, by id: "in p1". */
  readonly marks?: ReadonlyMap<string, string>;
}

/** Questions tell groups of candidates apart, and name none. */
export const TO_CLARIFY: Detail = { described: 10, fields: 0, hasIds: false };
/** The right kinds are nearly always among the first; the rest may be needed beside them. */
export const TO_ASSEMBLE: Detail = { described: 18, fields: 8, hasIds: true };

/** One line a capability, best first: what a prompt's `capabilities` place holds. */
export function capabilityLines(
  capabilities: readonly CapabilitySummary[],
  detail: Detail,
): string {
  return capabilities
    .map((capability, place) =>
      place < detail.described ? described(capability, detail) : named(capability, detail),
    )
    .join('\n');
}

function described(capability: CapabilitySummary, detail: Detail): string {
  const { description, tags, fields } = capability;
  const shown = detail.fields === 0 ? '' : settable(fields).slice(0, detail.fields).join(', ');
  return lineOf([
    ...headOf(capability, detail),
    shortened(description === '' ? capability.useCase : description, 150),
    wordsBeside(tags, description, 6),
    shown === '' ? '' : `fields: ${shown}`,
  ]);
}

function named(capability: CapabilitySummary, detail: Detail): string {
  return lineOf([...headOf(capability, detail), wordsBeside(capability.tags, capability.kind, 3)]);
}

function headOf(
  { id, kind, group, ...rest }: CapabilitySummary,
  { hasIds, marks }: Detail,
): string[] {
  const { providers, role, abstraction, namespaced } = rest;
  return [
    hasIds ? id : '',
    group === '' ? kind : `${kind}.${group}`,
    `${abstraction}, ${role}${namespaced ? '' : ', cluster-scoped'}`,
    providers.join(', '),
    marks?.get(id) ?? '',
  ];
}

/** Tags that the text beside them does not hold already. */
function wordsBeside(tags: readonly string[], text: string, limit: number): string {
  const said = text.toLowerCase();
  return tags
    .filter((tag) => !said.includes(tag.replaceAll(' ', '')) && !said.includes(tag))
    .slice(0, limit)
    .join(', ');
}

/** Without references to other objects, and without objects whose own fields are listed. */
function settable(fields: readonly string[]): string[] {
  return fields.filter(
    (field) =>
      !/(?:Ref|Refs|Selector)(?:$|\.)/u.test(field) &&
      !fields.some((other) => other.startsWith(`${field}.`)),
  );
}
