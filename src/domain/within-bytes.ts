/**
 * The beginning of a text, as much as takes at most so many bytes in a stored record: whatever its script, and
 * however many of its signs are escaped there. No sign is cut in two.
 */
export function withinBytes(text: string, max: number): string {
  if (storedBytes(text) <= max) return text;
  let kept = '';
  let bytes = storedBytes('…');
  for (const sign of text) {
    bytes += storedBytes(sign);
    if (bytes > max) break;
    kept += sign;
  }
  return `${kept}…`;
}

/** Without the quotation marks around it. */
function storedBytes(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length - 2;
}
