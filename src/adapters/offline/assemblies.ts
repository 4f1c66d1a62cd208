import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import type { Candidate, Field } from './candidates.ts';
import { isCore, isDoor, isPodRunner, isServing, wants } from './core-workloads.ts';
import { isUnaskedGuard } from './guarded-kinds.ts';
import { dependsOn } from './hindrances.ts';
import type { Need, Reading } from './reading.ts';
import { coverOf, type Cover, type Trait, type TraitId } from './traits.ts';

/** Beside what the primary cannot do without. */
const COMPANIONS_MAX = 4;
/** Share of a need's words that something must answer to. */
const NEED_COVERAGE_MIN = 0.55;
/** What a companion says of itself is about itself: only what it is or sets counts. */
const SOLID_COVERS: readonly Cover['by'][] = ['kind', 'field'];

/** A need, and who meets it. */
export interface Met {
  readonly need: Need;
  readonly by: CapabilitySummary;
  readonly cover: Cover;
}

/** One candidate with everything it takes to meet the intent. */
export interface Assembly {
  readonly candidate: Candidate;
  readonly companions: readonly CapabilitySummary[];
  readonly met: readonly Met[];
  readonly unmet: readonly Need[];
}

interface Parts {
  readonly companions: CapabilitySummary[];
  readonly met: Met[];
}

/** All ways to complete a candidate: more than one where several kinds open it to the outside. */
export function assembliesOf(
  candidate: Candidate,
  context: {
    readonly reading: Reading;
    readonly field: Field;
    readonly capabilities: readonly CapabilitySummary[];
  },
): Assembly[] {
  const { reading, capabilities } = context;
  const usable = capabilities.filter(
    (capability) =>
      isUsableBeside(candidate, capability) && !isUnaskedGuard(capability, reading.asked),
  );
  if (!isPodRunner(candidate.capability)) {
    return [complete(candidate, { ...context, usable, parts: bareParts(candidate, usable) })];
  }
  const isOpened = wants(reading, 'public-access') || wants(reading, 'domain');
  const doors = isOpened ? usable.filter(isDoor).sort(byDoor) : [];
  const choices = doors.length > 0 ? doors : [undefined];
  return choices.slice(0, 3).map((door) => {
    const parts = workloadParts(candidate, { reading, usable, door });
    return complete(candidate, { ...context, usable, parts });
  });
}

interface Completion {
  readonly reading: Reading;
  readonly field: Field;
  readonly usable: readonly CapabilitySummary[];
}

function complete(candidate: Candidate, context: Completion & { readonly parts: Parts }): Assembly {
  const { capability } = candidate;
  const companions = [...context.parts.companions];
  const met = [...context.parts.met];
  const unmet: Need[] = [];
  for (const need of context.reading.needs) {
    if (met.some((done) => done.need === need)) continue;
    const own =
      coverAmong(need, [capability], context.field) ??
      coverAmong(need, companions, context.field, SOLID_COVERS);
    const hasRoom = companions.length < COMPANIONS_MAX;
    const helper =
      own || !hasRoom ? undefined : helperFor(need, [capability, ...companions], context);
    const found = own ?? helper;
    if (found) met.push({ need, ...found });
    else unmet.push(need);
    if (helper) companions.push(helper.by);
  }
  return { candidate, companions, met, unmet };
}

/** A kind made for the need; what merely mentions it is no help. */
function helperFor(
  need: Need,
  [primary, ...companions]: readonly CapabilitySummary[],
  { usable, field }: Completion,
): Omit<Met, 'need'> | undefined {
  const fit = usable
    .filter((other) => !companions.includes(other))
    .filter((other) => need.type === 'words' || (primary && mayJoin(need.trait, primary, other)))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  return coverAmong(need, fit, field, need.type === 'words' ? undefined : ['kind']);
}

function mayJoin(trait: Trait, primary: CapabilitySummary, other: CapabilitySummary): boolean {
  switch (trait.joins) {
    case 'any':
      return true;
    case 'its-own-group':
      return other.group === primary.group;
    case 'workloads':
      return isPodRunner(primary);
    case 'none':
      return false;
  }
}

/** The best cover: by a kind made for it first, then the one nearest to the person's words. */
function coverAmong(
  need: Need,
  capabilities: readonly CapabilitySummary[],
  field: Field,
  allowed: readonly Cover['by'][] = ['kind', 'field', 'description'],
): Omit<Met, 'need'> | undefined {
  return capabilities
    .flatMap((by) => {
      const cover = coverOfNeed(need, by, field);
      if (!cover || !allowed.includes(cover.by)) return [];
      const nearness = field.evidences.of(by, need.words).coverage;
      return [{ by, cover, rank: (cover.by === 'kind' ? 2 : 0) + nearness }];
    })
    .sort((one, other) => other.rank - one.rank)
    .map(({ by, cover }) => ({ by, cover }))[0];
}

function coverOfNeed(need: Need, capability: CapabilitySummary, field: Field): Cover | undefined {
  if (need.type === 'trait') return coverOf(need.trait, capability);
  const evidence = field.evidences.of(capability, need.words);
  if (evidence.coverage < NEED_COVERAGE_MIN) return undefined;
  return evidence.isNamed ? { by: 'kind' } : { by: 'description' };
}

/** Of the same provider or of none, and no platform team's or controllers' own. */
function isUsableBeside({ capability, provider }: Candidate, other: CapabilitySummary): boolean {
  if (other.id === capability.id || other.role === 'internal' || other.role === 'setup') {
    return false;
  }
  // One thing runs the pods.
  if (isPodRunner(capability) && isPodRunner(other)) return false;
  return other.providers.length === 0 || other.providers.some((name) => name === provider);
}

/** What a kind is nothing without: the host that it lives in, and the machines of a cluster. */
function bareParts({ capability }: Candidate, usable: readonly CapabilitySummary[]): Parts {
  const hosts = usable.filter((other) => dependsOn(capability, other));
  const machines = usable.filter(
    (other) =>
      capability.kind.endsWith('Cluster') &&
      /(?:Instance|NodeGroup|NodePool)$/u.test(other.kind) &&
      dependsOn(other, capability),
  );
  return { companions: [...hosts.slice(0, 1), ...machines.slice(0, 1)], met: [] };
}

function workloadParts(
  { capability }: Candidate,
  context: {
    readonly reading: Reading;
    readonly usable: readonly CapabilitySummary[];
    readonly door: CapabilitySummary | undefined;
  },
): Parts {
  const { reading, usable, door } = context;
  const companions: CapabilitySummary[] = [];
  const met: Met[] = [];
  const service = usable.find((other) => isCore(other, 'Service'));
  if (service && (isServing(reading) || door)) companions.push(service);
  if (door) companions.push(door);
  const scaler = usable.find((other) => isCore(other, 'HorizontalPodAutoscaler'));
  if (scaler && wants(reading, 'autoscaling')) companions.push(scaler);
  const claim = usable.find((other) => isCore(other, 'PersistentVolumeClaim'));
  if (claim && wants(reading, 'persistence') && isCore(capability, 'Deployment')) {
    companions.push(claim);
  }
  const made = new Map<TraitId, CapabilitySummary | undefined>([
    ['public-access', door],
    ['autoscaling', scaler],
    ['persistence', claim],
  ]);
  for (const need of reading.needs) {
    const by = need.type === 'trait' ? made.get(need.trait.id) : undefined;
    if (by && companions.includes(by)) met.push({ need, by, cover: { by: 'kind' } });
  }
  return { companions, met };
}

function byDoor(one: CapabilitySummary, other: CapabilitySummary): number {
  const order = (capability: CapabilitySummary): number =>
    isCore(capability, 'Ingress') ? 0 : isCore(capability, 'HTTPRoute') ? 1 : 2;
  return order(one) - order(other) || other.score - one.score || (one.id < other.id ? -1 : 1);
}
