/**
 * From now on this process believes that it is `start`, and goes on from there at the usual pace: what
 * is made from times looks the same whenever it is made.
 */
export function moveDate(start: Date): void {
  const Real = globalThis.Date;
  const offsetMs = start.getTime() - Real.now();
  const now = (): number => Real.now() + offsetMs;
  globalThis.Date = new Proxy(Real, {
    construct: (target, parts) => Reflect.construct(target, parts.length === 0 ? [now()] : parts),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
