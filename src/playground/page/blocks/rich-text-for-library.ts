import type {
  RichTextBlock as LibraryBlock,
  RichTextBlockElement as LibraryPart,
  RichTextSectionElement as LibraryElement,
} from 'slack-blocks-to-jsx';
import type { RichTextElement, RichTextPart } from '../../slack/validate/rich-text.ts';
import { slackDate } from './slack-date.ts';

const INDENTS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

/**
 * Our rich text in the library's types, which differ, as blocks of one part each: within a block the
 * library counts on from one list to the next, whatever their styles. It knows no teams, and of dates
 * neither the fallback nor the address: those become text and links.
 */
export function blocksForLibrary(parts: readonly RichTextPart[], now: Date): LibraryBlock[] {
  return parts.map((part) => ({ type: 'rich_text', elements: [partForLibrary(part, now)] }));
}

function partForLibrary(part: RichTextPart, now: Date): LibraryPart {
  switch (part.type) {
    case 'rich_text_section':
    case 'rich_text_quote':
      return { type: part.type, elements: elementsForLibrary(part.elements, now) };
    case 'rich_text_preformatted':
      return { type: part.type, elements: elementsForLibrary(part.elements, now) };
    case 'rich_text_list':
      return {
        type: part.type,
        style: part.style,
        indent: INDENTS[part.indent ?? 0] ?? 8,
        offset: part.offset ?? 0,
        elements: part.elements.map(({ elements }) => ({
          type: 'rich_text_section',
          elements: elementsForLibrary(elements, now),
        })),
      };
  }
}

function elementsForLibrary(elements: readonly RichTextElement[], now: Date): LibraryElement[] {
  return elements.map((element): LibraryElement => {
    switch (element.type) {
      case 'date':
        return dateForLibrary(element, now);
      case 'team':
        return { type: 'text', text: element.team_id, style: element.style };
      case 'emoji':
        return { type: 'emoji', name: element.name, unicode: element.unicode };
      case 'text':
      case 'link':
      case 'user':
      case 'usergroup':
      case 'channel':
      case 'color':
      case 'broadcast':
        return element;
    }
  });
}

function dateForLibrary(
  date: Extract<RichTextElement, { type: 'date' }>,
  now: Date,
): LibraryElement {
  const text = slackDate(date, now);
  return date.url === undefined
    ? { type: 'text', text, style: date.style }
    : { type: 'link', url: date.url, text, style: date.style };
}
