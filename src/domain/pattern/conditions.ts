import type { ResourceKind } from '../kind.ts';
import { isProviderWord, providersNamedIn } from '../knowledge/providers.ts';
import { providersSaid } from '../knowledge/refused-providers.ts';
import { wordsOf } from '../knowledge/words.ts';
import { exposureOfPattern } from './exposure.ts';
import { groupsNamedIn } from './named-groups.ts';
import type { PatternConditions } from './pattern.ts';
import { purposesIn } from './purposes.ts';
import { joined, statedConditions } from './stated-conditions.ts';

/** A resource of the pattern, and the clouds that it can be had from. */
export interface ConditionedResource {
  readonly kind: ResourceKind;
  readonly providers: readonly string[];
}

/**
 * When a pattern applies, as its name and rationale say. What they do not say is not asked for: the
 * triggers by which it is found decide then. Its triggers are for finding, and never conditions. What the
 * rationale states in the words in which conditions are shown (`conditionsText`) holds as it stands.
 */
export function readConditions(
  { name, rationale }: PatternTexts,
  resources: readonly ConditionedResource[],
): PatternConditions {
  const { conditions: stated, rest } = statedConditions(rationale);
  const text = `${name}.\n${rest}`;
  const kinds = resources.map(({ kind }) => kind);
  const exposure = exposureOfPattern(text);
  const read = joined(stated, {
    providers: stated.providers.length > 0 ? [] : [...providersIn(text, resources)],
    groups: [...groupsNamedIn(text, kinds)],
    ...(exposure === undefined ? {} : { exposure }),
    purposes: [...purposesIn(rest)],
  });
  return {
    ...read,
    providers: read.providers.slice(0, PROVIDERS_MAX),
    groups: read.groups.slice(0, GROUPS_MAX),
    purposes: read.purposes.slice(0, PURPOSES_MAX),
  };
}

interface PatternTexts {
  readonly name: string;
  readonly rationale: string;
  readonly triggers: readonly string[];
}

// As `PatternConditions` has them.
const PROVIDERS_MAX = 10;
const GROUPS_MAX = 20;
const PURPOSES_MAX = 20;

/**
 * The clouds in which a solution must run natively. A pattern with a portable resource is for any: its
 * text names clouds to say where it works. Where all its resources are native to one cloud, it is for
 * that one, also where nobody says so: there is nothing to add them to elsewhere.
 */
function providersIn(text: string, resources: readonly ConditionedResource[]): readonly string[] {
  if (resources.some(({ providers }) => providers.length > 1)) return [];
  const native = new Set(resources.flatMap(({ providers }) => providers));
  const areAllNative = resources.every(({ providers }) => providers.length === 1);
  const { wanted, kept } = providersSaid(text);
  // Beside kinds of no cloud, a service's name says what is brought along, and not where.
  const byName = new Set(wordsOf(kept).filter(isProviderWord).flatMap(providersNamedIn));
  const named = wanted.filter(
    (provider) => native.has(provider) && (areAllNative || byName.has(provider)),
  );
  if (named.length > 0) return named;
  return areAllNative && native.size === 1 ? [...native] : [];
}
