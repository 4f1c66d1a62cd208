import { entryPath, leafName, parentPath } from '../configure/field-path.ts';
import { providerName, providersNamedIn, providersOfKind } from '../knowledge/providers.ts';
import type { CatalogKind } from './candidates.ts';
import type { KindOutline } from './outline.ts';
import type { Condition, Scalar } from './rule.ts';

/** Fields in which an object itself says who runs it, where they stand in no list. */
const CHOICE = /^(?:provider|cloud|cloudProvider|platform)$/u;

/** The clouds that a kind can be had from: one where its group names it, several for a portable kind. */
export function providersOf({ outline, capability }: CatalogKind): readonly string[] {
  if (capability) return capability.providers;
  const { kind, fields } = outline;
  const evidence = fields.map((field) => ({ path: field.path, description: '', enum: field.enum }));
  return providersOfKind({ group: kind.group, kind: kind.kind, description: '', fields: evidence });
}

/**
 * The place where an object of a portable kind says that it runs on one of these clouds: a field that
 * chooses among them, or the label by which a claim picks its composition. Undefined where nothing in
 * the object says so.
 */
export function providerCondition(
  { fields }: Pick<KindOutline, 'fields'>,
  providers: readonly string[],
): Condition | undefined {
  const choice = fields.find(({ path }) => CHOICE.test(leafName(path)) && !path.includes('['));
  if (choice) {
    const values = valuesNaming(providers, choice.enum);
    if (values.length > 0) return { path: choice.path, check: { type: 'oneOf', values } };
  }
  const selector = fields.find(({ path, type }) => type === 'map' && isCompositionLabels(path));
  if (!selector) return undefined;
  const path = entryPath(selector.path, 'provider');
  return { path, check: { type: 'oneOf', values: valuesNaming(providers, undefined) } };
}

function isCompositionLabels(path: string): boolean {
  return (
    leafName(path) === 'matchLabels' &&
    leafName(parentPath(path)) === 'compositionSelector' &&
    !path.includes('[')
  );
}

/** The choices that name one of the clouds; where any text may stand, what people write there. */
function valuesNaming(
  providers: readonly string[],
  choices: readonly Scalar[] | undefined,
): Scalar[] {
  if (choices) {
    return choices.filter((choice) =>
      providersNamedIn(String(choice)).some((provider) => providers.includes(provider)),
    );
  }
  return [...new Set(providers.flatMap((provider) => spellingsOf(provider)))];
}

/** `gcp`, `GCP`, `google`, `Google Cloud`. */
function spellingsOf(provider: string): readonly string[] {
  const also = provider === 'gcp' ? ['google', 'Google', 'google-cloud'] : [];
  return [...new Set([provider, provider.toUpperCase(), providerName(provider), ...also])];
}
