import { entryPath } from './field-path.ts';
import { isCoreGroup } from './references.ts';
import { type Ask, groupKindOf, type Parts, type ResourceView } from './parts.ts';

/** The label that ties pods, selectors and services together. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** An object that runs containers: Kubernetes' own kinds, and whatever has a pod template. */
export interface Workload extends ResourceView {
  /** `spec.template`; empty for a bare pod. */
  readonly template: string;
  /** `spec.template.spec` */
  readonly podSpec: string;
  /** It ends: a Job or a CronJob. */
  readonly isTask: boolean;
}

/** Undefined when the object runs no containers of its own. */
export function asWorkload(view: ResourceView): Workload | undefined {
  const isTask = view.resource.kind.group === 'batch';
  if (groupKindOf(view.resource) === '/Pod') {
    return { ...view, template: '', podSpec: 'spec', isTask: false };
  }
  if (!isCoreGroup(view.resource.kind.group) && !isMainlyTemplate(view)) return undefined;
  const template = ['spec.template', 'spec.jobTemplate.spec.template'].find((path) =>
    view.index.row(`${path}.spec.containers[*].image`),
  );
  return template === undefined
    ? undefined
    : { ...view, template, podSpec: `${template}.spec`, isTask };
}

/** Elsewhere a pod template may only adjust what an operator makes by itself. */
function isMainlyTemplate({ index }: ResourceView): boolean {
  return index
    .children('spec')
    .every(
      ({ path, required }) => !required || /^spec\.(?:template|selector|replicas)$/u.test(path),
    );
}

/** The path of the pods' own label; the object's for a bare pod. */
export function podLabel({ template }: Workload): string {
  return entryPath(`${template === '' ? '' : `${template}.`}metadata.labels`, NAME_LABEL);
}

export function containerPort({ podSpec }: Workload): string {
  return `${podSpec}.containers[0].ports[0].containerPort`;
}

/** Whether traffic reaches the workload, so that its port must be known. */
interface Surroundings {
  readonly isServed: boolean;
  /** Something else decides how many pods run. */
  readonly isScaled: boolean;
}

/** The pods' labels, the container's name, and what has to be asked about every container. */
export function workloadParts(workload: Workload, surroundings: Surroundings): Parts {
  const { alias } = workload.resource;
  const name = { alias, path: 'metadata.name' };
  const container = `${workload.podSpec}.containers[0]`;
  const selector = entryPath('spec.selector.matchLabels', NAME_LABEL);
  const selects = workload.index.row('spec.selector.matchLabels') !== undefined && !workload.isTask;
  const reason = `the pods carry the ${workload.resource.kind.kind}'s name`;
  const labels = selects ? [podLabel(workload), selector] : [podLabel(workload)];
  const links = [...labels, `${container}.name`].map((path) => ({
    from: name,
    to: { alias, path },
    reason,
  }));
  const restart = { alias, path: `${workload.podSpec}.restartPolicy` };
  return {
    links,
    bindings: workload.isTask
      ? [{ address: restart, value: 'Never', reason: 'a task that ended is not started again' }]
      : [],
    asks: asksOf(workload, surroundings),
  };
}

function asksOf(workload: Workload, { isServed, isScaled }: Surroundings): readonly Ask[] {
  const { podSpec, isTask } = workload;
  const container = `${podSpec}.containers[0]`;
  const asks = [
    ask(`${container}.image`, 'Container image', { stage: 'required', isRequired: true }),
    ask(`${container}.env`, 'Environment variables', { stage: 'basic' }),
    ask(`${container}.resources.requests['cpu']`, 'CPU request', { stage: 'basic' }),
    ask(`${container}.resources.requests['memory']`, 'Memory request', { stage: 'basic' }),
    ask(`${container}.resources.limits['memory']`, 'Memory limit', { stage: 'advanced' }),
    ask(`${container}.command`, 'Command', { stage: isTask ? 'basic' : 'advanced' }),
    ask(`${container}.args`, 'Arguments', { stage: 'advanced' }),
  ];
  const port = isServed
    ? ({ stage: 'required', isRequired: true, suggestion: 8080 } as const)
    : ({ stage: 'advanced' } as const);
  if (!isTask) asks.splice(1, 0, ask(containerPort(workload), 'Container port', port));
  if (!isScaled) asks.push(ask('spec.replicas', 'Replicas', { stage: 'basic', suggestion: 1 }));
  return asks.map((one) => ({ ...one, alias: workload.resource.alias }));
}

function ask(
  path: string,
  label: string,
  how: Pick<Ask, 'stage'> & Partial<Ask>,
): Omit<Ask, 'alias'> {
  return { path, label, isRequired: false, ...how };
}
