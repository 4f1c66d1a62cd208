import type { Button, Card, CardElement } from '../../chat/card.ts';
import type { Line } from '../../chat/text.ts';

export function card(title: string, elements: readonly CardElement[]): Card {
  return { title, elements: [...elements], audience: 'thread' };
}

export function text(content: Line): CardElement {
  return { type: 'text', line: content };
}

export function note(content: Line): CardElement {
  return { type: 'note', line: content };
}

export function alert(level: 'warning' | 'error', content: Line): CardElement {
  return { type: 'alert', level, line: content };
}

export function buttons(...all: readonly Button[]): CardElement {
  return { type: 'buttons', buttons: [...all] };
}

export function running(argument: string): Button['action'] {
  return { name: 'run-command', argument };
}
