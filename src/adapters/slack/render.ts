import type { KnownBlock } from '@slack/types';
import type { Card, CardElement } from '../../chat/card.ts';
import { renderPlainElement, renderPlainText } from '../../chat/plain-text.ts';
import { plainText } from './button.ts';
import { fitToLimits } from './fit-to-limits.ts';
import { clipFilled, LIMITS } from './limits.ts';
import { shortened } from '../../chat/shortened.ts';
import { buttonRows, type Frame, heading, renderElement } from './render-element.ts';
import { escapeMrkdwn } from './spans.ts';

/** Where blocks are shown: tables exist in messages only, and numbers differ. */
export type Surface = Frame['surface'];

export interface RenderRequest {
  readonly card: Card;
  /** Buttons carry it back; empty for cards of no session. */
  readonly sessionId: string;
  readonly surface: Surface;
}

/** A card as Block Kit, within Slack's limits whatever the card holds. */
export function renderBlocks(request: RenderRequest): KnownBlock[] {
  const { card, sessionId, surface } = request;
  const firstTable = card.elements.findIndex(({ type }) => type === 'table');
  const blocks = card.elements.flatMap((element, position) =>
    renderElement(element, { sessionId, surface, position, hasTable: position === firstTable }),
  );
  return fitToLimits([...header(card), ...blocks], budgetOf(surface));
}

/**
 * The same card in the oldest blocks only: sections of plain text, and buttons. For the case that
 * Slack refuses the good-looking form (`invalid_blocks`): a plain card beats none.
 */
export function renderPlainBlocks(request: RenderRequest): KnownBlock[] {
  const { card, sessionId, surface } = request;
  const blocks = card.elements.flatMap((element, position): KnownBlock[] =>
    plainBlocksOf(element, { sessionId, surface, position, hasTable: false }),
  );
  return fitToLimits([...header(card), ...blocks], budgetOf(surface));
}

function plainBlocksOf(element: CardElement, frame: Frame): KnownBlock[] {
  if (element.type === 'buttons') return buttonRows(element.buttons, frame);
  const text = renderPlainElement(element);
  if (text.trim() === '') return [];
  const section: KnownBlock = {
    type: 'section',
    text: plainText(shortened(text, LIMITS.sectionText)),
  };
  if (element.type !== 'choices') return [section];
  const { choices, from = 1 } = element;
  const buttons = choices.flatMap(({ button }, index) =>
    button === undefined ? [] : [{ ...button, label: `${from + index}. ${button.label}` }],
  );
  return [section, ...buttonRows(buttons, frame)];
}

/** The message's `text`: what screen readers and notifications have of the card. */
export function renderText(card: Card): string {
  const text = renderPlainText(card, {
    escape: escapeMrkdwn,
    names: ({ platform, id }) => (platform === 'slack' ? `<@${id}>` : `@${id}`),
    groups: (id) => `<!subteam^${id}>`,
  });
  return clipFilled(text, LIMITS.messageText, 'dotai').replace(/(?:&\w*|<[^>]*)…$/u, '…');
}

function header({ title = '' }: Card): KnownBlock[] {
  return heading(title);
}

function budgetOf(surface: Surface): { maxBlocks: number; maxText: number } {
  const maxBlocks = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  return { maxBlocks, maxText: LIMITS.blocksText };
}
