/**
 * Characters that show nothing but change how a text reads, or hide one within it: controls, also of
 * writing direction, zero-width ones, tags, blank letters. A few of Unicode's format characters are
 * seen (signs of Arabic and Syriac) and none of them. The joiners (U+200C, U+200D) belong to emoji
 * and to some scripts, and count only where neither stands before them.
 *
 * Source: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const INVISIBLE =
  /(?![\t\n\r\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}])[\u200C\u200D]/gu;

/** The text with `U+202E` in brackets where a character hides: what is decided on is seen. */
export function withVisible(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => `[${nameOf(character)}]`);
}

/** Each hidden character of the texts once. */
export function invisibleIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(INVISIBLE) ?? []));
}

/** The text without them, and where each of its code units stood. */
export function withoutInvisible(text: string): {
  readonly text: string;
  readonly at: (index: number) => number;
} {
  const hidden = [...text.matchAll(INVISIBLE)];
  if (hidden.length === 0) return { text, at: (index) => index };
  const places: number[] = [];
  let from = 0;
  for (const { 0: character, index } of hidden) {
    for (let place = from; place < index; place += 1) places.push(place);
    from = index + character.length;
  }
  for (let place = from; place < text.length; place += 1) places.push(place);
  return { text: text.replaceAll(INVISIBLE, ''), at: (index) => places[index] ?? text.length };
}

/** `U+202E`, with at least `digits` digits. */
export function nameOf(character: string, digits = 4): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(digits, '0')}`;
}

/** The text with each hidden character as `names` has it. */
export function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(INVISIBLE, (character) => names.get(character) ?? character);
}
