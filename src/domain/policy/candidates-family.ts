/** Where Crossplane's kinds and claims keep what others keep right below `spec`. */
const PLACES = /^spec\.(?:(?:forProvider|initProvider|parameters)\.)?/u;

/** The pod that a workload makes: `spec.template.spec.`, `spec.jobTemplate.spec.template.spec.`. */
const POD_TEMPLATE = /^(?:\w+\.)*(?:t|podT)emplate\.spec\./u;

const CONTAINERS = /^(?:initC|ephemeralC|c)ontainers(?=\[|$)/u;

/** Settings of a pod right below `spec`, as the kind `Pod` itself has them. */
const POD_SETTING =
  /^spec\.(?:(?:containers|initContainers|ephemeralContainers|volumes)\[\*\]|securityContext\.|host(?:Network|PID|IPC|Users)$|automountServiceAccountToken$|serviceAccountName$|priorityClassName$|runtimeClassName$|terminationGracePeriodSeconds$|nodeSelector$|tolerations$)/u;

/**
 * What a path speaks of, wherever it stands: `region` for `spec.region`, `spec.forProvider.region` and
 * `spec.initProvider.region`; `containers[*].image` for the containers of every workload, the init and
 * ephemeral ones too. Paths of one family mean the same setting.
 */
export function fieldFamily(path: string): string {
  const pod = podTemplateOf(path);
  const own = pod === undefined ? path.replace(PLACES, '') : path.slice(pod.length);
  return own.replace(CONTAINERS, 'containers');
}

/**
 * Whether a path is where a kind's setting is kept. `spec.initProvider` counts for the creation only, and
 * ephemeral and init containers come beside the main ones.
 */
export function isMainPath(path: string): boolean {
  return !/^spec\.initProvider\.|(?:^|\.)(?:init|ephemeral)Containers\[/u.test(path);
}

/** Whether a path leads to a setting of pods, whichever kind makes them. */
export function isPodPlace(path: string): boolean {
  return podTemplateOf(path) !== undefined || POD_SETTING.test(path);
}

/** The paths that a kind has of the same family as `path`, main ones first. */
export function pathsLike(path: string, paths: readonly string[]): readonly string[] {
  const family = fieldFamily(path);
  const own = paths.filter((other) => fieldFamily(other) === family);
  return [...own.filter((one) => isMainPath(one)), ...own.filter((one) => !isMainPath(one))];
}

function podTemplateOf(path: string): string | undefined {
  return path.includes('emplate.spec.') ? POD_TEMPLATE.exec(path)?.[0] : undefined;
}
