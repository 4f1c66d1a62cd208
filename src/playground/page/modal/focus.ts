const FOCUSABLE =
  'a[href], button, input:not([type="hidden"]), select, textarea, [contenteditable="true"], [tabindex]';

/** What the Tab key reaches inside `container`, in order: nothing hidden, nothing disabled. */
export function tabStops(container: Element): readonly HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) =>
      element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0,
  );
}

/** Whether nothing has the focus: what had it was removed or disabled. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/**
 * Where Tab goes next, so that it stays inside `container`. Undefined where the browser's own order
 * stays inside.
 */
export function wrappedStop(container: Element, isBackward: boolean): HTMLElement | undefined {
  const stops = tabStops(container);
  const edge = isBackward ? stops.at(0) : stops.at(-1);
  const active = document.activeElement;
  const isInside = stops.some((stop) => stop === active);
  if (isInside && active !== edge) return undefined;
  if (!isInside && active !== container && container.contains(active)) return undefined;
  return isBackward ? stops.at(-1) : stops.at(0);
}
