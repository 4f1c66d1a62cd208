import type { Capability } from '../capability.ts';
import type { FieldType } from '../field-table.ts';
import type { ResourceKind } from '../kind.ts';
import { createAbout } from './about.ts';
import { type FoundField, foundFields } from './candidates-found.ts';
import type { Said } from './candidates-wanted.ts';
import type { KindOutline } from './outline.ts';

/** Most fields and groups on offer. */
const FIELDS_MAX = 60;
const GROUPS_MAX = 60;
const VALUES_MAX = 12;

/** A served kind: every path that it has, and what is known of it. */
export interface CatalogKind {
  readonly outline: KindOutline;
  /** Undefined where it was never profiled. */
  readonly capability: Capability | undefined;
}

/** A place that a sentence may speak of, as schemas write it. */
export interface CandidateField {
  /** `F1`, `F2`, … */
  readonly id: string;
  readonly path: string;
  readonly type: FieldType;
  /** What its enum offers, up to 12. Empty where any value may be set. */
  readonly values: readonly string[];
  /** Kinds of the whole cluster that have it. */
  readonly kindCount: number;
  /** The ids of the groups that have it. */
  readonly groups: readonly string[];
}

/** Kinds of one API group that have one of the fields. */
export interface CandidateGroup {
  /** `G1`, `G2`, … */
  readonly id: string;
  readonly group: string;
  readonly kinds: readonly {
    readonly kind: ResourceKind;
    /** Whether its triggers mean it, as code understands them. */
    readonly isAbout: boolean;
    readonly providers: readonly string[];
  }[];
}

/** Which fields a policy may check, over all kinds of the cluster, and who has them. */
export interface PolicyCandidates {
  readonly fields: readonly CandidateField[];
  readonly groups: readonly CandidateGroup[];
}

/**
 * The fields that a sentence may speak of, found over all kinds, the most likely first; and the groups that
 * have them, those with kinds that are meant first. What pods have is offered once, as the kind that
 * is most often meant has it; a setting that some kinds keep below `spec` and others below
 * `spec.forProvider` is a field each.
 */
export function candidatesFor(said: Said, kinds: readonly CatalogKind[]): PolicyCandidates {
  const search = searching(said, kinds);
  let step = search.next();
  while (!step.done) step = search.next();
  return step.value;
}

/**
 * The same, with a pause after every few kinds: thousands take most of a second, and whoever waits for the
 * thread must not. What `pause` throws ends it.
 */
export async function candidatesInSlices(
  said: Said,
  kinds: readonly CatalogKind[],
  pause: () => Promise<void>,
): Promise<PolicyCandidates> {
  const search = searching(said, kinds);
  let step = search.next();
  while (!step.done) {
    await pause();
    step = search.next();
  }
  return step.value;
}

function* searching(
  said: Said,
  kinds: readonly CatalogKind[],
): Generator<void, PolicyCandidates, void> {
  const about = rememberedAbout(said);
  const fields = (yield* foundFields(said, kinds, about)).slice(0, FIELDS_MAX);
  const groups = groupsOf(fields, about).slice(0, GROUPS_MAX);
  const idOf = new Map(groups.map(({ group }, index) => [group, `G${index + 1}`]));
  return {
    fields: fields.map((field, index) => ({
      id: `F${index + 1}`,
      path: field.path,
      type: field.type,
      values: [...field.values].slice(0, VALUES_MAX),
      kindCount: field.kinds.size,
      groups: [...groupNames(field.kinds)].flatMap((group) => idOf.get(group) ?? []),
    })),
    groups: groups.map(({ group, members }, index) => ({
      id: `G${index + 1}`,
      group,
      kinds: members.map((member) => ({
        kind: member.outline.kind,
        isAbout: about(member),
        providers: member.capability?.providers ?? [],
      })),
    })),
  };
}

/** Each kind is judged once, however many fields ask. */
function rememberedAbout(said: Said): (kind: CatalogKind) => boolean {
  const about = createAbout(said);
  const judged = new Map<CatalogKind, boolean>();
  return (kind) => {
    const known = judged.get(kind) ?? about(kind);
    judged.set(kind, known);
    return known;
  };
}

interface FoundGroup {
  readonly group: string;
  readonly members: readonly CatalogKind[];
}

function groupsOf(
  fields: readonly FoundField[],
  about: (kind: CatalogKind) => boolean,
): readonly FoundGroup[] {
  const members = new Set(fields.flatMap(({ kinds }) => [...kinds]));
  const groups = [...Map.groupBy(members, ({ outline }) => outline.kind.group)];
  return groups
    .map(([group, own]) => {
      const meant = own.filter((kind) => about(kind));
      const others = own.filter((kind) => !about(kind));
      return { group, members: [...meant, ...others], weight: meant.length * 1_000 + own.length };
    })
    .sort((one, other) => other.weight - one.weight);
}

function groupNames(kinds: ReadonlySet<CatalogKind>): ReadonlySet<string> {
  return new Set([...kinds].map(({ outline }) => outline.kind.group));
}
