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
