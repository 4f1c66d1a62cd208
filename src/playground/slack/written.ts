import type { Core } from './core.ts';

/**
 * What Slack makes of typed text: signs are escaped; in a message, and in a command whose manifest
 * asks for it, names become mentions; in a message addresses become links.
 */
export function written(
  core: Core,
  text: string,
  { mentions, links }: { readonly mentions: boolean; readonly links: boolean },
): string {
  const names = handles(core);
  return text
    .split(/(<[@#!][^<>]+>|@[\w.-]+|https?:\/\/[^\s<>]+)/u)
    .map((part, index) => {
      if (index % 2 === 0) return escaped(part);
      if (part.startsWith('<')) return part;
      if (part.startsWith('@')) return (mentions ? names.get(part.slice(1)) : undefined) ?? part;
      return links ? `<${escaped(part)}>` : escaped(part);
    })
    .join('');
}

function handles(core: Core): ReadonlyMap<string, string> {
  const { people, userGroups } = core.store.read();
  const { botName, botUserId } = core.identity;
  return new Map([
    ...userGroups.map(({ handle, id }) => [handle, `<!subteam^${id}>`] as const),
    ...people.map(({ name, id }) => [name, `<@${id}>`] as const),
    [botName, `<@${botUserId}>`] as const,
  ]);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
