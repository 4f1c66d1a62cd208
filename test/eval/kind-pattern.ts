import type { ResourceKind } from '../../src/domain/kind.ts';
import type { KindPattern } from './labels/label.ts';

type Named = Pick<ResourceKind, 'group' | 'kind'>;

export function matchesKind(pattern: KindPattern, { group, kind }: Named): boolean {
  const literal = pattern.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll('*', '.*')}$`, 'u').test(`${kind}.${group}`);
}

export function matchesAny(patterns: readonly KindPattern[], kind: Named): boolean {
  return patterns.some((pattern) => matchesKind(pattern, kind));
}
