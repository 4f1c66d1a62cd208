import type { Button, Card, CardElement } from '../../chat/card.ts';
import { line, person, time } from '../../chat/text.ts';
import { alert, buttons, card, note, running, text } from './card-parts.ts';
import { patternRemovalCard } from './pattern-cards.ts';
import type { CapabilityRemoval, RemovalState, RemovalTarget } from './state.ts';

/** The one message of a removal: the question, then what came of it. */
export function removalCard(state: RemovalState): Card {
  const { target } = state;
  return target.type === 'pattern'
    ? patternRemovalCard(state, target)
    : capabilityRemovalCard(state, target);
}

function capabilityRemovalCard(state: RemovalState, target: CapabilityRemoval): Card {
  const { problem, owner } = state;
  const by = note(line`Asked by ${person(owner)}.`);
  switch (state.stage) {
    case 'asking':
      return card('Forget everything known of the cluster?', asking(state, target));
    case 'removing':
      return card(`Forgetting ${whatOf(target)}…`, [by]);
    case 'done':
      return card(`Forgot ${doneOf(state)}`, done(state, target));
    case 'kept':
      return card('Nothing was forgotten', [
        text(line`${person(state.decidedBy ?? owner)} decided to keep what is known.`),
      ]);
    case 'expired':
      return card('Nothing was forgotten', [
        text(['Nobody confirmed it in time.']),
        buttons(again(target)),
      ]);
    case 'refused':
      return card('Nothing was forgotten', [
        alert('warning', [problem ?? 'Something stood in the way.']),
        by,
      ]);
    case 'failed':
      return card('Forgetting stopped', [
        alert('error', [problem ?? 'Something went wrong.']),
        text(['What was not removed yet is still known.']),
        buttons(again(target)),
      ]);
  }
}

function asking(
  { problem, owner, expiresAt }: RemovalState,
  target: CapabilityRemoval,
): CardElement[] {
  const known = target.type === 'all' ? target.known : 1;
  return [
    ...(problem === undefined ? [] : [alert('warning', [problem])]),
    text([
      `${quantity(known)} would be forgotten, with all that was described of them. The next scan reads the whole cluster from the beginning, and whoever needs something before that waits for it.`,
    ]),
    text([KEPT]),
    note(
      line`Asked by ${person(owner)}. They or another curator can decide, until ${time(expiresAt)}.`,
    ),
    buttons(FORGET, { label: 'Keep them', action: { name: 'keep-capabilities' } }),
  ];
}

const KEPT =
  'What a language model said of a schema is kept beside it, so schemas that did not change are not described by it again.';

const FORGET: Button = {
  label: 'Forget everything',
  style: 'danger',
  action: { name: 'remove-capabilities' },
  confirm: {
    title: 'Forget everything known of the cluster?',
    text: 'This cannot be taken back. A scan can read the cluster again.',
    confirmLabel: 'Forget everything',
    cancelLabel: 'Not now',
  },
};

function done({ owner, decidedBy }: RemovalState, target: CapabilityRemoval): CardElement[] {
  const scan: Button =
    target.type === 'all'
      ? { label: 'Scan the cluster', action: running('capabilities scan all') }
      : { label: 'Scan it now', action: running(`capabilities scan ${target.name}`) };
  const what = target.type === 'all' ? 'them' : 'it';
  return [
    text([`The next scan describes ${what} anew, as far as the cluster still serves ${what}.`]),
    note(
      decidedBy
        ? line`Asked by ${person(owner)}, confirmed by ${person(decidedBy)}.`
        : line`Asked by ${person(owner)}.`,
    ),
    buttons(scan),
  ];
}

/** What it is about, after a verb: "everything known of the cluster". */
export function whatOf(target: RemovalTarget): string {
  switch (target.type) {
    case 'all':
      return 'everything known of the cluster';
    case 'kind':
      return target.name;
    case 'pattern':
      return `the pattern “${target.name}”`;
  }
}

export function doneOf({ target, removed }: RemovalState): string {
  return target.type === 'all' ? quantity(removed) : whatOf(target);
}

function again(target: CapabilityRemoval): Button {
  const what = target.type === 'all' ? 'all' : target.name;
  return { label: 'Ask again', action: running(`capabilities delete ${what}`) };
}

/** `1 capability`, `1,204 capabilities`. */
function quantity(count: number): string {
  return count === 1 ? '1 capability' : `${count.toLocaleString('en')} capabilities`;
}
