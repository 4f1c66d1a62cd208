/**
 * The longest answer, as JSON, in bytes. A sane one has less than 8 KB; a conversation keeps 64 KB
 * of all that was said and answered, so a longer one could never be kept.
 */
export const ANSWER_MAX_BYTES = 24_000;

/** What is wrong with an answer's length as a whole, whatever its parts may have. */
export function sizeFault(output: unknown): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(output));
  return bytes <= ANSWER_MAX_BYTES
    ? undefined
    : `The answer has ${bytes} bytes, at most ${ANSWER_MAX_BYTES} can be kept.`;
}
