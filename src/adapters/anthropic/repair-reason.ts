import { redactSecrets } from '../../domain/redaction.ts';

/** Characters of a reason that are sent back. */
const REASON_MAX = 1_000;

/**
 * Why an answer cannot be used, for the model to read: code looked at the restored answer, so the
 * texts that restoring put in are taken out again.
 */
export function repairReason(
  fault: string,
  { written, restored }: { readonly written: unknown; readonly restored: unknown },
): string {
  const hidden = changedTexts(written, restored)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .reduce((text, [before, after]) => text.replaceAll(after, () => before), fault);
  return redactSecrets(hidden).slice(0, REASON_MAX);
}

/** Pairs of texts that stand at one place in the two and differ; both have one shape. */
function changedTexts(written: unknown, restored: unknown): readonly (readonly [string, string])[] {
  if (typeof written === 'string' && typeof restored === 'string') {
    return written === restored || restored === '' ? [] : [[written, restored]];
  }
  if (!isTree(written) || !isTree(restored)) return [];
  const inner = Object.values(restored);
  return Object.values(written).flatMap((value, index) => changedTexts(value, inner[index]));
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
