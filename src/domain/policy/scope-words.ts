import type { NamespaceScope } from './rule.ts';

/** `all namespaces`, `only a-team, b-team`, `all but kube-system`. */
export function scopeWords(scope: NamespaceScope): string {
  switch (scope.type) {
    case 'all':
      return 'all namespaces';
    case 'only':
      return `only ${scope.namespaces.join(', ')}`;
    case 'except':
      return `all but ${scope.namespaces.join(', ')}`;
  }
}

/** Namespaces that are named. */
const NAMED = 3;

/** `in a-team and b-team`, `outside kube-system`; undefined where it is everywhere. */
export function scopePlace(scope: NamespaceScope): string | undefined {
  if (scope.type === 'all') return undefined;
  const { namespaces } = scope;
  const more = namespaces.length - NAMED;
  const parts = more > 0 ? [...namespaces.slice(0, NAMED), `${more} more`] : namespaces;
  const before = parts.slice(0, -1).join(', ');
  const named = [before, parts.at(-1)].filter((part) => part !== '').join(' and ');
  return `${scope.type === 'only' ? 'in' : 'outside'} ${named}`;
}
