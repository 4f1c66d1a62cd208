import type { PatternDependencies } from './dependencies.ts';
import { isCalled, kindsCalled, kindsNear, wholeKindIn } from './said-resources.ts';
import type { Activity } from '../activity.ts';
import { Capability } from '../../domain/capability.ts';
import { fullNameOf, capabilityId, type ResourceKind } from '../../domain/kind.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import { providersSaid } from '../../domain/knowledge/refused-providers.ts';
import { providerByName } from '../../domain/pattern/providers.ts';
import type { ServedKind } from '../../ports/cluster.ts';
import {
  type PatternEffectOf,
  type PatternEventOf,
  PatternState,
  type UnclearResource,
} from '../../workflows/pattern/state.ts';

type Dependencies = Pick<PatternDependencies, 'cluster' | 'knowledge' | 'capabilities'>;

/** Which kinds of the cluster the said names mean, and which of them are not clear. */
export function createResolveResources(
  dependencies: Dependencies,
): Activity<PatternEffectOf<'resolve-resources'>, PatternEventOf<'resources-resolved'>> {
  return async ({ said }, context) => {
    const { name: pattern, resources, offered } = PatternState.parse(context.session.state);
    const before = [...resources, ...offered.map(({ kind }) => kind)];
    const { kinds, away } = await dependencies.cluster.discover();
    const served = kinds.filter(({ verbs }) => verbs.includes('create'));
    const silent = new Set(away.map(({ group }) => group));
    const asking = { served, silent, before, clouds: providersSaid(pattern).wanted };
    const found = await Promise.all(said.map((name) => meant(dependencies, { name, ...asking })));
    return {
      type: 'resources-resolved',
      at: context.now(),
      resources: found.flatMap((one) => ('kind' in one ? [one.kind] : [])),
      unclear: found.flatMap((one) => ('kind' in one ? [] : [one])),
    };
  };
}

interface Asked {
  readonly name: string;
  readonly served: readonly ServedKind[];
  /** Groups whose own server does not answer: what they serve is not listed just now. */
  readonly silent: ReadonlySet<string>;
  /** What the conversation knew so far: they were served then. */
  readonly before: readonly ResourceKind[];
  /** Those that the pattern's name says. */
  readonly clouds: readonly string[];
}

/** As many as a card has buttons for. */
const NEAR_MAX = 8;

async function meant(
  dependencies: Dependencies,
  { name, served, silent, before, clouds }: Asked,
): Promise<{ readonly kind: ResourceKind } | UnclearResource> {
  const called = ownCloudFirst(kindsCalled(name, served), clouds);
  const [kind] = called;
  // Whoever writes a whole name means that one.
  const isSurprise = kind !== undefined && !name.includes('.') && isElsewhere(kind, clouds);
  if (kind && called.length === 1 && !isSurprise) return { kind };
  if (kind) {
    const others = isSurprise ? await nearInCloud(dependencies, { name, served, clouds }) : [];
    const near = [...new Set([...others, ...called.map((one) => fullNameOf(one))])];
    const because = isSurprise ? 'elsewhere' : 'several';
    return { said: name, near: near.slice(0, NEAR_MAX), because };
  }
  const known = await knownAs(dependencies, name);
  const listedLater = known.filter(({ kind: one, goneAt }) => !goneAt && silent.has(one.group));
  const [only] = listedLater;
  if (only && known.length === 1) return { kind: only.kind };
  const wasServed = known.length > 0 || before.some((one) => isCalled(name, one));
  const near = kindsNear(name, served);
  return {
    said: name,
    near: near.length > 0 ? [...near] : await meaningNear(dependencies, name, served),
    because: wasServed ? 'gone' : 'unknown',
  };
}

/** Native to a cloud that the pattern's name does not say, where it says one. */
function isElsewhere(kind: ResourceKind, clouds: readonly string[]): boolean {
  const own = providerByName(kind);
  return clouds.length > 0 && own !== undefined && !clouds.includes(own);
}

function ownCloudFirst(
  kinds: readonly ResourceKind[],
  clouds: readonly string[],
): readonly ResourceKind[] {
  const away = (kind: ResourceKind): number => (isElsewhere(kind, clouds) ? 1 : 0);
  return kinds.toSorted((one, other) => away(one) - away(other));
}

const SEARCHED = 20;

/** What is meant alike in the clouds that the name says. */
async function nearInCloud(
  { capabilities }: Dependencies,
  { name, served, clouds }: Pick<Asked, 'name' | 'served' | 'clouds'>,
): Promise<string[]> {
  const matches = await capabilities.search(name, { limit: SEARCHED });
  return matches
    .map(({ capability }) => capability.kind)
    .filter((kind) => clouds.includes(providerByName(kind) ?? ''))
    .map((kind) => fullNameOf(kind))
    .filter((one) => kindsCalled(one, served).length === 1)
    .slice(0, MEANT_MAX);
}

const LOOKED_AT = 30;

/** What scans know under that name; what is gone is not searched, and found by its whole name. */
async function knownAs(
  { cluster, knowledge, capabilities }: Dependencies,
  name: string,
): Promise<readonly Capability[]> {
  const { id: clusterId } = await cluster.identity();
  const whole = wholeKindIn(name);
  const stored = whole && (await capabilities.get(capabilityId(clusterId, whole)));
  if (stored) return [stored];
  const query = { clusterId, text: name, expansions: [], limit: LOOKED_AT };
  const matches = await knowledge.search(CAPABILITIES, query);
  return matches
    .flatMap(({ payload }) => Capability.safeParse(payload).data ?? [])
    .filter(({ kind }) => isCalled(name, kind));
}

const MEANT_MAX = 3;

/** "load balancer" is no name, but says what is wanted. */
async function meaningNear(
  { capabilities }: Dependencies,
  name: string,
  served: readonly ServedKind[],
): Promise<string[]> {
  const matches = await capabilities.search(name, { limit: MEANT_MAX });
  const names = matches.map(({ capability }) => fullNameOf(capability.kind));
  return names.filter((one) => kindsCalled(one, served).length === 1);
}
