import type { EnforcementFound, PolicyRemovalState } from './state.ts';

/** Objects that are named one by one; the others are counted. */
const NAMED_MAX = 6;

/** "ValidatingAdmissionPolicy a and ValidatingAdmissionPolicyBinding a". */
export function named(objects: readonly string[]): string {
  const shown = objects.slice(0, NAMED_MAX);
  const rest = objects.length - shown.length;
  const all = [...shown, ...(rest > 0 ? [`${rest} more`] : [])];
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

function doneBy(mode: EnforcementFound['mode']): string {
  return mode === 'deny' ? 'refused' : 'warned of';
}

/** How the cluster has its enforcement now. */
export function enforcementText({ state, mode, objects }: EnforcementFound): string {
  switch (state) {
    case 'none':
      return objects.length === 0
        ? 'Nothing enforces it in the cluster.'
        : `The record says that nothing enforces it, yet the cluster has ${named(objects)}.`;
    case 'live':
      return `It is enforced: objects that break it are ${doneBy(mode)}, by ${named(objects)}.`;
    case 'changed':
      return `It is enforced, but somebody changed what enforces it: ${named(objects)}.`;
    case 'outdated':
      return `It is enforced, but not on every kind as the cluster serves it now: by ${named(objects)}.`;
    case 'missing':
      return objects.length === 0
        ? 'What enforced it is not in the cluster any more.'
        : `Some of what enforced it is not in the cluster any more. There still is ${named(objects)}.`;
    case 'unknown':
      return `Whether it is enforced now cannot be seen: the cluster does not answer, does not let the bot look, or is another one. It was, by ${named(objects)}.`;
  }
}

/** What stays in the cluster where only the record goes, and what that does. */
export function stayingText(found: EnforcementFound | undefined): string {
  if (!found || (found.objects.length === 0 && found.state !== 'unknown')) return '';
  const does = `objects that break it are still ${doneBy(found.mode)}`;
  return `What enforces it stays in the cluster, and ${does}: ${named(found.objects)}.`;
}

/** Where nobody looked whether something enforces it, too. */
export function unseenText(unseen: readonly string[] | undefined): string {
  return unseen === undefined || unseen.length === 0
    ? ''
    : `Not looked at, since the bot may not list them: ${named(unseen)}.`;
}

/** What is left of it, as it was seen at the end. */
export function leftText({ left, wish, found, unseen }: PolicyRemovalState): string {
  if (left === undefined) {
    const known = found && found.objects.length > 0 ? ` It had ${named(found.objects)}.` : '';
    return `Whether anything of it is left in the cluster could not be looked up.${known}`;
  }
  if (left.length === 0) {
    const gap = unseenText(unseen);
    return gap === ''
      ? 'Nothing of it is left in the cluster.'
      : `Nothing of it was found in the cluster. ${gap}`;
  }
  const mode = found?.mode;
  const does = mode === undefined ? '' : ` Objects that break it are still ${doneBy(mode)}.`;
  const how =
    wish === 'record'
      ? ' Whoever may write to the cluster can delete it there; the bot does not know of it any more.'
      : ' It was made by others, or came meanwhile.';
  return `Left in the cluster: ${named(left)}.${does}${how}`;
}
