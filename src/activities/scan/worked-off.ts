/**
 * Works items off in their order, so many at a time. The first error ends it: nothing more is begun,
 * what runs is waited for, then that error is thrown.
 */
export async function workedOff<Item>(
  items: readonly Item[],
  inFlight: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const errors: unknown[] = [];

  async function take(): Promise<void> {
    for (const item of waiting) {
      if (errors.length > 0) return;
      try {
        await work(item);
      } catch (error) {
        errors.push(error);
      }
    }
  }

  await Promise.all(Array.from({ length: inFlight }, take));
  if (errors.length > 0) throw errors[0];
}
