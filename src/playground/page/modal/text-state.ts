import { LIMITS } from '../../slack/limits.ts';
import { RichTextBlock, type RichTextPart } from '../../slack/validate/rich-text.ts';
import type { InteractiveElement, TextElement } from '../../slack/validate/elements.ts';

export function isTextElement(element: InteractiveElement): element is TextElement {
  return element.type.endsWith('_input') && element.type !== 'file_input';
}

/** What stands in the field: what was entered, else what the app put there. */
export function textOf(element: TextElement, state: unknown): string {
  if (typeof state !== 'object' || state === null) return initialText(element);
  if (element.type === 'rich_text_input') {
    const rich = RichTextBlock.safeParse('rich_text_value' in state ? state.rich_text_value : null);
    return rich.success ? textOfRichText(rich.data) : '';
  }
  return 'value' in state && typeof state.value === 'string' ? state.value : '';
}

function initialText(element: TextElement): string {
  if (element.type !== 'rich_text_input') return element.initial_value ?? '';
  return element.initial_value ? textOfRichText(element.initial_value) : '';
}

/** The field's part of Slack's `state.values`. */
export function stateOf(element: TextElement, text: string): unknown {
  const { type } = element;
  if (type === 'rich_text_input') return { type, rich_text_value: richTextOf(text) };
  return { type, value: text === '' ? null : text };
}

function richTextOf(text: string): RichTextBlock | null {
  if (text === '') return null;
  const elements = [{ type: 'text' as const, text }];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** Its words alone: a list has a line an item, formatting is left out. */
function textOfRichText({ elements }: RichTextBlock): string {
  return elements.map(textOfPart).join('\n');
}

function textOfPart(part: RichTextPart): string {
  if (part.type !== 'rich_text_list') return part.elements.map(textOfPiece).join('');
  const items = part.elements.map(({ elements }) => elements.map(textOfPiece).join(''));
  return items
    .map((item, index) => `${part.style === 'ordered' ? `${index + 1}.` : '•'} ${item}`)
    .join('\n');
}

type Piece = Extract<RichTextPart, { readonly type: 'rich_text_quote' }>['elements'][number];

function textOfPiece(piece: Piece): string {
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'link':
      return piece.text ?? piece.url;
    case 'user':
      return `<@${piece.user_id}>`;
    case 'usergroup':
      return `<!subteam^${piece.usergroup_id}>`;
    case 'channel':
      return `<#${piece.channel_id}>`;
    case 'team':
      return piece.team_id;
    case 'color':
      return piece.value;
    case 'broadcast':
      return `@${piece.range}`;
    case 'emoji':
      return piece.unicode ?? `:${piece.name}:`;
    case 'date':
      return piece.fallback ?? new Date(piece.timestamp * 1000).toISOString();
  }
}

/** When an app that asked to hear of a field at once hears of it; Enter where it does not say. */
export function triggersOf({ dispatch_action_config: config }: TextElement): {
  readonly onEnter: boolean;
  readonly onCharacter: boolean;
} {
  const triggers = config?.trigger_actions_on ?? ['on_enter_pressed'];
  return {
    onEnter: triggers.includes('on_enter_pressed'),
    onCharacter: triggers.includes('on_character_entered'),
  };
}

/** A field that holds more than this shows its counter only near the end. */
const SHORT_FIELD_MAX = 255;
const NEAR_THE_END = 100;

/** Characters that still fit, below zero for those too many; undefined where no counter shows. */
export function charactersLeft(element: TextElement, text: string): number | undefined {
  if (element.type !== 'plain_text_input') return undefined;
  const most = element.max_length ?? LIMITS.inputValue;
  const left = most - text.length;
  return most <= SHORT_FIELD_MAX || left <= NEAR_THE_END ? left : undefined;
}
