/** The newest message of a list, as tall as it is drawn. */
export interface Newest {
  readonly ts: string;
  readonly heightPx: number;
}

/**
 * Whether a list that stood at its end is to show where its newest message begins: one that has just
 * come, or grown, to be taller than the list.
 */
export function startsToShow(now: Newest, before: Newest | undefined, listPx: number): boolean {
  if (now.heightPx <= listPx) return false;
  return before !== undefined && (now.ts !== before.ts || before.heightPx <= listPx);
}
