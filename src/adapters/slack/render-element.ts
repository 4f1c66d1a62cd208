import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Button, CardElement, ProgressStep } from '../../chat/card.ts';
import { ALERT_SIGNS, PROGRESS_SIGNS, progressBar, tableText } from '../../chat/plain-text.ts';
import { bold, code, line, type Line } from '../../chat/text.ts';
import { plainText, slackButton } from './button.ts';
import { clipLines, LIMITS } from './limits.ts';
import { shortened } from '../../chat/shortened.ts';
import { renderChoices } from './render-choices.ts';
import { renderTable } from './render-table.ts';
import { clipRichText, mrkdwnOf, richTextLength, richTextOf, textElement } from './spans.ts';

/** What an element must know of the message that it stands in. */
export interface Frame {
  readonly sessionId: string;
  readonly surface: 'message' | 'home';
  /** The element's index in its card: makes button ids unique. */
  readonly position: number;
  /** Whether this element may use the message's one table. */
  readonly hasTable: boolean;
}

/** One element as blocks; none where it has nothing to show. */
export function renderElement(element: CardElement, frame: Frame): KnownBlock[] {
  switch (element.type) {
    case 'text':
      return paragraph(element.line);
    case 'note':
      return note(element.line);
    case 'heading':
      return heading(element.text);
    case 'facts':
      return facts(element.facts);
    case 'list':
      return list(element.items, element.isOrdered);
    case 'choices':
      return renderChoices(element, frame);
    case 'code':
    case 'diff':
      return preformatted(element.title, element.text);
    case 'table':
      return frame.surface === 'message' && frame.hasTable
        ? renderTable(element)
        : preformatted(undefined, tableText(element.columns, element.rows));
    case 'quote':
      return quote(element.text, element.url);
    case 'file':
      return note(line`📎 ${bold(element.title)} ${code(element.name)}`);
    case 'progress':
      return progress(element.steps, element.fraction);
    case 'alert':
      return paragraph([`${ALERT_SIGNS[element.level]} `, ...element.line]);
    case 'buttons':
      return buttonRows(element.buttons, frame);
    case 'divider':
      return [{ type: 'divider' }];
  }
}

export function heading(text: string): KnownBlock[] {
  if (text.trim() === '') return [];
  return [{ type: 'header', text: plainText(shortened(text, LIMITS.headerText)) }];
}

/** Rows of buttons; more than one where there are more than a row holds. */
export function buttonRows(buttons: readonly Button[], frame: Frame): KnownBlock[] {
  const { sessionId, position } = frame;
  const all = buttons.map((button, index) =>
    slackButton({ button, sessionId, place: `${position}.${index}` }),
  );
  return chunks(all, LIMITS.actionsElements).map((elements) => ({ type: 'actions', elements }));
}

export function paragraph(line: Line): KnownBlock[] {
  const elements = clipRichText(richTextOf(line), LIMITS.richText);
  if (elements.length === 0) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

/** Small print, where its text can be told apart from formatting; else as normal text. */
function note(line: Line): KnownBlock[] {
  const text = mrkdwnOf(line);
  if (text === undefined || text.length > LIMITS.contextText) return paragraph(line);
  if (text.trim() === '') return [];
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }];
}

interface Fact {
  readonly label: string;
  readonly value: Line;
}

/** Two columns of fields; where a value cannot be told apart from formatting, a list. */
function facts(all: readonly Fact[]): KnownBlock[] {
  const fields = all.map(({ label, value }) => field(label, value));
  if (!fields.every((text) => text !== undefined)) {
    return list(
      all.map(({ label, value }) => [bold(label), ' ', ...value]),
      false,
    );
  }
  return chunks(fields, LIMITS.sectionFields).map((texts) => ({
    type: 'section',
    fields: texts.map((text) => ({ type: 'mrkdwn', text, verbatim: true })),
  }));
}

function field(label: string, value: Line): string | undefined {
  const text = mrkdwnOf([bold(label), '\n', ...value]);
  return text !== undefined && text.length <= LIMITS.sectionField ? text : undefined;
}

function list(items: readonly Line[], isOrdered: boolean): KnownBlock[] {
  const sections: RichTextSection[] = [];
  let room: number = LIMITS.richText;
  for (const item of items) {
    const elements = clipRichText(richTextOf(item), room);
    if (elements.length === 0) elements.push({ type: 'text', text: '–' });
    sections.push({ type: 'rich_text_section', elements });
    room -= visibleLength(item) + 1;
    if (room <= MORE_ROOM) break;
  }
  if (sections.length === 0) return [];
  const style = isOrdered ? 'ordered' : 'bullet';
  const more = items.length - sections.length;
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style, elements: sections }] },
    ...(more === 0 ? [] : note([`… ${more} more`])),
  ];
}

/** A list that has less room left than this is cut rather than squeezed. */
const MORE_ROOM = 40;

function visibleLength(item: Line): number {
  return richTextOf(item).reduce((sum, element) => sum + richTextLength(element), 0);
}

function preformatted(title: string | undefined, text: string): KnownBlock[] {
  const caption = title === undefined ? [] : textElement(title, { bold: true });
  const shown = clipLines(text, LIMITS.richText - (title ?? '').length);
  if (shown === '') return [];
  return [
    {
      type: 'rich_text',
      elements: [
        ...section(caption),
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown }] },
      ],
    },
  ];
}

function quote(text: string, url: string | undefined): KnownBlock[] {
  const quoted = clipRichText(textElement(text), LIMITS.richText / 2);
  const source = url === undefined ? [] : richTextOf([{ link: { text: 'Source', url } }]);
  if (quoted.length === 0) return paragraph(source.length === 0 ? [] : [url ?? '']);
  return [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: quoted }, ...section(source)],
    },
  ];
}

function progress(steps: readonly ProgressStep[], fraction: number | undefined): KnownBlock[] {
  const lines = steps.map(({ label, state, detail }): Line => {
    const name = state === 'running' || state === 'asking' ? bold(label) : label;
    return [`${PROGRESS_SIGNS[state]} `, name, ...(detail === undefined ? [] : [` – ${detail}`])];
  });
  const bar: Line[] = fraction === undefined ? [] : [[code(progressBar(fraction))]];
  return paragraph(
    [...lines, ...bar].flatMap((one, index) => (index === 0 ? one : ['\n', ...one])),
  );
}

function section(elements: RichTextElement[]): RichTextSection[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
