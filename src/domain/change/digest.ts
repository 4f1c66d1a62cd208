import { digestOf, toJson } from '../json.ts';
import type { KubernetesObject } from '../manifest.ts';

/** The change that an applied object came with. */
export const CHANGE_ANNOTATION = 'dotai.dev/change';
/** The digest that was approved. */
export const DIGEST_ANNOTATION = 'dotai.dev/digest';

export interface DigestInput {
  /** In the order in which they are applied. */
  readonly objects: readonly KubernetesObject[];
  readonly target: { readonly clusterId: string; readonly action: string };
}

/**
 * What an approval binds: SHA-256 over the canonical objects, the cluster and the action. The two
 * annotations that name the change itself are left out, so that carrying them alters nothing.
 */
export function changeDigest({ objects, target }: DigestInput): string {
  return digestOf({
    objects: objects.map((object) => toJson(withoutChangeAnnotations(object))),
    target: { clusterId: target.clusterId, action: target.action },
  });
}

/** The object as it is applied: with the change's id and digest on it. */
export function withChangeAnnotations(
  object: KubernetesObject,
  { changeId, digest }: { changeId: string; digest: string },
): KubernetesObject {
  const annotations = {
    ...object.metadata.annotations,
    [CHANGE_ANNOTATION]: changeId,
    [DIGEST_ANNOTATION]: digest,
  };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** Whether an apply of that change has already reached the object. */
export function carriesChange(
  object: KubernetesObject,
  { changeId, digest }: { changeId: string; digest: string },
): boolean {
  const { annotations } = object.metadata;
  return annotations?.[CHANGE_ANNOTATION] === changeId && annotations[DIGEST_ANNOTATION] === digest;
}

function withoutChangeAnnotations(object: KubernetesObject): KubernetesObject {
  const { annotations, ...metadata } = object.metadata;
  const kept = Object.entries(annotations ?? {}).filter(
    ([name]) => name !== CHANGE_ANNOTATION && name !== DIGEST_ANNOTATION,
  );
  if (kept.length === 0) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, annotations: Object.fromEntries(kept) } };
}
