import type { Card, CardElement, Choice } from './card.ts';
import type { Line, Span } from './text.ts';
import { redactNamed, redactSecrets } from '../domain/redaction.ts';

/**
 * The card without secrets in whatever people read of it. What buttons carry back stays: it never
 * holds what people wrote.
 */
export function redactedCard(card: Card): Card {
  return { ...card, elements: card.elements.map(redactedElement) };
}

function redactedElement(element: CardElement): CardElement {
  switch (element.type) {
    case 'text':
    case 'note':
    case 'alert':
      return { ...element, line: redactedLine(element.line) };
    case 'facts':
      return { ...element, facts: element.facts.map(redactedFact) };
    case 'list':
      return { ...element, items: element.items.map(redactedLine) };
    case 'choices':
      return { ...element, choices: element.choices.map(redactedChoice) };
    case 'code':
    case 'diff':
    case 'quote':
    case 'heading':
      return { ...element, text: redactSecrets(element.text) };
    case 'table':
      return { ...element, rows: element.rows.map((row) => row.map(redactSecrets)) };
    case 'progress':
    case 'file':
    case 'buttons':
    case 'divider':
      return element;
  }
}

function redactedFact({ label, value }: { label: string; value: Line }) {
  const words = (text: string): string => redactNamed({ name: label, value: text });
  return { label, value: value.map((span) => redactedSpan(span, words)) };
}

function redactedChoice(choice: Choice): Choice {
  return {
    ...choice,
    label: redactSecrets(choice.label),
    details: choice.details.map(redactedLine),
  };
}

function redactedLine(line: Line): Line {
  return line.map((span) => redactedSpan(span, redactSecrets));
}

function redactedSpan(span: Span, words: (text: string) => string): Span {
  if (typeof span === 'string') return words(span);
  if ('bold' in span) return { bold: words(span.bold) };
  if ('code' in span) return { code: words(span.code) };
  if ('thread' in span) {
    return { thread: { ...span.thread, text: words(span.thread.text) } };
  }
  return span;
}
