import type { Span } from './text.ts';

const ACCOUNT = /^(slack|teams):([^:]+):([^:]+)$/u;

/** An owner as records have it: the person where it is a chat account (`actorKey`), else the team as written. */
export function ownerSpan(owner: string): Span {
  const [, platform, workspace = '', id = ''] = ACCOUNT.exec(owner) ?? [];
  if (platform !== 'slack' && platform !== 'teams') return owner;
  return { person: { platform, workspace, id } };
}
