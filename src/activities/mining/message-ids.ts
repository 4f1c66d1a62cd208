/** Ids of messages are times on either platform, as texts of one length. */
export type IdPlatform = 'slack' | 'teams';

/**
 * The id that a message of that moment would have: seconds with six decimals in Slack, milliseconds in
 * Teams.
 *
 * Source: https://docs.slack.dev/reference/methods/conversations.history#arg_oldest
 */
export function idAt(platform: IdPlatform, ms: number): string {
  return platform === 'slack' ? (ms / 1_000).toFixed(6) : String(Math.floor(ms));
}

/** Milliseconds since 1970. */
export function timeOfId(platform: IdPlatform, id: string): number {
  return platform === 'slack' ? Number(id) * 1_000 : Number(id);
}

/** Whether a message is older than another one of the same channel. */
export function isOlder(one: string, other: string): boolean {
  return Number(one) < Number(other);
}

export function oldestOf(ids: readonly string[]): string | undefined {
  return ids.reduce<string | undefined>(
    (oldest, id) => (oldest === undefined || isOlder(id, oldest) ? id : oldest),
    undefined,
  );
}
