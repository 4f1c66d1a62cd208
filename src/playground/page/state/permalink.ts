import { type Route, readRoute } from './route.ts';

/** A message of this workspace, as its link names it. */
export interface Linked {
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string | undefined;
}

/** What of the page's route a link leads to. */
export type Destination = Pick<Route, 'place' | 'thread' | 'at'>;

/**
 * Where a link leads on this page: a permalink of the workspace or an address of the page itself,
 * whoever copied it. Undefined for any other address.
 */
export function destinationOf(
  url: string,
  { teamUrl, pageUrl }: { readonly teamUrl: string; readonly pageUrl: string },
): Destination | undefined {
  const linked = readPermalink(url, teamUrl);
  if (linked) return toMessage(linked);
  if (!URL.canParse(url) || !URL.canParse(pageUrl)) return undefined;
  const [address, page] = [new URL(url), new URL(pageUrl)];
  const isPage = address.origin === page.origin && address.pathname === page.pathname;
  if (!isPage || !address.hash.startsWith('#/')) return undefined;
  const { place, thread, at } = readRoute(address.hash);
  return { place, thread, at };
}

/** Reads `https://TEAM.slack.com/archives/CHANNEL/pTS?thread_ts=…`; undefined for any other address. */
export function readPermalink(url: string, teamUrl: string): Linked | undefined {
  if (!URL.canParse(url) || !URL.canParse(teamUrl)) return undefined;
  const { origin, pathname, searchParams } = new URL(url);
  if (origin !== new URL(teamUrl).origin) return undefined;
  const [, channel, seconds, fraction] =
    /^\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})\/?$/u.exec(pathname) ?? [];
  if (channel === undefined || seconds === undefined || fraction === undefined) return undefined;
  const thread = searchParams.get('thread_ts') ?? undefined;
  return { channel, ts: `${seconds}.${fraction}`, ...(thread === undefined ? {} : { thread }) };
}

export function toMessage({ channel, ts, thread }: Linked): Destination {
  return { place: { kind: 'channel', channel }, thread, at: thread ?? ts };
}
