/** The key of the one open session that changes or removes a pattern. */
export function patternKey(patternId: string): string {
  return `pattern:${patternId}`;
}
