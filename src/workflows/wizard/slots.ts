/**
 * The slots with that of the card that is reached; `isAnew`: it is another one than the same card before.
 * A card that is reached again is a new message at the end of the thread, where the person looks.
 */
export function slotsWith(
  shown: readonly string[],
  card: string | undefined,
  isAnew = false,
): string[] {
  const last = shown.at(-1);
  const isShown = last !== undefined && cardOf(last) === card && !isAnew;
  if (card === undefined || isShown) return [...shown];
  const earlier = shown.filter((slot) => cardOf(slot) === card).length;
  return [...shown, `${card}-${earlier + 1}`];
}

/** `review-2` → `review`. */
export function cardOf(slot: string): string {
  return slot.slice(0, slot.lastIndexOf('-'));
}

/** Whether the same card stands again further down. */
export function isReplaced(
  { shown }: { readonly shown: readonly string[] },
  slot: string,
): boolean {
  return shown.slice(shown.indexOf(slot) + 1).some((other) => cardOf(other) === cardOf(slot));
}
