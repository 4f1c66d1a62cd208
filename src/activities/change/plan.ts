import { z } from 'zod';
import type { PlannedObject } from './compare.ts';
import { changeDigest } from '../../domain/change/digest.ts';
import { Json } from '../../domain/json.ts';
import { isSameKind } from '../../domain/kind.ts';
import { KubernetesObject } from '../../domain/manifest.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';

/** Longest difference that a card shows, and the longest of its lines; the whole is in the file. */
const EXCERPT_LINES = 24;
const LINE_MAX = 160;

/**
 * The objects of a prepared change, read back from the store, with their kinds. `problem` when they
 * are not what the digest was made of.
 */
export async function plannedFrom(
  artifacts: ArtifactStore,
  prepared: PreparedChange,
): Promise<{ readonly objects: readonly PlannedObject[] } | { readonly problem: string }> {
  const stored = Json.parse(JSON.parse(await artifacts.get(prepared.objects)));
  const objects = z.array(KubernetesObject).parse(stored);
  const target = { clusterId: prepared.clusterId, action: prepared.action ?? 'apply' };
  if (changeDigest({ objects, target }) !== prepared.digest) {
    return {
      problem:
        'The stored objects are not the ones that were approved. Start again with a new request.',
    };
  }
  const planned = objects.map((object, index): PlannedObject | undefined => {
    const kind = prepared.items[index]?.kind;
    return kind && isSameKind(kind, { group: groupOf(object), kind: object.kind })
      ? { object, kind }
      : undefined;
  });
  if (planned.includes(undefined)) {
    return {
      problem:
        'The change names other kinds than its objects have. Start again with a new request.',
    };
  }
  return { objects: planned.filter((one) => one !== undefined) };
}

function groupOf({ apiVersion }: KubernetesObject): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/**
 * Stores a difference, and gives what a card shows of it: its first lines with a word about what was
 * cut, and then the name of a file for the whole, so that nobody approves what they could not see.
 */
export async function diffPartsOf(
  artifacts: ArtifactStore,
  { diff, name }: { diff: string; name: string },
): Promise<Pick<PreparedChange, 'diff' | 'diffExcerpt' | 'diffName'>> {
  const hash = await artifacts.put(diff);
  const lines = diff.split('\n');
  const shown = lines.slice(0, EXCERPT_LINES).map(cutLine);
  if (shown.join('\n') === diff) return { diff: hash, diffExcerpt: diff };
  const rest = lines.length - EXCERPT_LINES;
  const more = rest > 0 ? `… ${rest} more lines: see the file` : '… whole lines: see the file';
  const diffName = `${name}-${hash.slice(0, 8)}.diff`;
  return { diff: hash, diffExcerpt: [...shown, more].join('\n'), diffName };
}

function cutLine(line: string): string {
  return line.length <= LINE_MAX ? line : `${line.slice(0, LINE_MAX - 1)}…`;
}
