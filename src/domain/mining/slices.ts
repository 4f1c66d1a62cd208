/** How long a slice works before others have their turn, in milliseconds. */
export const SLICE_MS = 4;

/** What time it is, in milliseconds, and how others get a turn. */
export interface Turns {
  nowMs(): number;
  giveWay(): Promise<void>;
}

const OWN_TURNS: Turns = {
  nowMs: () => performance.now(),
  giveWay,
};

/** Others have a turn: to be awaited between writes that hold the thread up. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/**
 * Works items off in their order and gives the thread back every few milliseconds. An item is never
 * cut in two: the longest one is the longest that others wait. Items may be made as they are asked
 * for, by a generator; that counts as work too. Throws the signal's reason once it is aborted.
 */
export async function inSlices<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Result,
  signal: AbortSignal,
  turns: Turns = OWN_TURNS,
): Promise<Result[]> {
  const results: Result[] = [];
  signal.throwIfAborted();
  let beganMs = turns.nowMs();
  for (const item of items) {
    results.push(work(item));
    if (turns.nowMs() - beganMs < SLICE_MS) continue;
    await turns.giveWay();
    signal.throwIfAborted();
    beganMs = turns.nowMs();
  }
  return results;
}
