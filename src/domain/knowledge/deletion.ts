/** How people begin when they ask somebody: "could you please …", "I want to …". */
const OPENING =
  /^(?:\W*\b(?:please|hi|hello|hey|can|could|would|will|you|i|we|want|need|like|have|to|d|help|us|me|let|s|just|now|go|and|ok|okay)\b)*\W*/iu;
const DELETION = /^(?:delete|remove|destroy|drop|uninstall)\b(?!-)/iu;

/** What is to happen again and again is work for a job, whatever the job does. */
const REPEATED =
  /\b(?:every|each|daily|nightly|weekly|hourly|monthly|regularly|periodically|cron)\b/iu;

/**
 * Whether what an intent asks for is that something goes away: its first verb says so. "A job that
 * deletes old files" asks for a job, and so does "delete old files every night".
 */
export function asksForDeletion(intent: string): boolean {
  return DELETION.test(intent.replace(OPENING, '')) && !REPEATED.test(intent);
}
