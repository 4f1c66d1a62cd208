import { askedOrByRules } from './asked-or-by-rules.ts';
import type { PolicyDependencies } from './dependencies.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { isNamespaceOffered } from '../../domain/organisation.ts';
import { withoutNamespaces } from '../../domain/policy/said-namespaces.ts';
import { expandTriggers } from '../../prompts/expand-triggers.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
  TRIGGER_MAX,
  TRIGGERS_MAX,
} from '../../workflows/policy/state.ts';

/** More namespaces are typed, not chosen from a list. */
const NAMESPACES_MAX = 500;
const SYSTEM_MAX = 100;

/** Looks for further words by which the policy should be found, and which namespaces there are. */
export function createFindWords(
  dependencies: Pick<PolicyDependencies, 'model' | 'cluster' | 'organisation'>,
): Activity<PolicyEffectOf<'find-words'>, PolicyEventOf<'words-found'>> {
  return async (_effect, context) => {
    const state = PolicyState.parse(context.session.state);
    const namespaces = await dependencies.cluster.namespaces();
    const suggested = await suggestedFor(dependencies, state, context, namespaces);
    const isSystem = (name: string): boolean =>
      !isNamespaceOffered(dependencies.organisation, name);
    return {
      type: 'words-found',
      at: context.now(),
      suggested,
      namespaces: namespaces.slice(0, NAMESPACES_MAX),
      systemNamespaces: namespaces.filter(isSystem).slice(0, SYSTEM_MAX),
    };
  };
}

async function suggestedFor(
  { model }: Pick<PolicyDependencies, 'model'>,
  { sentence, triggers }: PolicyState,
  context: ActivityContext,
  namespaces: readonly string[],
): Promise<string[]> {
  const text = withoutNamespaces(sentence, namespaces);
  const input = { text, words: [...triggers], excluded: [] };
  const { output } = await askedOrByRules(
    model,
    { task: expandTriggers, input: { subject: 'policy', ...input } },
    context,
  );
  const known = new Set(triggers.map((one) => one.toLowerCase()));
  return output.words
    .filter((word) => word.length <= TRIGGER_MAX && !known.has(word.toLowerCase()))
    .slice(0, TRIGGERS_MAX - triggers.length);
}
