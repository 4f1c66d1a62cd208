import type { Candidate } from './candidate.ts';
import type { Claim, Evidence } from './evidence.ts';

/** What a reader of conversations says it found in one of them, before code has looked at it. */
export interface MinedFind {
  /** The conversation's id in the request: `c1`. */
  readonly conversation: string;
  readonly type: Candidate['type'];
  /** A pattern's name, or a policy's sentence. */
  readonly title: string;
  readonly triggers: readonly string[];
  readonly resourceIds: readonly string[];
  readonly avoidedIds: readonly string[];
  readonly unknownResources: readonly string[];
  readonly rationale: string;
  readonly quotes: readonly MinedQuote[];
}

export interface MinedQuote {
  /** The line's id in its conversation: `m1`. */
  readonly line: string;
  readonly text: string;
  readonly claim: Claim;
  /** The resource's name for `resource` and `warning`. */
  readonly about?: string | undefined;
}

/** A candidate with the quotes behind it, as it is stored. */
export interface FoundCandidate {
  readonly candidate: Candidate;
  readonly evidence: readonly Evidence[];
}
