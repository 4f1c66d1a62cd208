import type { RichTextElement, RichTextPart } from './validate/rich-text.ts';

/** Names for the ids in a text; ids without a name are shown as they are. */
export type Names = Readonly<Record<string, string>>;

/** A cell of a table: plain, a number, or rich text. */
export function textOfCell(
  cell: {
    readonly type: string;
    readonly text?: string;
    readonly elements?: readonly RichTextPart[];
  },
  names: Names,
): string {
  return cell.text ?? (cell.elements ?? []).map((part) => textOfPart(part, names)).join(' ');
}

/** A part of a rich text, with its bullets, numbers and quote marks. */
export function textOfPart(part: RichTextPart, names: Names): string {
  if (part.type !== 'rich_text_list') {
    const text = part.elements.map((element) => textOfRich(element, names)).join('');
    return part.type === 'rich_text_quote' ? `> ${text}` : text;
  }
  return part.elements
    .map(({ elements }, index) => {
      const text = elements.map((element) => textOfRich(element, names)).join('');
      const mark = part.style === 'ordered' ? `${index + 1 + (part.offset ?? 0)}.` : '•';
      return `${'  '.repeat(part.indent ?? 0)}${mark} ${text}`;
    })
    .join('\n');
}

function textOfRich(element: RichTextElement, names: Names): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text ?? element.url;
    case 'user':
      return `@${names[element.user_id] ?? element.user_id}`;
    case 'usergroup':
      return `@${names[element.usergroup_id] ?? element.usergroup_id}`;
    case 'channel':
      return `#${names[element.channel_id] ?? element.channel_id}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'broadcast':
      return `@${element.range}`;
    case 'date':
      return element.fallback ?? String(element.timestamp);
    case 'color':
      return element.value;
    case 'team':
      return element.team_id;
  }
}

/** Slack's markup as it is seen: mentions by name, links by their text, escapes undone. */
export function spoken(text: string, names: Names = {}): string {
  return text
    .replaceAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/gu, (_, id: string) => `@${names[id] ?? id}`)
    .replaceAll(/<!date\^[^>|]*\|([^>]*)>/gu, (_, fallback: string) => fallback)
    .replaceAll(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/gu, (_, id: string) => `@${names[id] ?? id}`)
    .replaceAll(/<#([A-Z0-9]+)(?:\|[^>]*)?>/gu, (_, id: string) => `#${names[id] ?? id}`)
    .replaceAll(
      /<([^>|@#!][^>|]*)(?:\|([^>]*))?>/gu,
      (_, url: string, label?: string) => label ?? url,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What is marked in Slack's markup or in Markdown. Code and addresses come first: in them nothing is. */
const MARKED = new RegExp(
  [
    '(```[\\s\\S]*?```|`[^`\\n]+`|https?://\\S+)',
    '(?<![\\p{L}\\d*])(\\*\\*?)(?=\\S)([^*\\n]*[^*\\s])\\2(?![\\p{L}\\d*])',
    '(?<![\\p{L}\\d_])_(?=\\S)([^_\\n]*[^_\\s])_(?![\\p{L}\\d_])',
    '(?<![\\p{L}\\d~])~(?=\\S)([^~\\n]*[^~\\s])~(?![\\p{L}\\d~])',
  ].join('|'),
  'gu',
);

/** Without the signs for bold, italic and struck words, which a terminal does not draw. */
export function withoutMarks(text: string): string {
  return text.replaceAll(
    MARKED,
    (
      all: string,
      verbatim?: string,
      _stars?: string,
      bold?: string,
      italic?: string,
      struck?: string,
    ) => verbatim ?? withoutMarks(bold ?? italic ?? struck ?? all),
  );
}
