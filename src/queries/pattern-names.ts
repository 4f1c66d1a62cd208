import { isSameKind, resourceNameOf, type ResourceKind } from '../domain/kind.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import type { Naming } from './taught-names.ts';

/** By its name, triggers, resources and owner, and by how it stands. */
export const PATTERN_NAMING: Naming<Pattern> = { prefix: 'pat-', words: haystackOf };

function haystackOf({ id, name, triggers, resources, owner, status, conditions }: Pattern): string {
  const kinds = resources.flatMap((kind) => [kind.kind, resourceNameOf(kind)]);
  return [id, name, ...triggers, ...kinds, owner, status, ...conditions.providers].join(' ');
}

/** The active ones that are made of that kind, among others. */
export function patternsUsing(
  patterns: readonly Pattern[],
  kind: Pick<ResourceKind, 'group' | 'kind'>,
): readonly Pattern[] {
  return patterns.filter(
    ({ status, resources }) =>
      status === 'active' && resources.some((one) => isSameKind(one, kind)),
  );
}
