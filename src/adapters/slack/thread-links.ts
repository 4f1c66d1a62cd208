import type { Place } from '../../chat/actor.ts';
import type { Card, CardElement } from '../../chat/card.ts';
import type { Line } from '../../chat/text.ts';
import type { SlackIdentity } from './identity.ts';

/** The address of a conversation; undefined where it has no thread yet or is in another workspace. */
export type ThreadAddress = (place: Place, message?: string) => string | undefined;

/**
 * Slack's own form of a permalink into a thread, so that a list of conversations costs no call a row.
 * Without `thread_ts` it would lead to the first message in the channel and leave the thread closed. It
 * leads readers who cannot see the channel nowhere, as Slack's links do.
 *
 * Source: https://docs.slack.dev/reference/methods/chat.getPermalink
 */
export function threadAddress({ url, teamId, enterpriseId }: SlackIdentity): ThreadAddress {
  return ({ platform, workspace, channel, thread }, message = thread) => {
    const isHere = workspace === teamId || workspace === enterpriseId;
    if (url === undefined || thread === undefined || message === undefined) return undefined;
    if (platform !== 'slack' || !isHere) return undefined;
    const address = new URL(`archives/${channel}/p${message.replace('.', '')}`, url);
    address.searchParams.set('thread_ts', thread);
    address.searchParams.set('cid', channel);
    return address.href;
  };
}

/**
 * Slack's permalink of one message, as `chat.getPermalink` writes it. `url` is the workspace's address.
 *
 * Source: https://docs.slack.dev/reference/methods/chat.getPermalink
 */
export function messageAddress(
  url: string,
  channel: string,
  message: { readonly ts: string; readonly thread_ts?: string | undefined },
): string {
  const { ts, thread_ts: thread } = message;
  const address = new URL(`archives/${channel}/p${ts.replace('.', '')}`, url);
  if (thread !== undefined && thread !== ts) {
    address.searchParams.set('thread_ts', thread);
    address.searchParams.set('cid', channel);
  }
  return address.href;
}

/** The card with its conversations as links, as far as they have an address. */
export function withThreadLinks(card: Card, addressOf: ThreadAddress): Card {
  const linked = (line: Line): Line => line.map((span) => linkedSpan(span, addressOf));
  return { ...card, elements: card.elements.map((element) => linkedElement(element, linked)) };
}

function linkedSpan(span: Line[number], addressOf: ThreadAddress): Line[number] {
  if (typeof span === 'string' || !('thread' in span)) return span;
  const { text, place, message } = span.thread;
  const url = addressOf(place, message);
  return url === undefined || text.trim() === '' ? text : { link: { text, url } };
}

function linkedElement(element: CardElement, linked: (line: Line) => Line): CardElement {
  switch (element.type) {
    case 'text':
    case 'note':
    case 'alert':
      return { ...element, line: linked(element.line) };
    case 'facts':
      return {
        ...element,
        facts: element.facts.map(({ label, value }) => ({ label, value: linked(value) })),
      };
    case 'list':
      return { ...element, items: element.items.map(linked) };
    case 'choices':
      return {
        ...element,
        choices: element.choices.map((choice) => ({
          ...choice,
          details: choice.details.map(linked),
        })),
      };
    case 'heading':
    case 'code':
    case 'diff':
    case 'table':
    case 'quote':
    case 'file':
    case 'progress':
    case 'buttons':
    case 'divider':
      return element;
  }
}
