import { resourceNameOf } from '../kind.ts';
import { taughtEntryOf, taughtQuery } from '../knowledge/taught-entry.ts';
import type { Pattern } from './pattern.ts';

/** The collection of patterns in the knowledge index. */
export const PATTERNS = 'patterns';

/** The texts by which a pattern is found: also by the names of its resources. */
export function patternEntryOf({ resources, conditions, ...pattern }: Pattern) {
  const fields = resources.map((kind) => `${kind.kind} ${resourceNameOf(kind)}`).join(' . ');
  return taughtEntryOf({ ...pattern, providers: conditions.providers, fields });
}

export function patternQuery(text: string, limit: number) {
  return taughtQuery(text, limit);
}
