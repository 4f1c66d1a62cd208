import type { RichTextElement, RichTextPart } from '../../slack/validate/rich-text.ts';
import { emojiPieces } from './emoji.ts';

type Style = NonNullable<Extract<RichTextElement, { type: 'text' }>['style']>;

/**
 * Slack's markup as the rich text that Slack makes of it. What is escaped (`&lt;`, `&gt;`, `&amp;`) is
 * text and never markup again. `verbatim` text does not turn bare addresses into links.
 *
 * Source: https://docs.slack.dev/messaging/formatting-message-text
 */
export function parseMrkdwn(text: string, isVerbatim = false): readonly RichTextPart[] {
  const parts: RichTextPart[] = [];
  for (const [index, piece] of text.split('```').entries()) {
    const isFenced = index % 2 === 1;
    const isLast = index === text.split('```').length - 1;
    if (isFenced && !isLast) parts.push(...fenced(piece));
    else {
      const open = isFenced ? `\`\`\`${piece}` : withoutEdges(piece, index > 0, !isLast);
      parts.push(...unfenced(open, isVerbatim));
    }
  }
  return parts;
}

function fenced(text: string): RichTextPart[] {
  const code = codeText(text.replace(/^\n/u, '').replace(/\n$/u, ''));
  if (code === '') return [];
  return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: code }] }];
}

/** In code, a link is its words. */
function codeText(code: string): string {
  const links = /<((?:https?|mailto):[^|>\s]+)(?:\|([^>]*))?>/gu;
  return unescaped(code.replaceAll(links, (_, url: string, label?: string) => label ?? url));
}

/** A line break next to a code block is the block's own. */
function withoutEdges(text: string, isAfter: boolean, isBefore: boolean): string {
  const start = isAfter ? text.replace(/^\n/u, '') : text;
  return isBefore ? start.replace(/\n$/u, '') : start;
}

const QUOTED = /^(?:&gt;|>)(?!&gt;&gt;|>>) ?/u;
const QUOTED_TO_THE_END = /^(?:&gt;&gt;&gt;|>>>) ?/u;

function unfenced(text: string, isVerbatim: boolean): RichTextPart[] {
  if (text === '') return [];
  const parts: RichTextPart[] = [];
  let lines: string[] = [];
  let isQuote = false;
  const flush = () => {
    if (lines.length > 0) {
      const elements = parseInline(lines.join('\n'), { isVerbatim });
      parts.push({ type: isQuote ? 'rich_text_quote' : 'rich_text_section', elements });
    }
    lines = [];
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (QUOTED_TO_THE_END.test(line)) {
      flush();
      isQuote = true;
      const rest = text.split('\n').slice(index);
      lines = [line.replace(QUOTED_TO_THE_END, ''), ...rest.slice(1)];
      break;
    }
    if (QUOTED.test(line) !== isQuote) {
      flush();
      isQuote = !isQuote;
    }
    lines.push(line.replace(QUOTED, ''));
  }
  flush();
  return parts;
}

const INLINE = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '<(?<angle>[^<>\\n]+)>',
    '(?<![\\w*])\\*(?<bold>(?=\\S)[^*\\n]*[^*\\s])\\*(?![\\w*])',
    '(?<![\\w_])_(?<italic>(?=\\S)[^\\n]*?[^_\\s])_(?![\\w_])',
    '(?<![\\w~])~(?<strike>(?=\\S)[^~\\n]*[^~\\s])~(?![\\w~])',
    '(?<url>https?://[^\\s<>]*[^\\s<>.,;:!?\'")\\]*_~])',
  ].join('|'),
  'gu',
);

/** One run of text: formatting, mentions, links, dates and emoji. */
export function parseInline(
  text: string,
  {
    style = {},
    isVerbatim = false,
  }: { readonly style?: Style; readonly isVerbatim?: boolean } = {},
): RichTextElement[] {
  const elements: RichTextElement[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const found = inlineElements(match.groups ?? {}, { style, isVerbatim });
    if (!found) continue;
    elements.push(...plain(text.slice(end, match.index), style), ...found);
    end = match.index + match[0].length;
  }
  return [...elements, ...plain(text.slice(end), style)];
}

function inlineElements(
  groups: Readonly<Record<string, string | undefined>>,
  given: { readonly style: Style; readonly isVerbatim: boolean },
): RichTextElement[] | undefined {
  const { style, isVerbatim } = given;
  const { code, angle, bold, italic, strike, url } = groups;
  if (code !== undefined) {
    return [{ type: 'text', text: codeText(code), style: { ...style, code: true } }];
  }
  if (angle !== undefined) return angleElements(angle, style);
  if (bold !== undefined) {
    return parseInline(bold, { isVerbatim, style: { ...style, bold: true } });
  }
  if (italic !== undefined) {
    return parseInline(italic, { isVerbatim, style: { ...style, italic: true } });
  }
  if (strike !== undefined) {
    return parseInline(strike, { isVerbatim, style: { ...style, strike: true } });
  }
  if (url === undefined || isVerbatim) return undefined;
  return [{ type: 'link', url: unescaped(url), style: styleOf(style) }];
}

/** What stands between `<` and `>`; undefined where that is none of Slack's forms. */
function angleElements(angle: string, style: Style): RichTextElement[] | undefined {
  const [target = '', ...labels] = angle.split('|');
  const label = labels.length > 0 ? unescaped(labels.join('|')) : undefined;
  const shared = { style: styleOf(style) };
  const id = target.slice(1);
  if (/^@[A-Z0-9]+$/u.test(target)) return [{ type: 'user', user_id: id, ...shared }];
  if (/^#[A-Z0-9]+$/u.test(target)) return [{ type: 'channel', channel_id: id, ...shared }];
  if (target.startsWith('!subteam^')) {
    return [{ type: 'usergroup', usergroup_id: target.slice('!subteam^'.length), ...shared }];
  }
  if (target === '!here' || target === '!channel' || target === '!everyone') {
    const range = target === '!here' ? 'here' : target === '!channel' ? 'channel' : 'everyone';
    return [{ type: 'broadcast', range, ...shared }];
  }
  if (target.startsWith('!date^')) return dateElements(target, label, style);
  if (!/^(?:https?|mailto|tel|slack):/u.test(target)) return undefined;
  return [{ type: 'link', url: unescaped(target), ...(label ? { text: label } : {}), ...shared }];
}

function dateElements(target: string, fallback: string | undefined, style: Style) {
  const [, seconds = '', format = '', url] = target.split('^');
  const timestamp = Number(seconds);
  if (!Number.isInteger(timestamp) || format === '') return undefined;
  const date: RichTextElement = {
    type: 'date',
    timestamp,
    format: unescaped(format),
    ...(url === undefined ? {} : { url: unescaped(url) }),
    ...(fallback === undefined ? {} : { fallback }),
    style: styleOf(style),
  };
  return [date];
}

function plain(text: string, style: Style): RichTextElement[] {
  return emojiPieces(unescaped(text)).map((piece): RichTextElement =>
    piece.type === 'text'
      ? { ...piece, style: styleOf(style) }
      : { type: 'emoji', name: piece.name, unicode: codePoints(piece.sign) },
  );
}

function styleOf(style: Style): Style | undefined {
  return Object.keys(style).length === 0 ? undefined : style;
}

/** As Slack names them: `1f44b-1f3fd`. */
function codePoints(sign: string): string {
  return Array.from(sign, (character) => (character.codePointAt(0) ?? 0).toString(16)).join('-');
}

/** Only these three are ever escaped in Slack's markup. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
