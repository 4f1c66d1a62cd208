/** How people begin when they ask somebody: "could you please …", "I want to …". */
const OPENING =
  /^(?:\W*\b(?:please|hi|hello|hey|can|could|would|will|you|i|we|want|need|like|have|to|d|help|us|me|let|s|just|now|go|and|ok|okay)\b)*\W*/iu;
const DELETION = /^(?:delete|remove|destroy|drop|uninstall)\b(?!-)/iu;

/**
 * Whether what an intent asks for is that something goes away: its first verb says so. "A job that
 * deletes old files" asks for a job.
 */
export function asksForDeletion(intent: string): boolean {
  return DELETION.test(intent.replace(OPENING, ''));
}
