/** What stands in an answer in the place of a text that recites the prompt. */
export const WITHHELD = '[withheld]';

/** A run this long, in characters, is no coincidence. Somewhat longer ones are surely found. */
const PASSAGE = 80;
const STEP = 20;

/**
 * Withholds texts that recite the prompt: whoever writes a description or a message could ask the
 * model to. Nothing in a prompt is a secret, but it is nobody's answer either.
 */
export function createWithholding(prompt: string): (text: string) => string {
  const own = folded(prompt);
  const passages: string[] = [];
  for (let at = 0; at + PASSAGE <= own.length; at += STEP) {
    passages.push(own.slice(at, at + PASSAGE));
  }
  return (text) => {
    if (text.length < PASSAGE) return text;
    const said = folded(text);
    return passages.some((passage) => said.includes(passage)) ? WITHHELD : text;
  };
}

/** Line breaks, case and marks do not make another text of it. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
