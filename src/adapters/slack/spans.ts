import type { RichTextElement } from '@slack/types';
import { type Line, type Span, timeText } from '../../chat/text.ts';
import { LIMITS } from './limits.ts';
import { shortened } from '../../chat/shortened.ts';

/**
 * A line as rich text elements. Rich text carries structure beside text, so literal text cannot
 * format, link or mention, whatever it holds. Empty spans are left out: Slack refuses them.
 */
export function richTextOf(line: Line): RichTextElement[] {
  return line.flatMap((span) => richTextSpan(span));
}

function richTextSpan(span: Span): RichTextElement[] {
  if (typeof span === 'string') return textElement(span);
  if ('bold' in span) return textElement(span.bold, { bold: true });
  if ('code' in span) return textElement(span.code, { code: true });
  if ('group' in span) return [{ type: 'usergroup', usergroup_id: span.group }];
  if ('person' in span) {
    return span.person.platform === 'slack'
      ? [{ type: 'user', user_id: span.person.id }]
      : textElement(`@${span.person.id}`);
  }
  if ('thread' in span) return textElement(span.thread.text);
  if ('time' in span) {
    const fallback = timeText(span.time);
    return [{ type: 'date', timestamp: secondsOf(span.time), format: TIME_FORMAT, fallback }];
  }
  const { text, url } = span.link;
  if (url.length > LIMITS.url) return textElement(text);
  return [{ type: 'link', url, ...(text === '' ? {} : { text }) }];
}

/** Today, yesterday or the date, with the time, by the reader's clock. */
const TIME_FORMAT = '{date_short_pretty} at {time}';

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1_000);
}

type Style = { readonly bold?: true; readonly code?: true };

export function textElement(text: string, style?: Style): RichTextElement[] {
  if (text === '') return [];
  return [style === undefined ? { type: 'text', text } : { type: 'text', text, style }];
}

/** Cuts rich text to `max` code units of visible text. */
export function clipRichText(elements: readonly RichTextElement[], max: number): RichTextElement[] {
  const kept: RichTextElement[] = [];
  let room = max;
  for (const element of elements) {
    const length = richTextLength(element);
    if (length <= room) {
      kept.push(element);
      room -= length;
      continue;
    }
    if (element.type === 'text' && room > 0) {
      kept.push({ ...element, text: shortened(element.text, room) });
    }
    break;
  }
  return kept;
}

/** Code units of text that an element shows or carries. */
export function richTextLength(element: RichTextElement): number {
  switch (element.type) {
    case 'text':
      return element.text.length;
    case 'link':
      return (element.text ?? '').length + element.url.length;
    default:
      return MENTION_LENGTH;
  }
}

/** What a mention counts for: about the length of its id in brackets. */
const MENTION_LENGTH = 16;

/**
 * A line as `mrkdwn`, where that can be told apart from formatting; else undefined, and the caller
 * shows rich text. Some blocks (section fields, context) know `mrkdwn` only, and no escape exists
 * for `*`, `_`, `~`, backticks, quotes and emoji names.
 */
export function mrkdwnOf(line: Line): string | undefined {
  const parts = line.map((span) => mrkdwnSpan(span));
  if (!parts.every((part) => part !== undefined)) return undefined;
  const isMarked = (index: number): boolean => /^[*`]/u.test(parts[index] ?? '');
  const isGlued = parts.some((part, index) => {
    const next = parts[index + 1] ?? '';
    return (isMarked(index) || isMarked(index + 1)) && !hasBoundary(part, next);
  });
  return isGlued ? undefined : parts.join('');
}

/** Slack reads `*` and backticks as marks only where no letter or digit touches them from outside. */
function hasBoundary(left: string, right: string): boolean {
  return !/[\p{L}\p{N}*`]$/u.test(left) || !/^[\p{L}\p{N}*`]/u.test(right);
}

function mrkdwnSpan(span: Span): string | undefined {
  if (typeof span === 'string') return isHarmless(span) ? escapeMrkdwn(span) : undefined;
  if ('bold' in span) return marked(span.bold, '*');
  if ('code' in span) return marked(span.code, '`');
  if ('group' in span) return /^S\w+$/u.test(span.group) ? `<!subteam^${span.group}>` : undefined;
  if ('person' in span) return mentionOf(span.person);
  if ('thread' in span) return mrkdwnSpan(span.thread.text);
  if ('time' in span) {
    return `<!date^${secondsOf(span.time)}^${TIME_FORMAT}|${timeText(span.time)}>`;
  }
  const { text, url } = span.link;
  if (!isHarmless(text) || /[|<>\s]/u.test(url) || url.length > LIMITS.url) return undefined;
  return text.includes('|') || text === '' ? undefined : `<${url}|${escapeMrkdwn(text)}>`;
}

/** Marks count only around text without blanks at its ends. */
function marked(text: string, mark: '*' | '`'): string | undefined {
  const isPlain = mark === '`' ? !/[`\n]/u.test(text) : isHarmless(text) && !text.includes('\n');
  if (!isPlain || text.trim() !== text || text === '') return undefined;
  return `${mark}${escapeMrkdwn(text)}${mark}`;
}

function mentionOf(actor: { readonly platform: string; readonly id: string }): string | undefined {
  return actor.platform === 'slack' && /^[UW]\w+$/u.test(actor.id) ? `<@${actor.id}>` : undefined;
}

/** No mark that could open formatting, no emoji name, no quote at the start of a line. */
function isHarmless(text: string): boolean {
  return !/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:[\w+-]+:|^\s*>/mu.test(text);
}

/** The three characters that `mrkdwn` reserves. https://docs.slack.dev/messaging/formatting-message-text */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
