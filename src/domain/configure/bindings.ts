import { providerName } from '../knowledge/providers.ts';
import type { Binding, Solution } from '../solution.ts';
import { candidatesOf } from './candidates.ts';
import { leafName } from './field-path.ts';
import { optionInIntent, valueInIntent } from './hints.ts';
import { keyOf, structuralParts } from './links.ts';
import type { LiveFacts } from './live-options.ts';
import { type ResourceView, type Tables, viewsOf } from './parts.ts';
import { withoutRefused } from './refused-options.ts';
import { NAMED_IN_REQUEST } from './suggestions.ts';

/** Values that the intent or the solution decides, so that nobody is asked for them. */
export function findBindings(
  solution: Pick<Solution, 'resources' | 'provider'>,
  tables: Tables,
  said: { facts: LiveFacts; intent: string },
): readonly Binding[] {
  const from = withoutRefused(said);
  const views = viewsOf(solution, tables);
  const structural = structuralParts(views).bindings;
  const decided = views.flatMap((view) => [
    ...selectedLabels(view, { ...from, provider: solution.provider }),
    ...chosenProvider(view, solution.provider),
    ...decidedFlags(view, { intent: from.intent, provider: solution.provider }),
  ]);
  const taken = new Set(structural.map(({ address }) => keyOf(address)));
  return [...structural, ...decided.filter(({ address }) => !taken.has(keyOf(address)))];
}

/** Labels of the implementations on offer: the provider's, and others that the intent names. */
function selectedLabels(
  { resource }: ResourceView,
  { facts, intent, provider }: { facts: LiveFacts; intent: string; provider: string | undefined },
): readonly Binding[] {
  const labels = facts.options.filter(
    ({ address }) => address.alias === resource.alias && /\bmatchLabels\['/u.test(address.path),
  );
  return labels.flatMap(({ address, options }) => {
    const values = options.map(({ value }) => value);
    const own = values.find((value) => value.toLowerCase() === provider);
    if (own !== undefined && provider !== undefined) {
      return [{ address, value: own, reason: `it shall run in ${providerName(provider)}` }];
    }
    const named = values.length > 1 ? optionInIntent(values, intent) : undefined;
    return named === undefined ? [] : [{ address, value: named, reason: NAMED_IN_REQUEST }];
  });
}

/** A field that chooses among providers: `spec.provider` with an enum. */
function chosenProvider(
  { resource, index }: ResourceView,
  provider: string | undefined,
): readonly Binding[] {
  if (provider === undefined) return [];
  return index.table.rows.flatMap((row) => {
    const isChoice = /^(?:provider|cloud|cloudProvider|platform)$/u.test(leafName(row.path));
    if (!isChoice || row.path.includes('[')) return [];
    const value = row.enum?.find((one) => String(one).toLowerCase() === provider);
    const address = { alias: resource.alias, path: row.path };
    const reason = `it shall run in ${providerName(provider)}`;
    return value === undefined ? [] : [{ address, value, reason }];
  });
}

/** Switches that the intent speaks of: "publicly accessible", "not encrypted". */
function decidedFlags(
  view: ResourceView,
  { intent, provider }: { intent: string; provider: string | undefined },
): readonly Binding[] {
  const context = { provider, intent, taken: new Set<string>(), isPrimary: true };
  return candidatesOf(view, context)
    .filter(({ row }) => row.type === 'boolean')
    .flatMap(({ alias, path, row }) => {
      const value = valueInIntent(row, { intent, options: [] });
      if (value === undefined) return [];
      return [{ address: { alias, path }, value, reason: NAMED_IN_REQUEST }];
    });
}
