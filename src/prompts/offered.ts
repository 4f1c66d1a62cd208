import { HIDDEN } from '../domain/redaction.ts';

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

/**
 * The first of `quotes` that does not stand in `text`. White space, case and kinds of quotation
 * marks do not count, and a hidden secret stands for whatever it hides.
 */
export function notQuoted(quotes: readonly string[], text: string): string | undefined {
  const said = comparable(text);
  return quotes.find((quote) => {
    const parts = quote
      .split(HIDDEN)
      .map((part) => comparable(part))
      .filter((part) => part !== '');
    const saysNothing = parts.length === 0 && !quote.includes(HIDDEN);
    return saysNothing || !standsInOrder(parts, said);
  });
}

function standsInOrder(parts: readonly string[], text: string): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}

function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/["'`“”‘’„«»]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[.,;:!?…]+$/u, '');
}
