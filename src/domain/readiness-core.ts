import { z } from 'zod';
import {
  type Condition,
  conditionsIn,
  failed,
  type Readiness,
  ready,
  told,
  waiting,
} from './conditions.ts';
import type { ResourceKind } from './kind.ts';
import type { KubernetesObject } from './manifest.ts';

const count = z.number().optional().catch(undefined);

/** The parts of built-in kinds that tell how they are. */
const Observed = z.object({
  metadata: z.object({ generation: z.number().default(0) }),
  spec: z
    .object({
      replicas: count,
      completions: count,
      type: z.string().optional().catch(undefined),
      suspend: z.boolean().optional().catch(undefined),
      updateStrategy: z
        .object({
          type: z.string().optional(),
          rollingUpdate: z.object({ partition: count }).optional(),
        })
        .optional()
        .catch(undefined),
    })
    .default({}),
  status: z
    .object({
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      desiredNumberScheduled: count,
      updatedNumberScheduled: count,
      numberAvailable: count,
      currentReplicas: count,
      observedGeneration: count,
      currentRevision: z.string().optional().catch(undefined),
      updateRevision: z.string().optional().catch(undefined),
      conditionStatus: z
        .object({
          ready: z.boolean().optional(),
          conditions: z.array(z.unknown()).optional(),
          message: z.string().optional(),
        })
        .optional()
        .catch(undefined),
      phase: z.string().optional().catch(undefined),
      loadBalancer: z
        .object({ ingress: z.array(z.unknown()).optional() })
        .optional()
        .catch(undefined),
    })
    .optional(),
});
type Observed = z.infer<typeof Observed>;

/**
 * Built-in kinds that nobody reports on: there is nothing to wait for once they exist. The API
 * server itself acts by an admission policy, whether a controller has looked at its types or not.
 */
const WITHOUT_STATUS = new Set([
  '/ConfigMap',
  '/Secret',
  '/ServiceAccount',
  '/LimitRange',
  'networking.k8s.io/NetworkPolicy',
  'networking.k8s.io/IngressClass',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'storage.k8s.io/StorageClass',
  'scheduling.k8s.io/PriorityClass',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
]);

/** Why such an object is ready: not by its own word. */
export const NOTHING_TO_REPORT = 'It exists, and has nothing to report.';

type Judge = (observed: Observed, conditions: readonly Condition[]) => Readiness;

const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['apps/Deployment', deployment],
  ['apps/StatefulSet', statefulSet],
  ['apps/DaemonSet', daemonSet],
  ['batch/Job', job],
  ['batch/CronJob', cronJob],
  ['/PersistentVolumeClaim', volumeClaim],
  ['/Namespace', namespace],
  ['/Service', service],
  ['networking.k8s.io/Ingress', ingress],
  ['autoscaling/HorizontalPodAutoscaler', autoscaler],
  ['policy/PodDisruptionBudget', disruptionBudget],
  ['policies.kyverno.io/ValidatingPolicy', kyvernoPolicy],
]);

/** How a built-in kind is; undefined for kinds that are judged by their conditions alone. */
export function coreReadiness(
  object: KubernetesObject,
  { group, kind }: Pick<ResourceKind, 'group' | 'kind'>,
  conditions: readonly Condition[],
): Readiness | undefined {
  const name = `${group}/${kind}`;
  if (WITHOUT_STATUS.has(name)) return ready(NOTHING_TO_REPORT);
  const judge = JUDGES.get(name);
  const observed = Observed.safeParse(object);
  return judge && observed.success ? judge(observed.data, conditions) : undefined;
}

const UNSEEN = 'Its controller has not reported yet.';

function deployment({ spec, status }: Observed, conditions: readonly Condition[]): Readiness {
  const stuck = conditions.find(
    ({ type, status: holds, reason }) =>
      (type === 'Progressing' && holds === 'False' && reason === 'ProgressDeadlineExceeded') ||
      (type === 'ReplicaFailure' && holds === 'True'),
  );
  if (stuck) return failed(told(stuck));
  if (status?.observedGeneration === undefined) return waiting(UNSEEN);
  const wanted = spec.replicas ?? 1;
  const updated = status.updatedReplicas ?? 0;
  const available = status.availableReplicas ?? 0;
  if (updated < wanted) return waiting(`${updated} of ${wanted} pods are of the new version.`);
  if ((status.replicas ?? 0) > updated)
    return waiting('Pods of the earlier version are still there.');
  return available >= wanted
    ? ready(`${available} of ${wanted} pods are available.`)
    : waiting(`${available} of ${wanted} pods are available.`);
}

/** Counts that are 0 are left out by the server: absent means none. */
function statefulSet({ spec, status }: Observed): Readiness {
  if (status?.observedGeneration === undefined) return waiting(UNSEEN);
  const wanted = spec.replicas ?? 1;
  const updated = status.updatedReplicas ?? 0;
  // Pods below the partition keep the earlier version: that was asked for.
  const due = Math.max(0, wanted - (spec.updateStrategy?.rollingUpdate?.partition ?? 0));
  const isRolling = due === wanted && status.currentRevision !== status.updateRevision;
  if (updated < due) return waiting(`${updated} of ${due} pods are of the new version.`);
  const have = status.readyReplicas ?? 0;
  const words = `${have} of ${wanted} pods are ready.`;
  if (have < wanted) return waiting(words);
  return isRolling && spec.updateStrategy?.type !== 'OnDelete'
    ? waiting('The change to the new version has not ended yet.')
    : ready(words);
}

function daemonSet({ status }: Observed): Readiness {
  if (status?.observedGeneration === undefined) return waiting(UNSEEN);
  const wanted = status.desiredNumberScheduled ?? 0;
  const have = Math.min(status.numberAvailable ?? 0, status.updatedNumberScheduled ?? 0);
  const words = `${have} of ${wanted} nodes run it.`;
  return have >= wanted ? ready(words) : waiting(words);
}

function job({ spec }: Observed, conditions: readonly Condition[]): Readiness {
  const failure = conditions.find(({ type, status }) => type === 'Failed' && status === 'True');
  if (failure) return failed(told(failure));
  const isComplete = conditions.some(
    ({ type, status }) => type === 'Complete' && status === 'True',
  );
  if (isComplete) return ready('It has completed.');
  return waiting(spec.suspend === true ? 'It is suspended.' : 'It has not completed yet.');
}

function cronJob({ spec }: Observed): Readiness {
  return spec.suspend === true ? waiting('It is suspended.') : ready('It is scheduled.');
}

function volumeClaim({ status }: Observed): Readiness {
  const phase = status?.phase;
  if (phase === 'Bound') return ready('It is bound to a volume.');
  if (phase === 'Lost') return failed('Its volume is lost.');
  return waiting('It is not bound yet: some storage classes wait for the first pod.');
}

function namespace({ status }: Observed): Readiness {
  return status?.phase === 'Active' ? ready('It is active.') : waiting('It is not active yet.');
}

function service({ spec, status }: Observed): Readiness {
  if (spec.type !== 'LoadBalancer') return ready('It exists; it needs nothing else.');
  return hasAddress(status)
    ? ready('Its load balancer has an address.')
    : waiting('Its load balancer has no address yet.');
}

function ingress({ status }: Observed): Readiness {
  return hasAddress(status)
    ? ready('It has an address.')
    : waiting('No ingress controller has given it an address yet.');
}

function hasAddress(status: Observed['status']): boolean {
  return (status?.loadBalancer?.ingress ?? []).length > 0;
}

function autoscaler(_: Observed, conditions: readonly Condition[]): Readiness {
  const able = conditions.find(({ type }) => type === 'AbleToScale');
  const active = conditions.find(({ type }) => type === 'ScalingActive');
  const unmet = [able, active].find((condition) => condition && condition.status !== 'True');
  if (unmet) return waiting(told(unmet));
  return able && active ? ready('It scales its target.') : waiting(UNSEEN);
}

function disruptionBudget({ status }: Observed): Readiness {
  return status?.observedGeneration === undefined ? waiting(UNSEEN) : ready('It is observed.');
}

/** Its conditions do not stand where those of others do. */
function kyvernoPolicy({ status, metadata: { generation } }: Observed): Readiness {
  const { ready: isReady, conditions = [] } = status?.conditionStatus ?? {};
  const known = conditionsIn(conditions);
  const unmet = known.find((condition) => condition.status !== 'True');
  const isOld = known.some(
    ({ observedGeneration }) => (observedGeneration ?? generation) < generation,
  );
  if (isOld) return waiting('Its controller has not yet looked at this version.');
  if (isReady === true) return ready('Kyverno reports that it is ready.');
  return waiting(unmet ? told(unmet) : UNSEEN);
}
