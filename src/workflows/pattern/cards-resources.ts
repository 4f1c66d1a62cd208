import { fullNameOf } from '../../domain/kind.ts';
import { backButton } from './buttons.ts';
import { resourceText } from './resource-names.ts';
import type { PatternState, UnclearResource } from './state.ts';
import type { Button, CardElement, Choice } from '../../chat/card.ts';
import { shortened } from '../../chat/shortened.ts';
import {
  alert,
  buttonRow,
  formButton,
  note,
  noticeOf,
  problemOf,
  text,
} from '../wizard/card-parts.ts';

/** What was found for its name and words, and what is picked of it. */
export function resourceElements(state: PatternState, slot: string): CardElement[] {
  const { offered, resources } = state;
  const picked = resources.map((kind) => fullNameOf(kind));
  const names = new Set(offered.map(({ kind }) => fullNameOf(kind)));
  const others = resources.filter((kind) => !names.has(fullNameOf(kind)));
  const found: CardElement[] =
    offered.length === 0
      ? [text(['Write the names of resources, separated by commas: “Deployment, services”.'])]
      : [
          text(['These may be meant. Pick any of them, or write names of others.']),
          { type: 'choices', choices: offered.map((one) => choiceOf(one, { picked, slot })) },
        ];
  return [
    ...found,
    ...(others.length === 0
      ? []
      : [text([`✓ ${others.map((kind) => resourceText(kind)).join(', ')}`])]),
    note('Write “1, 3”, a kind, “services”, “ingresses.networking.k8s.io”, or “add ConfigMap”.'),
  ];
}

/** What was said and is not clear, and nothing else: the list stands further up. */
export function unclearCard(state: PatternState, slot: string, isActive: boolean): CardElement[] {
  const names = state.resources.map((kind) => resourceText(kind)).join(', ');
  const clear = names === '' ? [] : [note(`Clear: ${names}.`)];
  if (!isActive) return [...clear, note('Answered.')];
  const first = state.unclear[0]?.said ?? '';
  return [
    ...noticeOf(state),
    ...state.unclear.flatMap((one) => unclearElements(one, slot)),
    ...clear,
    note(`Press what is meant, write its name, or “without ${shortened(first, 100)}”.`),
    ...problemOf(state, 'resources'),
    ...buttonRow(
      formButton(slot, { label: 'Choose resources', form: 'resources' }),
      backButton(state, slot),
    ),
  ];
}

function choiceOf(
  { kind, description }: PatternState['offered'][number],
  { picked, slot }: { readonly picked: readonly string[]; readonly slot: string },
): Choice {
  const name = fullNameOf(kind);
  const isPicked = picked.includes(name);
  return {
    label: `${isPicked ? '✓ ' : ''}${kind.kind}`,
    details: [[name], ...(description === '' ? [] : [[description]])],
    button: {
      label: isPicked ? 'Leave out' : 'Pick',
      action: { name: 'pick-resource', argument: `${slot}:${name}` },
    },
  };
}

function unclearElements({ said, near, because }: UnclearResource, slot: string): CardElement[] {
  const name = shortened(said, 100);
  const buttons = near.map((one): Button => ({
    label: shortened(one, 75),
    action: { name: 'mend-resource', argument: `${slot}:${one}` },
  }));
  const without: Button = {
    label: 'Leave it out',
    action: { name: 'drop-resource', argument: `${slot}:${said}` },
  };
  return [
    alert('warning', [whyUnclear(name, { near, because })]),
    ...buttonRow(...buttons, without),
  ];
}

function whyUnclear(name: string, { near, because }: Omit<UnclearResource, 'said'>): string {
  const hint = near.length === 0 ? '' : ' Did you mean one of these?';
  switch (because) {
    case 'several':
      return `Several kinds are called “${name}”. Which one is meant?`;
    case 'elsewhere':
      return `“${name}” is of another cloud than the pattern’s name says. Which one is meant?`;
    case 'gone':
      return `“${name}” is gone: the cluster does not serve it any more.${hint}`;
    case 'unknown':
      return `The cluster serves no “${name}”.${hint}`;
  }
}
