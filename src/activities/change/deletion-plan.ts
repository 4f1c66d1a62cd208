import { createTwoFilesPatch } from 'diff';
import { stringify } from 'yaml';
import { diffPartsOf } from './plan.ts';
import { changeDigest } from '../../domain/change/digest.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import { baseOf, contentOf } from '../../domain/live-object.ts';
import { KubernetesObject, type ObjectReference } from '../../domain/manifest.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';

export interface LiveObject {
  readonly kind: ResourceKind;
  readonly reference: ObjectReference;
  readonly live: KubernetesObject;
}

type Decided = Pick<
  PreparedChange,
  'changeId' | 'clusterId' | 'clusterName' | 'facts' | 'warnings'
>;

/**
 * A change that deletes these objects, `objects` in the order in which they go. Its digest holds their
 * UIDs: consent is to the deletion of these, not of whatever has their names later.
 */
export async function preparedDeletion(
  artifacts: ArtifactStore,
  objects: readonly LiveObject[],
  decided: Decided,
): Promise<PreparedChange> {
  const { changeId, clusterId } = decided;
  const contents = objects.map(({ live }) => doomedObject(live));
  const digest = changeDigest({ objects: contents, target: { clusterId, action: 'delete' } });
  const yaml = contents.map((object) => stringify(object)).join('---\n');
  const name = objects[0]?.reference.name ?? 'deletion';
  const diff = objects.map(({ reference, live }) => deletionDiff(reference, live)).join('');
  const [objectsHash, yamlHash, diffParts] = await Promise.all([
    artifacts.put(JSON.stringify(contents)),
    artifacts.put(yaml),
    diffPartsOf(artifacts, { diff, name }),
  ]);
  return {
    ...decided,
    action: 'delete',
    changeId,
    digest,
    items: objects.map(({ kind, reference, live }) => ({
      kind,
      reference,
      action: 'delete',
      base: baseOf(live),
    })),
    objects: objectsHash,
    yaml: yamlHash,
    yamlName: `${name}-${yamlHash.slice(0, 8)}.yaml`,
    ...diffParts,
    uncovered: [],
  };
}

/** What people decided on, and the UID of the very object. */
function doomedObject(live: KubernetesObject): KubernetesObject {
  const { uid } = live.metadata;
  const content = KubernetesObject.parse(contentOf(live));
  return uid === undefined ? content : { ...content, metadata: { ...content.metadata, uid } };
}

export function deletionDiff({ kind, name }: ObjectReference, live: KubernetesObject): string {
  const title = `${kind}/${name}`;
  const before = stringify(contentOf(live));
  return createTwoFilesPatch(`${title} (live)`, '(nothing)', before, '', undefined, undefined, {
    context: 3,
  }).replace(/^=+\n/u, '');
}
