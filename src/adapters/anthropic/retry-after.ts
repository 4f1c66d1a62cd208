/** Milliseconds that `retry-after-ms` or `retry-after` ask for, the latter in seconds or as a date. */
export function retryAfterMs(headers: Headers | undefined): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (exact > 0) return exact;
  const given = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(given);
  if (seconds > 0) return Math.ceil(seconds * 1_000);
  const untilMs = Date.parse(given) - Date.now();
  return untilMs > 0 ? untilMs : undefined;
}
