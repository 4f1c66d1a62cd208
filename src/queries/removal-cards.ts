import type { Button, Card, CardElement, Choice } from '../chat/card.ts';
import { shortened } from '../chat/shortened.ts';
import { code, line, type Line } from '../chat/text.ts';
import type { Capability } from '../domain/capability.ts';
import { resourceNameOf } from '../domain/kind.ts';
import { fullNameOf } from './capability-names.ts';

const SAID_MAX = 150;
const CHOICES_MAX = 10;

/** For a name that several kinds have, or none. */
export function toDeleteCard(found: {
  readonly name: string;
  readonly named: readonly Capability[];
  readonly near: readonly Capability[];
}): Card {
  const { named, near } = found;
  const name = shortened(found.name, SAID_MAX);
  if (named.length > 0) {
    return card(`Several resource types are called ${name}`, [
      text(['Which one shall be forgotten?']),
      choices(named, forgetButton),
    ]);
  }
  return near.length > 0
    ? card(`No resource type is called ${name}`, [
        text([NOT_KNOWN, ' Perhaps you mean one of these:']),
        choices(near, showButton),
      ])
    : card(`No resource type is called ${name}`, [
        text(line`${NOT_KNOWN} ${code('capabilities list')} shows all that is known.`),
      ]);
}

const NOT_KNOWN =
  'Nothing is known by this name, or not any more, so nothing was forgotten. If the cluster serves it, the next scan describes it.';

export function nothingToDeleteCard(): Card {
  return card('Nothing to forget', [text(['Nothing is known of this cluster.'])]);
}

type ButtonOf = (capability: Capability) => Button;

function choices(capabilities: readonly Capability[], buttonOf: ButtonOf): CardElement {
  const shown = capabilities.slice(0, CHOICES_MAX);
  return { type: 'choices', choices: shown.map((one) => choice(one, buttonOf)) };
}

function choice(capability: Capability, buttonOf: ButtonOf): Choice {
  return {
    label: resourceNameOf(capability.kind),
    details: [[capability.description]],
    button: buttonOf(capability),
  };
}

/** What was not named is not forgotten by one press: who means it looks at it first. */
function showButton(capability: Capability): Button {
  const argument = `capabilities show ${fullNameOf(capability)}`;
  return { label: 'Show', action: { name: 'run-command', argument } };
}

function forgetButton(capability: Capability): Button {
  return {
    label: 'Forget',
    style: 'danger',
    action: { name: 'run-command', argument: `capabilities delete ${fullNameOf(capability)}` },
    confirm: {
      title: `Forget ${capability.kind.kind}?`,
      text: 'The next scan describes it anew, as far as the cluster still serves it.',
      confirmLabel: 'Forget it',
      cancelLabel: 'Keep it',
    },
  };
}

function card(title: string, elements: readonly CardElement[]): Card {
  return { title, elements: [...elements], audience: 'thread' };
}

function text(content: Line): CardElement {
  return { type: 'text', line: content };
}
