import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { numberAt, objectAt, parseJson } from './json-path.ts';
import type { Moment } from './moment.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import { failureMessage, outcomeOf } from './outcome.ts';

/** On a definition: seconds until its objects are ready; `never` for those that have no state. */
const READY_AFTER_ANNOTATION = 'demo.dotai/ready-after-seconds';
/** On a definition: JSON laid into the status of ready objects; `{name}` and `{namespace}` are filled in. */
const READY_STATUS_ANNOTATION = 'demo.dotai/ready-status';

/** Categories of kinds that stand for something outside the cluster. */
const EXTERNAL = ['managed', 'claim', 'composite'];
const EXTERNAL_READY_SECONDS = 60;
const OTHER_READY_SECONDS = 5;
const SYNCED_SECONDS = 2;
const SEEN_SECONDS = 1;

/**
 * The status that a custom object should have by now. Kinds of a cloud provider get `Synced`, then
 * `Ready`; the others `Ready` only. Undefined while no controller has seen it.
 */
export function customStatus(moment: Moment): JsonObject | undefined {
  const { type, object, ageSeconds } = moment;
  const isExternal = type.categories.some((category) => EXTERNAL.includes(category));
  const readyAfter = readySeconds(type.annotations[READY_AFTER_ANNOTATION], isExternal);
  if (readyAfter === undefined || ageSeconds < SEEN_SECONDS) return undefined;
  if (!type.schema().property('status')?.property('conditions')) return undefined;
  const isReady = outcomeOf(object) === 'succeed' && ageSeconds >= readyAfter;
  const conditions = [
    ...(isExternal && ageSeconds >= SYNCED_SECONDS ? [synced(moment)] : []),
    ready(moment, readyAfter),
  ];
  return {
    ...objectAt(object, 'status'),
    ...(isReady && readyStatus(moment)),
    conditions: conditions.map((condition) => fitting(condition, moment)),
  };
}

function readySeconds(written: string | undefined, isExternal: boolean): number | undefined {
  if (written === 'never') return undefined;
  const seconds = Number(written ?? NaN);
  if (!Number.isNaN(seconds)) return seconds;
  return isExternal ? EXTERNAL_READY_SECONDS : OTHER_READY_SECONDS;
}

function synced({ object, timeAt }: Moment): JsonObject {
  const lastTransitionTime = timeAt(SYNCED_SECONDS);
  if (outcomeOf(object) !== 'fail') {
    return { type: 'Synced', status: 'True', reason: 'ReconcileSuccess', lastTransitionTime };
  }
  const message = failureMessage(
    object,
    'create failed: the provider refused the request: not authorized to create this resource',
  );
  return { type: 'Synced', status: 'False', reason: 'ReconcileError', message, lastTransitionTime };
}

function ready({ object, ageSeconds, timeAt }: Moment, readyAfter: number): JsonObject {
  const outcome = outcomeOf(object);
  if (outcome === 'succeed' && ageSeconds >= readyAfter) {
    const lastTransitionTime = timeAt(readyAfter);
    return { type: 'Ready', status: 'True', reason: 'Available', lastTransitionTime };
  }
  const lastTransitionTime = timeAt(SEEN_SECONDS);
  if (outcome !== 'fail' || ageSeconds < SYNCED_SECONDS) {
    return { type: 'Ready', status: 'False', reason: 'Creating', lastTransitionTime };
  }
  const message = failureMessage(object, 'the resource could not be created');
  return { type: 'Ready', status: 'False', reason: 'Failed', message, lastTransitionTime };
}

/** With what the kind's schema asks of a condition and this one does not have. */
function fitting(condition: JsonObject, { type, object }: Moment): JsonObject {
  const items = type.schema().property('status')?.property('conditions')?.items;
  const generation = numberAt(object, 'metadata', 'generation') ?? 1;
  return {
    ...condition,
    ...(items?.required.includes('message') && { message: condition['message'] ?? '' }),
    ...(items?.property('observedGeneration') && { observedGeneration: generation }),
  };
}

function readyStatus({ type, object }: Moment): JsonObject {
  const written = type.annotations[READY_STATUS_ANNOTATION];
  if (written === undefined) return {};
  const filled = filledIn(parseJson(written), object);
  return isJsonObject(filled) ? filled : {};
}

function filledIn(value: Json, object: JsonObject): Json {
  if (typeof value === 'string') {
    return value
      .replaceAll('{name}', nameOf(object))
      .replaceAll('{namespace}', namespaceOf(object));
  }
  if (Array.isArray(value)) return value.map((item: Json) => filledIn(item, object));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filledIn(inner, object)]),
  );
}
