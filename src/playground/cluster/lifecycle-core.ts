import type { Json, JsonObject } from '../../domain/json.ts';
import { addressOf } from './core-preparation.ts';
import { listAt, numberAt, objectAt, textAt, valueAt } from './json-path.ts';
import type { Moment } from './moment.ts';
import { failureMessage, outcomeOf } from './outcome.ts';

/** What core objects depend on that is not in themselves. */
export interface Surroundings {
  hasStorageClass(name: string): boolean;
  hasDefaultStorageClass(): boolean;
}

const PODS_READY_SECONDS = 6;
const JOB_DONE_SECONDS = 12;
const BOUND_SECONDS = 3;
const ADDRESS_SECONDS = 10;

/** An image with this tag is in no registry. */
const MISSING_IMAGE = /:missing$/;

/** The status that a core object should have by now; undefined for kinds that the demo leaves alone. */
export function coreStatus(moment: Moment, around: Surroundings): JsonObject | undefined {
  switch (`${moment.type.group}/${moment.type.kind}`) {
    case 'apps/Deployment':
    case 'apps/ReplicaSet':
      return deploymentStatus(moment);
    case 'apps/StatefulSet':
      return statefulStatus(moment);
    case 'apps/DaemonSet':
      return daemonStatus(moment);
    case 'batch/Job':
      return jobStatus(moment);
    case '/Pod':
      return podStatus(moment);
    case '/PersistentVolumeClaim':
      return claimStatus(moment, around);
    case '/Service':
      return textAt(moment.object, 'spec', 'type') === 'LoadBalancer'
        ? addressStatus(moment, '203.0')
        : undefined;
    case 'networking.k8s.io/Ingress':
      return addressStatus(moment, '198.51');
    default:
      return undefined;
  }
}

/** Why the pods of this template will never run; undefined when they will. */
function podProblem(object: JsonObject, keys: readonly string[]): string | undefined {
  if (outcomeOf(object) === 'fail') return failureMessage(object, 'the containers keep crashing');
  const images = ['initContainers', 'containers'].flatMap((list) =>
    listAt(object, ...keys, list).map((container) => textAt(container, 'image')),
  );
  const missing = images.find((image) => MISSING_IMAGE.test(image));
  return missing === undefined ? undefined : `Back-off pulling image "${missing}": not found`;
}

/** Whether pods of the newest template run. */
function isRunning(moment: Moment, keys: readonly string[]): boolean {
  const { object, ageSeconds, changedAtSeconds } = moment;
  const isHeld = outcomeOf(object) === 'stick' || podProblem(object, keys) !== undefined;
  return ageSeconds >= changedAtSeconds + PODS_READY_SECONDS && !isHeld;
}

/** Pods of the template before keep running until new ones take their place. */
function hasOldPods({ changedAtSeconds }: Moment): boolean {
  return changedAtSeconds > PODS_READY_SECONDS;
}

const TEMPLATE_SPEC = ['spec', 'template', 'spec'];

function replicasOf(object: JsonObject): number {
  return numberAt(object, 'spec', 'replicas') ?? 1;
}

function generationOf(object: JsonObject): number {
  return numberAt(object, 'metadata', 'generation') ?? 1;
}

function deploymentStatus(moment: Moment): JsonObject {
  const { object, type } = moment;
  const replicas = replicasOf(object);
  const isUpdated = isRunning(moment, TEMPLATE_SPEC);
  const running = isUpdated || hasOldPods(moment) ? replicas : 0;
  const counted = {
    observedGeneration: generationOf(object),
    replicas,
    ...(running > 0 && { readyReplicas: running, availableReplicas: running }),
  };
  if (type.kind === 'ReplicaSet') return counted;
  return {
    ...counted,
    ...((isUpdated || !hasOldPods(moment)) && { updatedReplicas: replicas }),
    ...(running < replicas && { unavailableReplicas: replicas - running }),
    conditions: [availability(moment, running >= replicas), progress(moment, isUpdated)],
  };
}

function availability({ timeAt }: Moment, isAvailable: boolean): JsonObject {
  const since = timeAt(isAvailable ? PODS_READY_SECONDS : 0);
  return {
    type: 'Available',
    status: isAvailable ? 'True' : 'False',
    reason: isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: isAvailable
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
    lastTransitionTime: since,
    lastUpdateTime: since,
  };
}

function progress(moment: Moment, isUpdated: boolean): JsonObject {
  const { object, ageSeconds, changedAtSeconds, timeAt } = moment;
  const allowed = numberAt(object, 'spec', 'progressDeadlineSeconds') ?? 600;
  const deadline = changedAtSeconds + allowed;
  const name = textAt(object, 'metadata', 'name');
  const problem = podProblem(object, TEMPLATE_SPEC);
  if (!isUpdated && ageSeconds >= deadline) {
    const why = problem === undefined ? '' : ` ${problem}`;
    return {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `Deployment "${name}" has timed out progressing.${why}`,
      lastTransitionTime: timeAt(deadline),
      lastUpdateTime: timeAt(deadline),
    };
  }
  return {
    type: 'Progressing',
    status: 'True',
    reason: isUpdated ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
    message: isUpdated
      ? `Deployment "${name}" has successfully progressed.`
      : (problem ?? `Deployment "${name}" is progressing.`),
    lastTransitionTime: timeAt(0),
    lastUpdateTime: timeAt(changedAtSeconds + (isUpdated ? PODS_READY_SECONDS : 0)),
  };
}

function statefulStatus(moment: Moment): JsonObject {
  const replicas = replicasOf(moment.object);
  const running = isRunning(moment, TEMPLATE_SPEC) ? replicas : 0;
  return {
    observedGeneration: generationOf(moment.object),
    replicas,
    readyReplicas: running,
    availableReplicas: running,
    currentReplicas: replicas,
    updatedReplicas: replicas,
  };
}

function daemonStatus(moment: Moment): JsonObject {
  const running = isRunning(moment, TEMPLATE_SPEC) ? 1 : 0;
  return {
    observedGeneration: generationOf(moment.object),
    desiredNumberScheduled: 1,
    currentNumberScheduled: 1,
    numberMisscheduled: 0,
    numberReady: running,
    numberAvailable: running,
    updatedNumberScheduled: 1,
  };
}

function jobStatus({ object, ageSeconds, timeAt }: Moment): JsonObject {
  const wanted = numberAt(object, 'spec', 'completions') ?? 1;
  const started = { startTime: timeAt(0) };
  const problem = podProblem(object, TEMPLATE_SPEC);
  if (ageSeconds < JOB_DONE_SECONDS || outcomeOf(object) === 'stick') {
    return { ...started, active: 1, ready: problem === undefined ? 1 : 0 };
  }
  const at = timeAt(JOB_DONE_SECONDS);
  if (problem !== undefined) {
    const message = `Job has reached the specified backoff limit: ${problem}`;
    const reason = 'BackoffLimitExceeded';
    return { ...started, failed: 1, conditions: [finished('Failed', { at, reason, message })] };
  }
  const details = {
    at,
    reason: 'CompletionsReached',
    message: 'Reached expected number of succeeded pods',
  };
  return {
    ...started,
    completionTime: at,
    succeeded: wanted,
    conditions: [finished('Complete', details)],
  };
}

function finished(
  type: string,
  { at, reason, message }: { at: string; reason: string; message: string },
): JsonObject {
  return { type, status: 'True', reason, message, lastTransitionTime: at };
}

function podStatus(moment: Moment): JsonObject {
  const { object, timeAt } = moment;
  const problem = podProblem(object, ['spec']);
  const running = isRunning(moment, ['spec']);
  const at = timeAt(running ? PODS_READY_SECONDS : 0);
  return {
    phase: running ? 'Running' : 'Pending',
    startTime: timeAt(0),
    ...(running && { podIP: addressOf(object, '10.244') }),
    conditions: [
      {
        type: 'Ready',
        status: running ? 'True' : 'False',
        lastTransitionTime: at,
        ...(!running && { reason: 'ContainersNotReady' }),
        ...(problem !== undefined && { message: problem }),
      },
    ],
  };
}

function claimStatus({ object, ageSeconds }: Moment, around: Surroundings): JsonObject {
  const name = textAt(object, 'spec', 'storageClassName');
  const hasClass = name === '' ? around.hasDefaultStorageClass() : around.hasStorageClass(name);
  if (ageSeconds < BOUND_SECONDS || !hasClass || outcomeOf(object) !== 'succeed') {
    return { phase: 'Pending' };
  }
  const storage: Json = valueAt(object, ['spec', 'resources', 'requests', 'storage']) ?? '1Gi';
  const accessModes = [...listAt(object, 'spec', 'accessModes')];
  return { phase: 'Bound', accessModes, capacity: { storage } };
}

function addressStatus({ object, ageSeconds }: Moment, prefix: string): JsonObject {
  const isReady = ageSeconds >= ADDRESS_SECONDS && outcomeOf(object) === 'succeed';
  if (!isReady) return { ...objectAt(object, 'status'), loadBalancer: {} };
  return { loadBalancer: { ingress: [{ ip: addressOf(object, prefix) }] } };
}
