import { createTwoFilesPatch } from 'diff';
import { stringify } from 'yaml';
import { baseOf, contentOf } from '../../domain/live-object.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import type { KubernetesObject, ObjectReference } from '../../domain/manifest.ts';
import type { PreparedItem } from '../../domain/prepared-change.ts';
import type { Cluster, Refusal } from '../../ports/cluster.ts';

export interface PlannedObject {
  readonly object: KubernetesObject;
  readonly kind: ResourceKind;
}

export interface Comparison {
  readonly items: readonly PreparedItem[];
  /** A unified diff of all objects, live against what the dry run made of them. */
  readonly diff: string;
  readonly warnings: readonly string[];
  /** By the index of the object; empty when the cluster accepts all of them. */
  readonly refusals: readonly { readonly index: number; readonly refusal: Refusal }[];
}

/** Tries every object as a dry run and says what would become of the live ones. Writes nothing. */
export async function compareWithCluster(
  cluster: Cluster,
  planned: readonly PlannedObject[],
): Promise<Comparison> {
  const parts = await Promise.all(planned.map((one) => compareOne(cluster, one)));
  return {
    items: parts.map(({ item }) => item),
    diff: parts.map(({ diff }) => diff).join(''),
    warnings: [...new Set(parts.flatMap(({ warnings }) => warnings))],
    refusals: parts.flatMap(({ refusal }, index) => (refusal ? [{ index, refusal }] : [])),
  };
}

async function compareOne(
  cluster: Cluster,
  { object, kind }: PlannedObject,
): Promise<{ item: PreparedItem; diff: string; warnings: readonly string[]; refusal?: Refusal }> {
  const reference = referenceOf(object, kind);
  const [live, outcome] = await Promise.all([
    cluster.read(reference),
    cluster.dryRun(object, kind),
  ]);
  const base = live ? { base: baseOf(live) } : {};
  if (outcome.type === 'refused') {
    const item = { kind, reference, action: live ? 'update' : 'create', ...base } as const;
    return { item, diff: '', warnings: [], refusal: outcome };
  }
  const diff = diffOf(reference, live, outcome.object);
  const isSame =
    live !== undefined &&
    canonicalJson(contentOf(live)) === canonicalJson(contentOf(outcome.object));
  const action = live ? (isSame ? 'unchanged' : 'update') : 'create';
  return { item: { kind, reference, action, ...base }, diff, warnings: outcome.warnings };
}

export function referenceOf(object: KubernetesObject, kind: ResourceKind): ObjectReference {
  const { group, version, plural } = kind;
  const { name, namespace } = object.metadata;
  const reference = { group, version, kind: kind.kind, plural, name };
  return namespace === undefined ? reference : { ...reference, namespace };
}

function diffOf(
  { kind, name }: ObjectReference,
  live: KubernetesObject | undefined,
  next: KubernetesObject,
): string {
  const before = live ? stringify(contentOf(live)) : '';
  const after = stringify(contentOf(next));
  if (before === after) return '';
  const title = `${kind}/${name}`;
  const from = live ? `${title} (live)` : '(nothing)';
  return createTwoFilesPatch(from, `${title} (after)`, before, after, undefined, undefined, {
    context: 3,
  }).replace(/^=+\n/u, '');
}
