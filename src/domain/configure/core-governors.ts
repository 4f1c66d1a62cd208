import { apiVersionOf } from '../kind.ts';
import type { FieldAddress, Link } from '../solution.ts';
import { addressIn, ask, binding, link, type Neighbours } from './core-pieces.ts';
import { entryPath } from './field-path.ts';
import type { Parts, ResourceView } from './parts.ts';
import { NAME_LABEL, podLabel, type Workload } from './workloads.ts';

export function autoscaler({ resource }: ResourceView, { workload }: Neighbours): Parts {
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
  if (!workload) return alone({ bindings, links: [], asks }, at);
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

/** With nothing in the solution to scale, the person says what is scaled. */
function alone(parts: Parts, at: (path: string) => FieldAddress): Parts {
  const reason = 'Deployments and StatefulSets are in this version of the API';
  const target = ask(at('spec.scaleTargetRef.name'), {
    stage: 'required',
    label: 'Workload to scale',
    isRequired: true,
  });
  const kind = ask(at('spec.scaleTargetRef.kind'), {
    stage: 'required',
    label: 'Kind of the workload',
    suggestion: 'Deployment',
    isRequired: true,
  });
  return {
    bindings: [...parts.bindings, binding(at('spec.scaleTargetRef.apiVersion'), 'apps/v1', reason)],
    links: parts.links,
    asks: [target, kind, ...parts.asks],
  };
}

export function disruptionBudget({ resource }: ResourceView, { workload }: Neighbours): Parts {
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

export function networkPolicy({ resource }: ResourceView, { workload }: Neighbours): Parts {
  const at = addressIn(resource.alias);
  const reason = 'incoming traffic is limited';
  const bindings = [binding(at('spec.policyTypes'), ['Ingress'], reason)];
  const links = selecting(workload, at('spec.podSelector.matchLabels'));
  const from = at('spec.ingress[0].from[0].podSelector.matchLabels');
  const sources = ask(from, { stage: 'required', label: 'Labels of pods that may connect' });
  if (workload) return { bindings, asks: [sources], links };
  const protectedPods = ask(at('spec.podSelector.matchLabels'), {
    stage: 'required',
    label: 'Labels of the pods to protect',
  });
  return { bindings, asks: [protectedPods, sources], links };
}

function selecting(workload: Workload | undefined, labels: FieldAddress): readonly Link[] {
  if (!workload) return [];
  const to = { alias: labels.alias, path: entryPath(labels.path, NAME_LABEL) };
  const from = { alias: workload.resource.alias, path: podLabel(workload) };
  return [link(from, to, `it selects the ${workload.resource.kind.kind}'s pods`)];
}
