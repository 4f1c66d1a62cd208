import type { Button, CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { line, person, time } from '../../chat/text.ts';
import { alert, buttons, card, note, running, text } from './card-parts.ts';
import type { PatternRemoval, RemovalState } from './state.ts';

/** The one message of a pattern's removal: the question, then what came of it. */
export function patternRemovalCard(state: RemovalState, target: PatternRemoval) {
  return card(titleOf(state), [{ type: 'quote', text: target.name }, ...bodyOf(state, target)]);
}

function titleOf({ stage }: RemovalState): string {
  switch (stage) {
    case 'asking':
      return 'Delete this pattern?';
    case 'removing':
      return 'Deleting the pattern…';
    case 'done':
      return 'Deleted the pattern';
    case 'kept':
      return 'Kept the pattern';
    case 'expired':
    case 'refused':
      return 'The pattern was not deleted';
    case 'failed':
      return 'Deleting stopped';
  }
}

function bodyOf(state: RemovalState, target: PatternRemoval): CardElement[] {
  const { stage, problem, owner, decidedBy } = state;
  switch (stage) {
    case 'asking':
      return asking(state, target);
    case 'removing':
      return [decision(state)];
    case 'done':
      return [
        text([`It guides no recommendation any more. ${versionsText(target)} deleted.`]),
        decision(state),
      ];
    case 'kept':
      return [text(line`${person(decidedBy ?? owner)} decided to keep it.`)];
    case 'expired':
      return [text(['Nobody confirmed it in time.']), again(target)];
    case 'refused':
      return [
        alert('warning', [problem ?? 'Something stood in the way.']),
        decision(state),
        buttons({ label: 'Look at it', action: running(`patterns show ${target.patternId}`) }),
      ];
    case 'failed':
      return [alert('error', [problem ?? 'Something went wrong.']), again(target)];
  }
}

function asking(state: RemovalState, target: PatternRemoval): CardElement[] {
  const { problem, owner, expiresAt } = state;
  return [
    ...(problem === undefined ? [] : [alert('warning', [problem])]),
    text([
      `${versionsText(target)} deleted, which cannot be taken back. No solution is completed or ranked by it then; what was deployed by it stays as it is.`,
    ]),
    ...(target.owner === undefined ? [] : [text(line`${ownerSpan(target.owner)} answers for it.`)]),
    note(
      line`Asked by ${person(owner)}. They or another curator can decide, until ${time(expiresAt)}.`,
    ),
    buttons(DELETE, { label: 'Keep it', action: { name: 'keep-pattern' } }),
  ];
}

const DELETE: Button = {
  label: 'Delete it',
  style: 'danger',
  action: { name: 'remove-pattern' },
  confirm: {
    title: 'Delete this pattern?',
    text: 'All versions of it are deleted, which cannot be taken back.',
    confirmLabel: 'Delete it',
    cancelLabel: 'Not now',
  },
};

/** "It has one version, which is", "All 3 versions of it are". */
function versionsText({ version }: PatternRemoval): string {
  return version === 1 ? 'Its only version is' : `All ${version} versions of it are`;
}

function decision({ owner, decidedBy }: RemovalState): CardElement {
  return note(
    decidedBy
      ? line`Asked by ${person(owner)}, confirmed by ${person(decidedBy)}.`
      : line`Asked by ${person(owner)}.`,
  );
}

function again({ patternId }: PatternRemoval): CardElement {
  return buttons({ label: 'Ask again', action: running(`patterns delete ${patternId}`) });
}
