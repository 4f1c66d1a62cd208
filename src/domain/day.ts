const DAY_MS = 86_400_000;

/** ISO time at which a day began, UTC: this one, or the one `daysAgo`. */
export function startOfDay(now: Date, daysAgo = 0): string {
  const day = new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  return `${day}T00:00:00.000Z`;
}

/** Milliseconds until the next day begins, UTC. */
export function msLeftOfDay(now: Date): number {
  return DAY_MS - (now.getTime() % DAY_MS);
}
