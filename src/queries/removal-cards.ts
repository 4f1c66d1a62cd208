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
      choices(named),
    ]);
  }
  return near.length > 0
    ? card(`No resource type is called ${name}`, [
        text(['Nothing was forgotten. Perhaps you mean one of these:']),
        choices(near),
      ])
    : card(`No resource type is called ${name}`, [
        text(line`Nothing was forgotten. ${code('capabilities list')} shows all that is known.`),
      ]);
}

export function nothingToDeleteCard(): Card {
  return card('Nothing to forget', [text(['Nothing is known of this cluster.'])]);
}

function choices(capabilities: readonly Capability[]): CardElement {
  return { type: 'choices', choices: capabilities.slice(0, CHOICES_MAX).map(choice) };
}

function choice(capability: Capability): Choice {
  return {
    label: resourceNameOf(capability.kind),
    details: [[capability.description]],
    button: forgetButton(capability),
  };
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
