import type { Button, Card, CardElement } from '../../chat/card.ts';
import { line, type Line, person, time } from '../../chat/text.ts';
import type { PolicyRemovalState, PolicyWish } from './state.ts';
import { isOffered } from './transition.ts';
import { enforcementText, leftText, stayingText, unseenText } from './words.ts';

/** The one message of a removal: the question, then how it goes, then what is left. */
export function policyRemovalCard(state: PolicyRemovalState): Card {
  const elements: CardElement[] = [
    ...(state.sentence === undefined ? [] : [{ type: 'quote', text: state.sentence } as const]),
    ...bodyOf(state),
  ];
  return { title: titleOf(state), elements, audience: 'thread' };
}

export function titleOf({ stage, wish, isDraft }: PolicyRemovalState): string {
  const what = isDraft === true ? 'draft of a policy' : 'policy';
  switch (stage) {
    case 'looking':
      return 'Looking up the policy…';
    case 'asking':
      return `Delete this ${what}?`;
    case 'preparing':
      return 'Preparing the deletion of its enforcement…';
    case 'handed-over':
      return 'Its enforcement is to be deleted';
    case 'removing':
      if (wish === 'draft') return 'Dropping the draft…';
      return wish === 'enforcement' ? 'Noting that nothing enforces it…' : `Deleting the ${what}…`;
    case 'done':
      if (wish === 'draft') return 'Dropped the draft';
      return wish === 'enforcement' ? 'Deleted what enforced the policy' : `Deleted the ${what}`;
    case 'kept':
      return `Kept the ${what}`;
    case 'expired':
    case 'refused':
      return `The ${what} was not deleted`;
    case 'failed':
      return 'Deleting stopped';
  }
}

function bodyOf(state: PolicyRemovalState): CardElement[] {
  const { stage, owner, decidedBy, problem, found, changeOutcome, policyId } = state;
  switch (stage) {
    case 'looking':
      return [note(line`Asked by ${person(owner)}.`)];
    case 'asking':
      return asking(state);
    case 'preparing':
    case 'removing':
      return [note(decidedLine(state))];
    case 'handed-over':
      return [
        text([
          'A change that deletes it waits in this conversation. The policy goes on guiding until that is done.',
        ]),
        ...outcomeOf(changeOutcome),
        note(decidedLine(state)),
      ];
    case 'done':
      return done(state);
    case 'kept':
      return [text(line`${person(decidedBy ?? owner)} decided to keep it.`)];
    case 'expired':
      return [
        text(['It was not finished in time.']),
        ...outcomeOf(changeOutcome),
        ...standing(found),
        again(policyId),
      ];
    case 'refused':
      return refused(state);
    case 'failed':
      return [
        alert('error', [problem ?? 'Something went wrong.']),
        ...standing(found),
        buttons({ label: 'Try again', style: 'primary', action: { name: 'try-again' } }),
      ];
  }
}

function refused(state: PolicyRemovalState): CardElement[] {
  const { problem, wish, isDraft, changeOutcome, found, policyId } = state;
  const isStanding = changeOutcome !== undefined && changeOutcome.level !== 'success';
  const stays = isDraft === true ? 'The draft stays.' : 'The policy goes on guiding.';
  return [
    ...(problem === undefined ? [] : [alert('warning', [problem])]),
    ...outcomeOf(changeOutcome),
    ...(wish === undefined ? [] : [text([stays])]),
    ...standing(isStanding ? found : undefined),
    again(policyId),
  ];
}

function asking(state: PolicyRemovalState): CardElement[] {
  const { problem, found, owner, expiresAt, guiding } = state;
  const unseen = unseenText(found?.unseen);
  const offered = BUTTONS.filter(([wish]) => isOffered(state, wish));
  const hasEnforcement = offered.some(([wish]) => wish === 'all');
  return [
    ...(problem === undefined ? [] : [alert('warning', [problem])]),
    ...(guiding === undefined ? [] : [text([draftText(state)])]),
    ...(found ? [text([enforcementText(found)])] : []),
    ...(unseen === '' ? [] : [note([unseen])]),
    text([
      hasEnforcement
        ? 'Deleting its enforcement is a change that an approver approves; only when that is done is the policy deleted.'
        : 'The bot does not know of it any more then: no answer is refused and no solution is chosen by it.',
    ]),
    note(
      line`Asked by ${person(owner)}. They or another curator can decide, until ${time(expiresAt)}.`,
    ),
    buttons(...offered.map(([wish, button]) => button(state, wish))),
  ];
}

/** Deleting it would take what guides with it. */
function draftText({ version, guiding }: PolicyRemovalState): string {
  return `Version ${version} of it is a draft that guides nothing. Version ${guiding ?? 1} guides, and deleting the policy deletes both.`;
}

type MakeButton = (state: PolicyRemovalState, wish: PolicyWish) => Button;

const BUTTONS: readonly (readonly [PolicyWish, MakeButton])[] = [
  [
    'draft',
    (_state, wish) => ({
      label: 'Drop the draft',
      style: 'primary',
      action: { name: 'remove-policy', argument: wish },
    }),
  ],
  [
    'all',
    (_state, wish) => ({
      label: 'Delete with its enforcement',
      style: 'danger',
      action: { name: 'remove-policy', argument: wish },
    }),
  ],
  ['record', recordButton],
  [
    'enforcement',
    (_state, wish) => ({
      label: 'Only delete its enforcement',
      action: { name: 'remove-policy', argument: wish },
    }),
  ],
  [
    'keep',
    (_state, wish) => ({ label: 'Keep it', action: { name: 'remove-policy', argument: wish } }),
  ],
];

/** Without enforcement it is all that is deleted. */
function recordButton(state: PolicyRemovalState, wish: PolicyWish): Button {
  const stays = stayingText(state.found);
  const label = stays === '' ? 'Delete it' : 'Only stop guiding';
  return {
    label,
    style: 'danger',
    action: { name: 'remove-policy', argument: wish },
    confirm: {
      title: stays === '' ? 'Delete this policy?' : 'Keep its enforcement?',
      text: `All versions of it are deleted, which cannot be taken back. ${stays}`
        .trim()
        .slice(0, 300),
      confirmLabel: label,
      cancelLabel: 'Not now',
    },
  };
}

function done(state: PolicyRemovalState): CardElement[] {
  const { wish, guiding } = state;
  if (wish === 'draft') {
    const stays = `Version ${guiding ?? 1} goes on guiding, stored anew as the newest. Nothing was changed in the cluster.`;
    return [alert('success', [stays]), note(decidedLine(state))];
  }
  const guides =
    wish === 'enforcement'
      ? 'It goes on guiding recommendations; nothing refuses or warns in the cluster for it.'
      : 'It guides no recommendation any more.';
  const level = (state.left ?? ['']).length > 0 ? 'warning' : 'success';
  return [text([guides]), alert(level, [leftText(state)]), note(decidedLine(state))];
}

function decidedLine({ owner, decidedBy }: PolicyRemovalState): Line {
  return decidedBy
    ? line`Asked by ${person(owner)}, decided by ${person(decidedBy)}.`
    : line`Asked by ${person(owner)}.`;
}

function outcomeOf(outcome: PolicyRemovalState['changeOutcome']): CardElement[] {
  return outcome ? [{ type: 'alert', level: outcome.level, line: outcome.line }] : [];
}

function standing(found: PolicyRemovalState['found']): CardElement[] {
  return found && found.objects.length > 0
    ? [note([`When it was asked: ${enforcementText(found)}`])]
    : [];
}

function again(policyId: string): CardElement {
  const argument = `policies delete ${policyId}`;
  return buttons({ label: 'Ask again', action: { name: 'run-command', argument } });
}

function text(content: Line): Extract<CardElement, { type: 'text' }> {
  return { type: 'text', line: content };
}

function note(content: Line): CardElement {
  return { type: 'note', line: content };
}

function alert(level: 'success' | 'warning' | 'error', content: Line): CardElement {
  return { type: 'alert', level, line: content };
}

function buttons(...all: readonly Button[]): CardElement {
  return { type: 'buttons', buttons: [...all] };
}
