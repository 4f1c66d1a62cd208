import type { Actor } from './actor.ts';
import type { Button, Card, CardElement, Choice, ProgressStep } from './card.ts';
import { type Line, type Span, timeText } from './text.ts';

/** How spans are written where text is all there is. Every part has a readable default. */
export interface PlainTextOptions {
  /** A person as it stands in the text; `@` and the platform's id where it is absent. */
  readonly names?: (actor: Actor) => string;
  /** A group of the platform; `@` and its id where it is absent. */
  readonly groups?: (groupId: string) => string;
  /** Applied to all text but people and groups: escaping, where the reader of the text needs it. */
  readonly escape?: (text: string) => string;
}

/**
 * A whole card as text, every element of it: the text of a message beside its blocks (screen
 * readers, notifications), and what a terminal prints. As long as the card is: callers cut it.
 */
export function renderPlainText(card: Card, options: PlainTextOptions = {}): string {
  const { escape = unchanged } = options;
  const title = card.title === undefined ? [] : [escape(card.title)];
  const parts = card.elements.map((element) => renderPlainElement(element, options));
  return [...title, ...parts].filter((part) => part !== '').join('\n\n');
}

/** One element as text; empty where it has nothing to show. */
export function renderPlainElement(element: CardElement, options: PlainTextOptions = {}): string {
  const { escape = unchanged } = options;
  switch (element.type) {
    case 'text':
    case 'note':
      return renderPlainLine(element.line, options);
    case 'heading':
      return escape(element.text);
    case 'facts':
      return lines(
        element.facts.map(
          ({ label, value }) => `${escape(label)}: ${renderPlainLine(value, options)}`,
        ),
      );
    case 'list':
      return lines(
        element.items.map((item, index) =>
          hanging(element.isOrdered ? `${index + 1}. ` : '• ', renderPlainLine(item, options)),
        ),
      );
    case 'choices':
      return element.choices
        .map((choice, index) =>
          choiceText({ choice, number: (element.from ?? 1) + index, options }),
        )
        .join('\n\n');
    case 'code':
    case 'diff':
      return lines([...titleOf(element.title), element.text].map(escape));
    case 'table':
      return escape(tableText(element.columns, element.rows));
    case 'quote':
      return escape(lines([hanging('> ', element.text, '> '), ...titleOf(element.url)]));
    case 'file':
      return escape(`📎 ${element.title} (${element.name})`);
    case 'progress':
      return escape(progressText(element.steps, element.fraction));
    case 'alert':
      return `${ALERT_SIGNS[element.level]} ${renderPlainLine(element.line, options)}`;
    case 'buttons':
      return element.buttons.map((button) => escape(buttonText(button))).join(' ');
    case 'divider':
      return '――――――――';
  }
}

/** A paragraph without any formatting; a link shows its address beside its words. */
export function renderPlainLine(line: Line, options: PlainTextOptions = {}): string {
  return line.map((span) => spanText(span, options)).join('');
}

/** A sign for each alert level, so that the level does not hang on colour. */
export const ALERT_SIGNS = { info: 'ℹ️', success: '✅', warning: '⚠️', error: '❌' } as const;

/** A sign for each state of a progress step. */
export const PROGRESS_SIGNS = {
  waiting: '◻️',
  running: '⏳',
  asking: '👉',
  done: '✅',
  failed: '❌',
} as const;

/** A bar of ten cells with its percentage: `▓▓▓░░░░░░░ 30 %`. */
export function progressBar(fraction: number): string {
  const cells = Math.round(Math.min(1, Math.max(0, fraction)) * 10);
  return `${'▓'.repeat(cells)}${'░'.repeat(10 - cells)} ${Math.round(fraction * 100)} %`;
}

function spanText(span: Span, options: PlainTextOptions): string {
  const { escape = unchanged, names = nameById, groups = groupById } = options;
  if (typeof span === 'string') return escape(span);
  if ('bold' in span) return escape(span.bold);
  if ('code' in span) return escape(span.code);
  if ('person' in span) return names(span.person);
  if ('group' in span) return groups(span.group);
  if ('thread' in span) return escape(span.thread.text);
  if ('time' in span) return escape(timeText(span.time));
  const { text, url } = span.link;
  return escape(text === url || text === '' ? url : `${text} (${url})`);
}

function choiceText(given: {
  readonly choice: Choice;
  readonly number: number;
  readonly options: PlainTextOptions;
}): string {
  const { choice, number, options } = given;
  const { escape = unchanged } = options;
  const badge = choice.badge === undefined ? '' : ` [${choice.badge}]`;
  return lines([
    escape(`${number}. ${choice.label}${badge}`),
    ...choice.details.map((detail) => hanging('   ', renderPlainLine(detail, options))),
    ...(choice.button === undefined ? [] : [`   ${escape(buttonText(choice.button))}`]),
  ]);
}

function buttonText({ label }: Button): string {
  return `[${label}]`;
}

function progressText(steps: readonly ProgressStep[], fraction: number | undefined): string {
  return lines([
    ...steps.map(({ label, state, detail }) =>
      detail === undefined
        ? `${PROGRESS_SIGNS[state]} ${label}`
        : `${PROGRESS_SIGNS[state]} ${label} – ${detail}`,
    ),
    ...(fraction === undefined ? [] : [progressBar(fraction)]),
  ]);
}

/** Columns padded to their widest cell, as far as that stays readable. */
export function tableText(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const table = [columns, ...rows].map((row) => row.map((cell) => cell.replaceAll(/\s+/gu, ' ')));
  const widths = columns.map((_, index) =>
    Math.min(CELL_WIDTH_MAX, Math.max(...table.map((row) => row[index]?.length ?? 0))),
  );
  return lines(
    table.map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
  );
}

/** Wider cells push their row apart rather than all the others. */
const CELL_WIDTH_MAX = 40;

/** `lead` before the first line; the others are indented as far, or start with `next`. */
function hanging(lead: string, text: string, next = ' '.repeat(lead.length)): string {
  return lead + text.replaceAll('\n', `\n${next}`);
}

function titleOf(title: string | undefined): readonly string[] {
  return title === undefined ? [] : [title];
}

function lines(texts: readonly string[]): string {
  return texts.join('\n');
}

function nameById({ id }: Actor): string {
  return `@${id}`;
}

function groupById(groupId: string): string {
  return `@${groupId}`;
}

function unchanged(text: string): string {
  return text;
}
