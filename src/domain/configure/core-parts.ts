import type { Link } from '../solution.ts';
import { autoscaler, disruptionBudget, networkPolicy } from './core-governors.ts';
import { addressIn, ask, binding, link, type Neighbours } from './core-pieces.ts';
import { entryPath } from './field-path.ts';
import { groupKindOf, joined, NO_PARTS, type Parts, type ResourceView } from './parts.ts';
import { asWorkload, containerPort, NAME_LABEL, workloadParts } from './workloads.ts';

/** What Kubernetes' own kinds need, beyond their schemas, to be accepted and to work together. */
export function coreParts(views: readonly ResourceView[]): Parts {
  const workloads = views.flatMap((view) => asWorkload(view) ?? []);
  const find = (groupKind: string): ResourceView | undefined =>
    views.find(({ resource }) => groupKindOf(resource) === groupKind);
  const neighbours = { workload: workloads[0], find };
  const isServed = views.some(({ resource }) => SERVING.has(groupKindOf(resource)));
  const isScaled = find('autoscaling/HorizontalPodAutoscaler') !== undefined;
  return joined([
    ...workloads.map((workload) => workloadParts(workload, { isServed, isScaled })),
    ...views.map((view) => KINDS.get(groupKindOf(view.resource))?.(view, neighbours) ?? NO_PARTS),
  ]);
}

/** Whether the curated asks of a kind are all that its stages ask. */
export function isCurated(view: ResourceView): boolean {
  return asWorkload(view) !== undefined || KINDS.has(groupKindOf(view.resource));
}

const SERVING = new Set(['/Service', 'networking.k8s.io/Ingress']);

type Describe = (view: ResourceView, neighbours: Neighbours) => Parts;

const KINDS: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ['/Service', service],
  ['networking.k8s.io/Ingress', ingress],
  ['/PersistentVolumeClaim', volumeClaim],
  ['/ConfigMap', configMap],
  ['/Secret', secret],
  ['/ServiceAccount', serviceAccount],
  ['autoscaling/HorizontalPodAutoscaler', autoscaler],
  ['policy/PodDisruptionBudget', disruptionBudget],
  ['networking.k8s.io/NetworkPolicy', networkPolicy],
  ['rbac.authorization.k8s.io/RoleBinding', roleBinding],
]);

function service({ resource }: ResourceView, { workload }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const asks = [
    ask(at('spec.type'), { stage: 'basic', label: 'Service type', suggestion: 'ClusterIP' }),
  ];
  if (!workload) {
    const port = {
      stage: 'required',
      label: 'Service port',
      suggestion: 80,
      isRequired: true,
    } as const;
    return { ...NO_PARTS, asks: [...asks, ask(at('spec.ports[0].port'), port)] };
  }
  const from = addressIn(workload.resource.alias);
  const what = workload.resource.kind.kind;
  const links = [
    link(
      from('metadata.name'),
      at(entryPath('spec.selector', NAME_LABEL)),
      `the Service selects the ${what}'s pods`,
    ),
    link(
      from(containerPort(workload)),
      at('spec.ports[0].port'),
      `the Service listens on the container's port`,
    ),
    link(
      from(containerPort(workload)),
      at('spec.ports[0].targetPort'),
      `the Service sends to the container's port`,
    ),
  ];
  return { bindings: [], links, asks };
}

function ingress({ resource }: ResourceView, { find }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const path = 'spec.rules[0].http.paths[0]';
  const backend = {
    name: at(`${path}.backend.service.name`),
    port: at(`${path}.backend.service.port.number`),
  };
  const bindings = [
    binding(at(`${path}.path`), '/', 'everything below the host is served'),
    binding(at(`${path}.pathType`), 'Prefix', 'everything below the host is served'),
  ];
  const asks = [
    ask(at('spec.rules[0].host'), { stage: 'required', label: 'Host name' }),
    ask(at('spec.ingressClassName'), { stage: 'basic', label: 'Ingress class' }),
  ];
  const target = find('/Service');
  if (!target) {
    const required = { stage: 'required', isRequired: true } as const;
    const own = [
      ask(backend.name, { ...required, label: 'Service to expose' }),
      ask(backend.port, { ...required, label: 'Port of the service', suggestion: 80 }),
    ];
    return { bindings, links: [], asks: [...own, ...asks] };
  }
  const from = addressIn(target.resource.alias);
  const links = [
    link(from('metadata.name'), backend.name, 'the Ingress sends to the Service'),
    link(from('spec.ports[0].port'), backend.port, `the Ingress uses the Service's port`),
  ];
  return { bindings, links, asks };
}

function volumeClaim({ resource }: ResourceView, { workload }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const asks = [
    ask(at("spec.resources.requests['storage']"), {
      stage: 'required',
      label: 'Storage size',
      suggestion: '10Gi',
      isRequired: true,
    }),
    ask(at('spec.storageClassName'), { stage: 'basic', label: 'Storage class' }),
  ];
  const bindings = [
    binding(at('spec.accessModes'), ['ReadWriteOnce'], 'one node writes to the volume'),
  ];
  if (!workload) return { bindings, links: [], asks };
  const pod = addressIn(workload.resource.alias);
  const { podSpec } = workload;
  const mount = `${podSpec}.containers[0].volumeMounts[0]`;
  const reason = 'the volume is mounted into the container';
  return {
    bindings: [
      ...bindings,
      binding(pod(`${podSpec}.volumes[0].name`), 'data', reason),
      binding(pod(`${mount}.name`), 'data', reason),
    ],
    links: [
      link(
        at('metadata.name'),
        pod(`${podSpec}.volumes[0].persistentVolumeClaim.claimName`),
        reason,
      ),
    ],
    asks: [
      ...asks,
      ask(pod(`${mount}.mountPath`), {
        stage: 'required',
        label: 'Mount path',
        suggestion: '/data',
        isRequired: true,
      }),
    ],
  };
}

function configMap({ resource }: ResourceView, { workload }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const asks = [ask(at('data'), { stage: 'basic', label: 'Configuration values' })];
  if (!workload) return { ...NO_PARTS, asks };
  const target = `${workload.podSpec}.containers[0].envFrom[0].configMapRef.name`;
  const to = { alias: workload.resource.alias, path: target };
  const reason = 'the container gets the ConfigMap as environment variables';
  return { bindings: [], links: [link(at('metadata.name'), to, reason)], asks };
}

/** Secret values are never asked in a chat: the object is made, somebody fills it elsewhere. */
function secret({ resource }: ResourceView, { workload, find }: Neighbours): Parts {
  if (!workload) return NO_PARTS;
  const place = find('/ConfigMap') ? 1 : 0;
  const target = `${workload.podSpec}.containers[0].envFrom[${place}].secretRef.name`;
  const to = { alias: workload.resource.alias, path: target };
  const reason = 'the container gets the Secret as environment variables';
  const links = [link(addressIn(resource.alias)('metadata.name'), to, reason)];
  return { ...NO_PARTS, links };
}

function serviceAccount({ resource }: ResourceView, { workload }: Neighbours): Parts {
  if (!workload) return NO_PARTS;
  const to = { alias: workload.resource.alias, path: `${workload.podSpec}.serviceAccountName` };
  const reason = 'the pods run as the ServiceAccount';
  return { ...NO_PARTS, links: [link(addressIn(resource.alias)('metadata.name'), to, reason)] };
}

function roleBinding({ resource }: ResourceView, { find }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const [role, account] = [find('rbac.authorization.k8s.io/Role'), find('/ServiceAccount')];
  const reason = 'the ServiceAccount gets the Role';
  const bindings = [binding(at('roleRef.apiGroup'), 'rbac.authorization.k8s.io', reason)];
  const links: Link[] = [];
  if (role) {
    bindings.push(binding(at('roleRef.kind'), 'Role', reason));
    links.push(link(addressIn(role.resource.alias)('metadata.name'), at('roleRef.name'), reason));
  }
  if (account) {
    const from = addressIn(account.resource.alias);
    bindings.push(binding(at('subjects[0].kind'), 'ServiceAccount', reason));
    links.push(link(from('metadata.name'), at('subjects[0].name'), reason));
    links.push(link(from('metadata.namespace'), at('subjects[0].namespace'), reason));
  }
  return { bindings, links, asks: [] };
}
