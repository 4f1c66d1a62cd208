import type { Capability } from '../capability.ts';
import type { FieldType } from '../field-table.ts';
import type { ResourceKind } from '../kind.ts';
import type { KindOutline } from './outline.ts';

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
