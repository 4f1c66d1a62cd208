import type { Button, Card, CardElement, Choice, ProgressStep } from './card.ts';
import type { Line, Span } from './text.ts';
import { shownNamed, shownText } from '../domain/shown-text.ts';

/**
 * The card without secrets in whatever people read of it, and without characters that nobody sees.
 * What buttons carry back stays: it never holds what people wrote.
 */
export function redactedCard(card: Card): Card {
  return {
    ...card,
    ...titled(card),
    elements: card.elements.map(redactedElement),
  };
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
      return { ...element, ...titled(element), text: shownText(element.text) };
    case 'quote':
    case 'heading':
      return { ...element, text: shownText(element.text) };
    case 'table':
      return {
        ...element,
        columns: element.columns.map(shownText),
        rows: element.rows.map((row) => row.map(shownText)),
      };
    case 'progress':
      return { ...element, steps: element.steps.map(redactedStep) };
    case 'buttons':
      return { ...element, buttons: element.buttons.map(redactedButton) };
    // A file's content is redacted where it is sent; its name is how it is found again.
    case 'file':
    case 'divider':
      return element;
  }
}

function redactedFact({ label, value }: { label: string; value: Line }) {
  const words = (text: string): string => shownNamed({ name: label, value: text });
  return { label, value: value.map((span) => redactedSpan(span, words)) };
}

function redactedChoice(choice: Choice): Choice {
  return {
    ...choice,
    label: shownText(choice.label),
    details: choice.details.map(redactedLine),
    ...(choice.button === undefined ? {} : { button: redactedButton(choice.button) }),
  };
}

function titled({ title }: { readonly title?: string | undefined }): { title?: string } {
  return title === undefined ? {} : { title: shownText(title) };
}

function redactedStep({ detail, ...step }: ProgressStep): ProgressStep {
  const label = shownText(step.label);
  return { ...step, label, ...(detail === undefined ? {} : { detail: shownText(detail) }) };
}

function redactedButton({ confirm, ...button }: Button): Button {
  const label = shownText(button.label);
  if (confirm === undefined) return { ...button, label };
  const said = { title: shownText(confirm.title), text: shownText(confirm.text) };
  return { ...button, label, confirm: { ...confirm, ...said } };
}

/** The same for one line. */
export function redactedLine(line: Line): Line {
  return line.map((span) => redactedSpan(span, shownText));
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
