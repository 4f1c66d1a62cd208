import type { Topic } from '../topics.ts';

/**
 * Kinds by `Kind.group`, `*` standing for anything: `Bucket.s3.*`, `*.azure.cloud.example`, and
 * `ConfigMap.` for a kind of the core group.
 */
export type KindPattern = string;

/** What the intent says and a manifest must therefore hold, without anybody saying it again. */
export interface Said {
  /** Ends of field names, as in `storage` or `matchLabels.provider`; any of them. */
  readonly at: readonly string[];
  /** Exactly that, or a text that the pattern matches. */
  readonly value: string | number | boolean | RegExp;
  /** Counts only where the primary kind of the chosen solution is one of these. */
  readonly of?: KindPattern;
}

/** What a platform engineer would want from one sentence of a developer. */
export interface IntentLabel {
  /** Unique within its part. */
  readonly name: string;
  readonly intent: string;
  /** Kinds to lead with: any of them. Empty: the cluster has nothing, and that is to be said. */
  readonly primary: readonly KindPattern[];
  /** Kinds that no solution may contain. */
  readonly forbidden?: readonly KindPattern[];
  /** Where the first solution must run: `aws`, `azure`, `gcp`. */
  readonly provider?: string;
  /** Of each list, one topic must be asked before manifests are made: the answer decides. */
  readonly mustAsk?: readonly (readonly Topic[])[];
  /** May be asked first. Every other clarifying question is needless. */
  readonly mayAsk?: readonly Topic[];
  /** The intent decides it: to ask again, even among the settings, is needless. */
  readonly settled?: readonly Topic[];
  /** What the person answers to clarifying questions, by topic; the others they leave. */
  readonly clarified?: Partial<Readonly<Record<Topic, string>>>;
  readonly said?: readonly Said[];
}
