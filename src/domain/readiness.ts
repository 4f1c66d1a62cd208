import { z } from 'zod';
import {
  type Condition,
  conditionsIn,
  failed,
  type Readiness,
  ready,
  shortened,
  told,
  waiting,
} from './conditions.ts';
import { digestOf, type Json } from './json.ts';
import type { ResourceKind } from './kind.ts';
import type { KubernetesObject } from './manifest.ts';
import { coreReadiness } from './readiness-core.ts';

/** What of a status is read here; whatever else it holds is the kind's own affair. */
const Status = z.object({
  observedGeneration: z.number().optional().catch(undefined),
  conditions: z.array(z.unknown()).optional().catch(undefined),
  phase: z.string().optional().catch(undefined),
});

/**
 * Whether an object is ready, by its own word. Never `ready` without evidence: an object that could
 * report and has not is `waiting`. Undefined means that it is not there.
 *
 * `statusAtApply` (see `statusDigest`) is what the object said as the bot changed it: what it said
 * before is no word about the change. Leave it out where nothing was changed.
 */
export function judgeReadiness(
  object: KubernetesObject | undefined,
  kind: Pick<ResourceKind, 'group' | 'kind'>,
  statusAtApply?: string,
): Readiness {
  if (!object) return waiting('It is not in the cluster (any more).');
  if (object.metadata['deletionTimestamp'] !== undefined) return waiting('It is being deleted.');
  const parsed = Status.safeParse(object['status'] ?? {});
  const status = parsed.success ? parsed.data : {};
  const conditions = conditionsIn(status.conditions ?? []);
  const generation = object.metadata.generation ?? 0;
  if (status.observedGeneration !== undefined && status.observedGeneration < generation) {
    return waiting('Its controller has not yet looked at this version.');
  }
  const known = coreReadiness(object, kind, conditions);
  if (known) return known;
  const isAnswered =
    statusDigest(object) !== statusAtApply || hasLookedAt(status, { conditions, generation });
  if (!isAnswered && conditions.length + (status.phase ?? '').length > 0) {
    return waiting('It has not reported since the change.');
  }
  return byConditions(conditions, generation) ?? byPhase(status.phase) ?? nothingReported();
}

/**
 * What an object says of itself, as a digest. Taken of the answer to an apply, it is what was said
 * before any controller could see the change.
 */
export function statusDigest(object: KubernetesObject): string {
  const status: Json = object['status'] ?? {};
  return digestOf(status);
}

/** By generation: the only proof where a controller says the same of the new version. */
function hasLookedAt(
  { observedGeneration }: Pick<z.infer<typeof Status>, 'observedGeneration'>,
  { conditions, generation }: { conditions: readonly Condition[]; generation: number },
): boolean {
  const seen = [observedGeneration, ...conditions.map((one) => one.observedGeneration)];
  return seen.some((version) => version !== undefined && version >= generation);
}

/** Conditions that say "done and working", the most telling first. */
const READY_TYPES = [
  'Ready',
  'Available',
  'Healthy',
  'Complete',
  'Succeeded',
  'Accepted',
  'Programmed',
];
/** Must hold too where an object has it: the wish has reached what it stands for. */
const SYNC_TYPES = ['Synced', 'Reconciled', 'ResolvedRefs'];
/** Conditions that are bad news when they hold. */
const BAD_TYPES = ['Failed', 'Stalled', 'Degraded'];
/** Reasons of a false condition that say "given up", not "not yet". */
const FAILURE_REASON =
  /(?:fail|error|invalid|denied|forbidden|unauthorized|deadline|misconfigured|rejected)/iu;

function byConditions(conditions: readonly Condition[], generation: number): Readiness | undefined {
  if (conditions.length === 0) return undefined;
  const bad = conditions.find(({ type, status }) => BAD_TYPES.includes(type) && status === 'True');
  if (bad) return failed(told(bad));
  const sync = conditions.filter(({ type }) => SYNC_TYPES.includes(type));
  const unsynced = sync.find(({ status }) => status !== 'True');
  if (unsynced) return unmet(unsynced);
  const own = READY_TYPES.flatMap(
    (type) => conditions.find((condition) => condition.type === type) ?? [],
  )[0];
  if (!own) return waiting('It reports progress, but not yet that it is ready.');
  if (own.observedGeneration !== undefined && own.observedGeneration < generation) {
    return waiting(`${own.type} still speaks of an earlier version.`);
  }
  return own.status === 'True' ? ready(`It reports ${own.type}.`) : unmet(own);
}

/** Phases that many operators report instead of conditions. */
function byPhase(phase: string | undefined): Readiness | undefined {
  if (phase === undefined || phase === '') return undefined;
  if (
    /^(?:ready|active|available|bound|running|succeeded|healthy|complete|completed)$/iu.test(phase)
  ) {
    return ready(`Its phase is ${phase}.`);
  }
  return /^(?:failed|error|lost)$/iu.test(phase)
    ? failed(`Its phase is ${phase}.`)
    : waiting(`Its phase is ${shortened(phase)}.`);
}

function unmet(condition: Condition): Readiness {
  const isGivenUp = condition.status === 'False' && FAILURE_REASON.test(condition.reason ?? '');
  return isGivenUp ? failed(told(condition)) : waiting(told(condition));
}

function nothingReported(): Readiness {
  return waiting('Nothing reported yet: no controller has said anything about it.');
}
