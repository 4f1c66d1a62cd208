import { z } from 'zod';
import { readEntities, readLink } from './message-text.ts';

/** https://docs.slack.dev/reference/messaging/payload */
export const PastContent = z.object({
  text: z.string().nullish(),
  blocks: z.array(z.unknown()).nullish().catch(undefined),
  attachments: z
    .array(
      z.object({
        pretext: z.string().nullish(),
        title: z.string().nullish(),
        text: z.string().nullish(),
        /** Of what the attachment is a preview, or from where it was forwarded. */
        from_url: z.string().nullish(),
        is_share: z.boolean().nullish(),
      }),
    )
    .nullish()
    .catch(undefined),
});
type PastContent = z.infer<typeof PastContent>;

/**
 * What a message says, as people read it; who is mentioned by id alone, since a display name may be
 * anything. Blocks are read where there is no text beside them. Previews of links are left out: nobody
 * said them, and they come and go without an edit.
 */
export function readPastText({ text, blocks, attachments }: PastContent): string {
  const own = text
    ? readMarkup(text)
    : (blocks ?? []).map((block) => textOfBlock(block)).join('\n');
  const attached = (attachments ?? [])
    .filter(({ from_url: url, is_share: isForwarded }) => !url || isForwarded === true)
    .flatMap(({ pretext, title, text: body }) => [pretext, title, body])
    .map((part) => readMarkup(part ?? ''));
  return [own, ...attached]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
}

function readMarkup(text: string): string {
  return readEntities(text.replaceAll(/<([^<>]+)>/gu, readBracket));
}

/** https://docs.slack.dev/messaging/formatting-message-text */
function readBracket(_whole: string, inner: string): string {
  const [target = '', label = ''] = inner.split('|', 2);
  const id = target.slice(1);
  if (target.startsWith('@')) return target;
  if (target.startsWith('#')) return `#${label === '' ? id : label}`;
  if (!target.startsWith('!')) return readLink(inner);
  if (target.startsWith('!date^')) return label;
  return `@${id.replace('subteam^', '')}`;
}

const Node = z.looseObject({ type: z.string().default('') });
type Node = z.infer<typeof Node>;

/** Blocks within blocks: columns in rows in tables. Nothing that Slack takes is deeper. */
const DEPTH_MAX = 12;

/** What in a block or element holds others, in the order in which people see it. */
const PARTS = [
  'title',
  'subtitle',
  'text',
  'body',
  'fields',
  'elements',
  'rows',
  'child_blocks',
] as const;

/** Unlike text, these say what can be pressed, not what was said. */
const CONTROLS = /^(?:actions|context_actions|button|.*_select|overflow|datepicker|checkboxes)$/u;

function textOfBlock(block: unknown, depth = 0): string {
  if (depth > DEPTH_MAX) return '';
  if (Array.isArray(block)) {
    return block.map((cell) => textOfBlock(cell, depth + 1)).join(' | ');
  }
  const parsed = Node.safeParse(block);
  if (!parsed.success || CONTROLS.test(parsed.data.type)) return '';
  const node = parsed.data;
  const said = textOfElement(node);
  if (said !== undefined) return said;
  const isLine = /^rich_text_(?:section|quote|preformatted)$/u.test(node.type);
  return PARTS.map((part) => textOfPart(node, { part, separator: isLine ? '' : '\n', depth }))
    .filter((text) => text !== '')
    .join('\n');
}

function textOfPart(
  node: Node,
  given: { readonly part: string; readonly separator: string; readonly depth: number },
): string {
  const { part, separator, depth } = given;
  const value = node[part];
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return value === undefined ? '' : textOfBlock(value, depth + 1);
  return value.map((child) => textOfBlock(child, depth + 1)).join(separator);
}

/** The leaves, of rich text and of text objects. Undefined for what holds others. */
function textOfElement(node: Node): string | undefined {
  const field = (name: string): string => {
    const value = node[name];
    return typeof value === 'string' ? value : '';
  };
  switch (node.type) {
    case 'mrkdwn':
      return readMarkup(field('text'));
    case 'text':
    case 'plain_text':
    case 'raw_text':
    case 'markdown':
      return field('text');
    case 'link':
      return field('text') || field('url');
    case 'user':
      return `@${field('user_id')}`;
    case 'usergroup':
      return `@${field('usergroup_id')}`;
    case 'channel':
      return `#${field('channel_id')}`;
    case 'emoji':
      return `:${field('name')}:`;
    case 'broadcast':
      return `@${field('range')}`;
    default:
      return undefined;
  }
}
