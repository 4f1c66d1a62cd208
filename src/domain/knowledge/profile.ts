import type { AbstractionLevel, Capability } from '../capability.ts';
import type { FieldRow } from '../field-table.ts';
import { capabilityId, type ResourceKind } from '../kind.ts';
import { isCoreGroup } from './core-kinds.ts';
import { describeKind, type KindFacts } from './description.ts';
import { meaningOfGroup } from './glossary.ts';
import { providersNamedIn, providersOfKind } from './providers.ts';
import { roleOf } from './role.ts';
import { settableFields, tellingRows } from './telling-fields.ts';

/** Raised whenever the same schema would be described differently: what is stored is then redone. */
export const PROFILE_VERSION = 5;

/** What a schema says of a kind. */
export interface ProfileSource {
  readonly kind: ResourceKind;
  readonly schemaHash: string;
  readonly description: string;
  readonly fields: readonly FieldRow[];
}

/** What discovery says of a kind. */
export interface ServedFacts {
  readonly servedVersions: readonly string[];
  readonly verbs: readonly string[];
  readonly categories: readonly string[];
  readonly shortNames: readonly string[];
}

export interface ProfileContext {
  readonly clusterId: string;
  /** ISO time. */
  readonly scannedAt: string;
}

/** Describes a kind by code alone: the same input always gives the same capability. */
export function profile(
  source: ProfileSource,
  served: ServedFacts,
  context: ProfileContext,
): Capability {
  const facts = factsOf(source, served);
  return {
    id: capabilityId(context.clusterId, source.kind),
    clusterId: context.clusterId,
    kind: source.kind,
    servedVersions: [...served.servedVersions],
    providers: [...facts.providers],
    abstraction: facts.abstraction,
    role: facts.role,
    complexity: complexityOf(source.fields),
    settableFields: settableFields(source.fields),
    schemaHash: source.schemaHash,
    source: 'profile',
    scannedAt: context.scannedAt,
    ...describeKind(facts),
  };
}

function factsOf(source: ProfileSource, served: ServedFacts): KindFacts {
  const { group, kind } = source.kind;
  const { verbs, categories, shortNames } = served;
  const isOfCloud = providersNamedIn(group.replaceAll(/[.-]/gu, ' ')).length > 0;
  const providers = isCoreGroup(group)
    ? []
    : providersOfKind({ group, kind, description: source.description, fields: source.fields });
  return {
    kind: source.kind,
    providers,
    abstraction: abstractionOf(source, served),
    role: roleOf({ group, kind, isOfCloud, verbs, categories }),
    meaning: isOfCloud ? meaningOfGroup(group, providers[0]) : undefined,
    schemaDescription: source.description,
    categories,
    shortNames,
    fieldNames: settableFields(source.fields),
  };
}

function abstractionOf(source: ProfileSource, served: ServedFacts): AbstractionLevel {
  if (isCoreGroup(source.kind.group)) return 'core';
  const isOffered = served.categories.some((name) => name === 'composite' || name === 'claim');
  const isComposed = source.fields.some(({ path }) =>
    /^spec\.(?:\w+\.)?composition(?:Ref|Selector)$/u.test(path),
  );
  return isOffered || isComposed ? 'golden-path' : 'managed';
}

/** By how much there is to decide; fields of the machinery do not count. */
function complexityOf(fields: readonly FieldRow[]): Capability['complexity'] {
  const rows = tellingRows(fields);
  const required = rows.filter((row) => row.required).length;
  if (rows.length > 60 || required > 8) return 'high';
  return rows.length > 15 || required > 3 ? 'medium' : 'low';
}
