import type { PolicyBook } from '../policy/policy-book.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import {
  policyLabel,
  versionAnnotation,
} from '../../domain/policy/enforcement/enforcement-name.ts';

/**
 * Why objects that enforce a policy are none of what it says now: somebody stored another version, or
 * deleted it, since they were rendered. Undefined where they are the next version, where their own change
 * has noted them already, and for all that enforces no policy.
 */
export async function movedPolicyProblem(
  policies: Pick<PolicyBook, 'get'>,
  objects: readonly KubernetesObject[],
  changeId: string,
): Promise<string | undefined> {
  const rendered = new Map(objects.flatMap((object) => versionOf(object)));
  for (const [id, version] of rendered) {
    const newest = await policies.get(id);
    const isNext = (newest?.version ?? 0) === version - 1;
    if (isNext || newest?.enforcement?.changeId === changeId) continue;
    return newest
      ? `Somebody changed this policy meanwhile: it is at version ${newest.version}, and this would enforce another text. Begin again with /dotai policies edit ${id}.`
      : 'Somebody deleted this policy meanwhile. Write the policy anew where it is still wanted.';
  }
  return undefined;
}

function versionOf({ metadata }: KubernetesObject): readonly (readonly [string, number])[] {
  const id = metadata.labels?.[policyLabel];
  const version = Number(metadata.annotations?.[versionAnnotation]);
  return id !== undefined && Number.isSafeInteger(version) ? [[id, version]] : [];
}
