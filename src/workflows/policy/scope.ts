import type { PolicyState } from './state.ts';
import { namesText } from '../wizard/card-parts.ts';
import { nearestOf } from '../../domain/nearest.ts';
import type { NamespaceScope } from '../../domain/policy/rule.ts';

/** Namespaces that one policy may name, and their characters in all. */
const NAMED_MAX = 200;
const NAMED_CHARACTERS_MAX = 8_000;

/** A DNS label, as the API server wants a namespace's name. */
const NAME = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/u;

/** All but the system's own; all where none of these is known. */
export function suggestedScope({ systemNamespaces }: PolicyState): NamespaceScope {
  const namespaces = [...systemNamespaces];
  return namespaces.length === 0 ? { type: 'all' } : { type: 'except', namespaces };
}

/** The scope as it was meant, or what is wrong with it. */
export function checkedScope(
  state: PolicyState,
  given: NamespaceScope,
): { readonly scope: NamespaceScope } | { readonly problem: string } {
  if (given.type === 'all') return { scope: given };
  const names = given.namespaces.map((name) => name.trim().toLowerCase()).filter(Boolean);
  const namespaces = [...new Set(names.flatMap((name) => meantBy(state, name)))];
  const problem = listProblem(namespaces) ?? unknownNames(state, namespaces);
  if (problem !== undefined) return { problem };
  const isNothingLeft =
    given.type === 'except' &&
    isListComplete(state) &&
    state.namespaces.every((name) => namespaces.includes(name));
  if (isNothingLeft)
    return { problem: 'That leaves out every namespace: nothing would be covered.' };
  return { scope: { type: given.type, namespaces } };
}

function meantBy({ systemNamespaces }: PolicyState, name: string): readonly string[] {
  return name === 'system' && systemNamespaces.length > 0 ? systemNamespaces : [name];
}

function listProblem(namespaces: readonly string[]): string | undefined {
  if (namespaces.length === 0) return 'Name at least one namespace.';
  if (namespaces.length > NAMED_MAX || namespaces.join('').length > NAMED_CHARACTERS_MAX) {
    return `That is more than one policy can name: at most ${NAMED_MAX} namespaces.`;
  }
  const wrong = namespaces.find((name) => !NAME.test(name));
  return wrong === undefined ? undefined : `“${wrong}” cannot be the name of a namespace.`;
}

/** Only where all of the cluster's namespaces are known. */
function unknownNames(state: PolicyState, namespaces: readonly string[]): string | undefined {
  if (!isListComplete(state)) return undefined;
  const unknown = namespaces.filter((name) => !state.namespaces.includes(name));
  if (unknown.length === 0) return undefined;
  const [first = ''] = unknown;
  const near = unknown.length === 1 ? nearestOf(first, state.namespaces) : undefined;
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `The cluster has no namespace ${unknown.slice(0, 5).join(', ')}.${hint}`;
}

function isListComplete({ namespaces, areNamespacesCut }: PolicyState): boolean {
  return namespaces.length > 0 && areNamespacesCut !== true;
}

/** "all but kube-public, kube-system". */
export function scopeText(scope: NamespaceScope | undefined): string {
  switch (scope?.type) {
    case undefined:
      return 'not said yet';
    case 'all':
      return 'all';
    case 'only':
      return `only ${namesText(scope.namespaces)}`;
    case 'except':
      return `all but ${namesText(scope.namespaces)}`;
  }
}
