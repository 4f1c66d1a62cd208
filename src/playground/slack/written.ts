import type { Core } from './core.ts';

/** What Slack makes of typed text: names become mentions, signs are escaped, addresses are linked. */
export function written(core: Core, text: string, kind: 'message' | 'command'): string {
  const names = handles(core);
  return text
    .split(/(<[@#!][^<>]+>|@[\w.-]+|https?:\/\/[^\s<>]+)/u)
    .map((part, index) => {
      if (index % 2 === 0) return escaped(part);
      if (part.startsWith('<')) return part;
      if (part.startsWith('@')) return names.get(part.slice(1)) ?? part;
      return kind === 'message' ? `<${escaped(part)}>` : escaped(part);
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
