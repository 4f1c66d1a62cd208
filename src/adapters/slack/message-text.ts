/**
 * The text of a message as the person saw it: mentions of the bot cut off, entities and Slack's
 * bracketed links, people and channels read back.
 *
 * Source: https://docs.slack.dev/messaging/formatting-message-text
 */
export function readMessageText(text: string, botUserId: string): MessageText {
  const mention = new RegExp(`<@${botUserId}(?:\\|[^>]*)?>[,:]?`, 'gu');
  const withoutBot = text.replaceAll(mention, ' ');
  return {
    namesBot: withoutBot !== text,
    text: readEntities(withoutBot.replaceAll(/<([^<>]+)>/gu, readBracket)).trim(),
  };
}

export interface MessageText {
  readonly text: string;
  readonly namesBot: boolean;
}

/** Slack escapes three characters, in messages and in the text of commands. */
export function readEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readBracket(_whole: string, inner: string): string {
  const [target = '', label = ''] = splitOnce(inner, '|');
  if (/^[@#!]/u.test(target)) return label === '' ? target : named(target, label);
  return readLink(inner);
}

/** What stands in the brackets of a link: its text with its address, or the one that says both. */
export function readLink(inner: string): string {
  const [target = '', label = ''] = splitOnce(inner, '|');
  const address = target.replace(/^mailto:/u, '');
  if (label === '') return address;
  // Slack links what looks like an address; the label is then what was typed.
  return address.includes(label) ? label : `${label} (${address})`;
}

function named(target: string, label: string): string {
  const sign = target.startsWith('#') ? '#' : '@';
  return label.startsWith(sign) ? label : `${sign}${label}`;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const index = text.indexOf(separator);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
