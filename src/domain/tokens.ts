/**
 * English characters to a token. Anthropic's glossary says about 3.5; ours are fewer, as names of
 * kinds and fields are cut into more tokens than prose is.
 *
 * Source: https://docs.claude.com/en/docs/resources/glossary (Tokens)
 */
const CHARACTERS_PER_TOKEN = 3;

/** What a tokenizer never joins across: runs of letters, three digits at most, each other mark. */
const PIECE = /[A-Za-z]+|\d{1,3}|[^\sA-Za-z\d]/gu;

const ASCII_END = 0x80;

/**
 * How many tokens a text may cost, estimated without a tokenizer and rather too high than too low:
 * a third of its characters or its pieces, whichever is more, and one for each UTF-16 unit outside
 * ASCII. A longer text never costs less, and two texts joined never more than the two apart.
 */
export function estimateTokens(text: string): number {
  let foreign = 0;
  let pieces = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    if (isForeign(piece)) foreign += piece.length;
    else pieces += 1;
  }
  const plain = (text.length - foreign) / CHARACTERS_PER_TOKEN;
  return foreign + Math.ceil(Math.max(plain, pieces));
}

function isForeign(piece: string): boolean {
  return (piece.codePointAt(0) ?? 0) >= ASCII_END;
}
