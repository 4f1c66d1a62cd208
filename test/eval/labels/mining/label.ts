import type { KindPattern } from '../label.ts';

/** A find that a platform engineer would want from a conversation. */
export interface ExpectedFind {
  readonly type: 'pattern' | 'policy';
  /** What it must name; of a policy, what it is about. */
  readonly resources?: readonly KindPattern[];
  /** May be named beside, and need not. */
  readonly optional?: readonly KindPattern[];
  readonly avoided?: readonly KindPattern[];
  /** Resources that the cluster does not serve. */
  readonly unknown?: readonly string[];
  /** What its title, triggers or rationale must say. */
  readonly words: RegExp;
  /** Lines that show it, counted from 1: one of them must be quoted, and no other. */
  readonly from: readonly number[];
}

/** A conversation, and what is laid down in it for everybody; mostly nothing. */
export interface MiningLabel {
  /** Unique within its set. */
  readonly name: string;
  readonly language: string;
  /** Somebody wants to mislead whoever reads it. */
  readonly isHostile?: boolean;
  /** One message each, "A: text"; a section of a document has no speaker: ": text". */
  readonly talk: readonly string[];
  readonly expects: readonly ExpectedFind[];
}
