import type { Capability } from '../../../src/domain/capability.ts';
import { matchesKind } from '../kind-pattern.ts';
import { RETRIEVAL_APPS } from '../labels/retrieval-apps.ts';
import { RETRIEVAL_DATA } from '../labels/retrieval-data.ts';
import { RETRIEVAL_HELD_OUT } from '../labels/retrieval-held-out.ts';
import type { RetrievalLabel } from '../labels/retrieval-label.ts';
import { ANSWERS, type Grade } from './metrics.ts';

/** A sentence over one cluster. */
export interface Question {
  readonly intent: string;
  /** Nobody tunes on it. */
  readonly isHeldOut: boolean;
  /** By the capability's id; what is missing has grade 0. */
  readonly grades: ReadonlyMap<string, Grade>;
}

export const WORKED: readonly RetrievalLabel[] = [...RETRIEVAL_DATA, ...RETRIEVAL_APPS];
export const HELD_OUT: readonly RetrievalLabel[] = RETRIEVAL_HELD_OUT;

/** Those that a kind of the cluster answers. */
export function questionsOver(capabilities: readonly Capability[]): readonly Question[] {
  const asked = [
    ...WORKED.map((label) => ({ label, isHeldOut: false })),
    ...HELD_OUT.map((label) => ({ label, isHeldOut: true })),
  ];
  return asked
    .map(({ label, isHeldOut }) => ({
      intent: label.intent,
      isHeldOut,
      grades: gradesOf(label, capabilities),
    }))
    .filter(({ grades }) => [...grades.values()].some((grade) => grade >= ANSWERS));
}

/** By grade. */
export function patternsOf({ best, good = '', related = '' }: RetrievalLabel) {
  return [
    { grade: 3, patterns: listed(best) },
    { grade: 2, patterns: listed(good) },
    { grade: 1, patterns: listed(related) },
  ] as const;
}

function gradesOf(label: RetrievalLabel, capabilities: readonly Capability[]): Map<string, Grade> {
  const wanted = patternsOf(label);
  return new Map(
    capabilities.flatMap(({ id, kind }) => {
      const found = wanted.find(({ patterns }) =>
        patterns.some((pattern) => matchesKind(pattern, kind)),
      );
      return found ? [[id, found.grade] as const] : [];
    }),
  );
}

function listed(patterns: string): string[] {
  return patterns.split(' ').flatMap((pattern) => pattern || []);
}
