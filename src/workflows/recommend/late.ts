/** Clocks of the platform and of the bot may differ by so much. */
const SKEW_MS = 1_000;

/** Whether words were written before something else happened, further apart than clocks differ. */
export function wasBefore(writtenAt: string, happenedAt: string): boolean {
  return Date.parse(writtenAt) < Date.parse(happenedAt) - SKEW_MS;
}
