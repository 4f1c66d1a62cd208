const FOCUSABLE =
  'a[href], button, input:not([type="hidden"]), select, textarea, [contenteditable="true"], [tabindex]';

/** What the Tab key reaches inside `container`, in order: nothing hidden, nothing disabled. */
export function tabStops(container: Element): readonly HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) =>
      element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0,
  );
}

/** What one fills in inside `container`, before the buttons that stand around it. */
export function firstControl(container: Element): HTMLElement | undefined {
  const stops = tabStops(container);
  return stops.find((stop) => stop.matches('input, select, textarea')) ?? stops[0];
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

/** What has the focus now, and all that it stands in, innermost first. */
export function focusPath(): readonly HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at = document.activeElement; at; at = at.parentElement) {
    if (at instanceof HTMLElement && at !== document.body) path.push(at);
  }
  return path;
}

/** Gives the focus back to where it was; where that is gone, to what is left beside it. */
export function restoreFocus(path: readonly HTMLElement[]): void {
  const [origin] = path;
  if (origin?.isConnected) origin.focus();
  if (!isFocusLost() || !origin) return;
  // Not the page's root and the document: their start is no better than nothing.
  const around = path.slice(1, -2).filter(({ isConnected }) => isConnected);
  around.flatMap((element) => tabStops(element).slice(0, 1))[0]?.focus();
}
