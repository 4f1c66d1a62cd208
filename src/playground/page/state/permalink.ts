/** A message of this workspace, as its link names it. */
export interface Linked {
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string | undefined;
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

export function writePermalink({ channel, ts, thread }: Linked, teamUrl: string): string {
  const url = new URL(`archives/${channel}/p${ts.replace('.', '')}`, teamUrl);
  if (thread !== undefined) url.searchParams.set('thread_ts', thread);
  return url.href;
}
