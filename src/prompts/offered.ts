/** The first of `named` that was not offered: what every `verify` looks for. */
export function notOffered(
  named: readonly string[],
  offered: readonly { readonly id: string }[],
): string | undefined {
  const known = new Set(offered.map(({ id }) => id));
  return named.find((id) => !known.has(id));
}

/** The first that stands twice. */
export function repeated(named: readonly string[]): string | undefined {
  return named.find((id, index) => named.indexOf(id) !== index);
}
