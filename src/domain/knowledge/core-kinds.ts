import type { CapabilityRole } from '../capability.ts';

/** What Kubernetes itself offers, as its documentation says. */
export interface CoreKind {
  readonly role: CapabilityRole;
  /** Follows "Use it to". Empty where nobody uses it by hand. */
  readonly use: string;
  readonly tags: readonly string[];
}

/** The groups that a plain API server serves, without any definition added. */
const CORE_GROUPS = new Set(
  (
    'admissionregistration.k8s.io apiextensions.k8s.io apiregistration.k8s.io apps ' +
    'authentication.k8s.io authorization.k8s.io autoscaling batch certificates.k8s.io ' +
    'coordination.k8s.io discovery.k8s.io events.k8s.io extensions flowcontrol.apiserver.k8s.io ' +
    'internal.apiserver.k8s.io networking.k8s.io node.k8s.io policy rbac.authorization.k8s.io ' +
    'resource.k8s.io scheduling.k8s.io storage.k8s.io storagemigration.k8s.io'
  ).split(' '),
);

/** `Kind (role): use | tags`. A kind that has no line here is internal. */
const LINES = `
Pod (primary): run one or a few containers once, without a controller that replaces them | container, workload
Deployment (primary): run a stateless application, a web application, an API or a worker, with rolling updates and several replicas | web application, stateless, container, workload, api, worker, microservice, replica
StatefulSet (primary): run a stateful application whose replicas keep their name and their volume | stateful, container, workload, persistent
DaemonSet (primary): run one copy of a container on every node | container, workload, agent, node
Job (primary): run a task, a batch job or a migration once until it completes | batch, task, one off
CronJob (primary): run a job on a schedule, such as every night or every hour | cron, schedule, batch, nightly, periodic
Service (primary): give pods one stable address and name inside the cluster, or expose them by a load balancer | network, expose, load balancer, discovery
Ingress (primary): expose a web application to users outside the cluster by HTTP and HTTPS, by host name and path | expose, http, https, host, route, public, url
NetworkPolicy (primary): allow or block traffic between pods, a firewall inside the cluster | firewall, isolation, traffic
HorizontalPodAutoscaler (primary): autoscale a workload by CPU, memory or other metrics | autoscale, scale, replica, hpa
PersistentVolumeClaim (primary): get persistent storage, a disk volume for pods | storage, volume, disk, persistent
ConfigMap (primary): keep configuration, settings and environment variables apart from the image | configuration, setting, environment variable
Secret (primary): keep passwords, tokens and keys for pods | password, credential, token, key
Namespace (primary): give a team or an environment a place of its own in the cluster | tenant, environment, isolation
Role (primary): list the permissions that can be granted within a namespace | permission, access, rbac
RoleBinding (primary): grant a role's permissions to people or service accounts in a namespace | permission, access, rbac
ResourceClaim (primary): get a device such as a GPU for pods | gpu, device
ServiceAccount (part): give pods an identity of their own | identity, account
PodDisruptionBudget (part): keep enough replicas available while nodes are drained | availability, disruption
ResourceClaimTemplate (part): make a device claim for each pod | gpu, device
PodTemplate (part): keep a description of pods for others to use | container
PersistentVolume (setup): offer a disk that claims can be bound to | storage, volume, disk
StorageClass (setup): define a class of storage that claims can ask for | storage, volume
VolumeAttributesClass (setup): define a class of volume attributes | storage, volume
ClusterRole (setup): list permissions for the whole cluster | permission, access, rbac
ClusterRoleBinding (setup): grant a cluster role's permissions everywhere | permission, access, rbac
ResourceQuota (setup): limit what a namespace may use in all | quota, limit
LimitRange (setup): set default and largest requests of a namespace's containers | limit, quota
IngressClass (setup): define which controller serves an ingress | ingress
PriorityClass (setup): define which pods go first when room is short | priority
RuntimeClass (setup): define how containers are run on a node | runtime
DeviceClass (setup): define a class of devices that claims can ask for | device
CustomResourceDefinition (setup): add a new resource type to the cluster | api
APIService (setup): add an API that another server answers | api
ValidatingAdmissionPolicy (setup): refuse objects that break a rule | policy, admission
ValidatingAdmissionPolicyBinding (setup): say where an admission policy holds | policy, admission
MutatingAdmissionPolicy (setup): change objects on their way in | policy, admission
MutatingAdmissionPolicyBinding (setup): say where a mutating policy holds | policy, admission
ValidatingWebhookConfiguration (setup): have a webhook check objects | admission, webhook
MutatingWebhookConfiguration (setup): have a webhook change objects | admission, webhook
CSIDriver (setup): describe a storage driver | storage
FlowSchema (setup): sort requests to the API server | api
PriorityLevelConfiguration (setup): share the API server's room among requests | api
ServiceCIDR (setup): define addresses for services | network
CertificateSigningRequest (setup): ask the cluster's authority to sign a certificate | certificate
`;

const CORE_KINDS = coreKindsOf(LINES);
const INTERNAL: CoreKind = { role: 'internal', use: '', tags: [] };

export function isCoreGroup(group: string): boolean {
  return group === '' || CORE_GROUPS.has(group);
}

/** Undefined for kinds that Kubernetes itself does not serve. */
export function coreKind(kind: {
  readonly group: string;
  readonly kind: string;
}): CoreKind | undefined {
  if (!isCoreGroup(kind.group)) return undefined;
  return CORE_KINDS.get(kind.kind) ?? INTERNAL;
}

function coreKindsOf(lines: string): ReadonlyMap<string, CoreKind> {
  return new Map(
    [...lines.matchAll(/^(\w+) \((primary|part|setup)\): (.+) \| (.+)$/gmu)].flatMap((match) => {
      const [, kind = '', role, use = '', tags = ''] = match;
      const checked = role === 'primary' || role === 'part' ? role : 'setup';
      return [[kind, { role: checked, use, tags: tags.split(', ') }] as const];
    }),
  );
}
