import type { PolicyState } from './state.ts';
import { namesText } from '../wizard/card-parts.ts';
import { nearestOf } from '../../domain/nearest.ts';
import type { NamespaceScope } from '../../domain/policy/rule.ts';
import { namespacesSaidIn } from '../../domain/policy/said-namespaces.ts';

/** Namespaces that one policy may name, and their characters in all. */
const NAMED_MAX = 200;
const NAMED_CHARACTERS_MAX = 8_000;

/** A DNS label, as the API server wants a namespace's name. */
const NAME = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/u;

/** Where a policy may hold, as far as it is known before its author says so. */
interface ReadScope {
  /** Undefined where the sentence names namespaces, and it is not sure what is meant: then it is asked. */
  readonly scope: NamespaceScope | undefined;
  /** The sentence says it. */
  readonly isSaid: boolean;
  /** What is not sure about it. */
  readonly doubt?: string;
}

/** As the sentence says; else all but the system's own, and all where none of these is known. */
export function readScope(state: PolicyState): ReadScope {
  const said = namespacesSaidIn(state.sentence, state.namespaces);
  if (!said) return { scope: usualScope(state), isSaid: false };
  const { type, names } = said;
  if (type === 'all') return { scope: { type }, isSaid: true };
  if (type === 'unclear') {
    const doubt = `The sentence names ${namesText(names)}, and it is not clear whether it holds only there.`;
    return { scope: undefined, isSaid: true, doubt };
  }
  const checked = checkedScope(state, { type, namespaces: [...names] });
  return 'problem' in checked
    ? {
        scope: undefined,
        isSaid: true,
        doubt: `The sentence says “${namesText(names)}”. ${checked.problem}`,
      }
    : { scope: checked.scope, isSaid: true };
}

function usualScope({ systemNamespaces }: PolicyState): NamespaceScope {
  const namespaces = [...systemNamespaces];
  return namespaces.length === 0 ? { type: 'all' } : { type: 'except', namespaces };
}

/** What was chosen before, else what is suggested; undefined where it must be asked. */
export function scopeAsItStands(state: PolicyState): NamespaceScope | undefined {
  return state.scope ?? readScope(state).scope;
}

/** Where the sentence says one thing of namespaces and the policy another: what readers of it must know. */
export function scopeDifference(state: PolicyState): string | undefined {
  const { scope } = state;
  const said = namespacesSaidIn(state.sentence, state.namespaces);
  if (!scope || !said || said.type === 'unclear') return undefined;
  const { type, names } = said;
  const meant: NamespaceScope =
    type === 'all' ? { type } : { type, namespaces: names.flatMap((name) => meantBy(state, name)) };
  if (scopeKey(meant) === scopeKey(scope)) return undefined;
  return `The sentence says “${scopeText(meant)}”, but it holds in: ${scopeText(scope)}. Change the one or the other.`;
}

/** The same for scopes that say the same, in whatever order they name it. */
export function scopeKey(scope: NamespaceScope): string {
  const names = scope.type === 'all' ? [] : scope.namespaces.toSorted();
  return [scope.type, ...names].join(' ');
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

/** Names beside “all namespaces” are not dropped silently; those that the form came with are. */
export function unusedProblem(state: PolicyState, unused: readonly string[]): string | undefined {
  const before = scopeAsItStands(state);
  const shown = before === undefined || before.type === 'all' ? [] : before.namespaces;
  const own = unused.filter((name) => name !== '' && !shown.includes(name));
  return own.length === 0
    ? undefined
    : `“All namespaces” is chosen, and ${namesText(own)} beside it. Take the names away, or choose “Only those named below”.`;
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
