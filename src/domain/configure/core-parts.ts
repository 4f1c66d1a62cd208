import type { Json } from '../json.ts';
import { apiVersionOf } from '../kind.ts';
import type { Binding, FieldAddress, Link } from '../solution.ts';
import { entryPath } from './field-path.ts';
import { type Ask, groupKindOf, joined, NO_PARTS, type Parts, type ResourceView } from './parts.ts';
import {
  asWorkload,
  containerPort,
  NAME_LABEL,
  podLabel,
  type Workload,
  workloadParts,
} from './workloads.ts';

/** The objects around the one that is looked at. */
interface Neighbours {
  readonly workload: Workload | undefined;
  readonly find: (groupKind: string) => ResourceView | undefined;
}

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

function autoscaler({ resource }: ResourceView, { workload }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const metric = 'spec.metrics[0]';
  const asks = [
    ask(at('spec.minReplicas'), { stage: 'required', label: 'Fewest replicas', suggestion: 1 }),
    ask(at('spec.maxReplicas'), {
      stage: 'required',
      label: 'Most replicas',
      suggestion: 5,
      isRequired: true,
    }),
    ask(at(`${metric}.resource.target.averageUtilization`), {
      stage: 'required',
      label: 'Target CPU use in percent',
      suggestion: 80,
      isRequired: true,
    }),
  ];
  const reason = 'the number of pods follows their CPU use';
  const bindings = [
    binding(at(`${metric}.type`), 'Resource', reason),
    binding(at(`${metric}.resource.name`), 'cpu', reason),
    binding(at(`${metric}.resource.target.type`), 'Utilization', reason),
  ];
  if (!workload) return { bindings, links: [], asks };
  const { kind, alias } = workload.resource;
  const scaled = `the autoscaler scales the ${kind.kind}`;
  return {
    bindings: [
      ...bindings,
      binding(at('spec.scaleTargetRef.apiVersion'), apiVersionOf(kind), scaled),
      binding(at('spec.scaleTargetRef.kind'), kind.kind, scaled),
    ],
    links: [link(addressIn(alias)('metadata.name'), at('spec.scaleTargetRef.name'), scaled)],
    asks,
  };
}

function disruptionBudget({ resource }: ResourceView, { workload }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const asks = [
    ask(at('spec.minAvailable'), {
      stage: 'required',
      label: 'Fewest pods available',
      suggestion: 1,
    }),
  ];
  return { bindings: [], asks, links: selecting(workload, at('spec.selector.matchLabels')) };
}

function networkPolicy({ resource }: ResourceView, { workload }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const reason = 'incoming traffic is limited';
  const bindings = [binding(at('spec.policyTypes'), ['Ingress'], reason)];
  const links = selecting(workload, at('spec.podSelector.matchLabels'));
  return { bindings, asks: [], links };
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

function selecting(workload: Workload | undefined, labels: FieldAddress): readonly Link[] {
  if (!workload) return [];
  const to = { alias: labels.alias, path: entryPath(labels.path, NAME_LABEL) };
  const from = { alias: workload.resource.alias, path: podLabel(workload) };
  return [link(from, to, `it selects the ${workload.resource.kind.kind}'s pods`)];
}

function addressIn(alias: string): (path: string) => FieldAddress {
  return (path) => ({ alias, path });
}

function link(from: FieldAddress, to: FieldAddress, reason: string): Link {
  return { from, to, reason };
}

function binding(address: FieldAddress, value: Json, reason: string): Binding {
  return { address, value, reason };
}

function ask(
  address: FieldAddress,
  how: Pick<Ask, 'stage' | 'label'> & Partial<Pick<Ask, 'isRequired' | 'suggestion'>>,
): Ask {
  return { ...address, isRequired: false, ...how };
}
