import { z } from 'zod';
import { digestOf } from './json.ts';

/** Who did what, to which record and digest, when; `previous` is the hash of the entry before. */
export const AuditEntry = z.object({
  sequence: z.number().int().positive(),
  at: z.iso.datetime(),
  /** `slack:T1:U1`, or `dotai` for what the bot does by itself. */
  actor: z.string(),
  /** Noun-past, as events are: `approval-granted`. */
  action: z.string(),
  sessionId: z.string(),
  /** The digest of what was acted on, where there is one. */
  digest: z.string().optional(),
  details: z.record(z.string(), z.string()),
  previous: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What a transition asks to be noted; the store adds place in the chain. */
export type AuditNote = Pick<AuditEntry, 'at' | 'actor' | 'action' | 'digest' | 'details'>;

export const FIRST_PREVIOUS = '0'.repeat(64);

export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { digest, ...rest } = entry;
  return digestOf(digest === undefined ? rest : { ...rest, digest });
}

export type AuditVerdict =
  | { readonly intact: true; readonly entries: number }
  | { readonly intact: false; readonly brokenAt: number; readonly reason: string };

/** Recomputes the chain. Entries in ascending order, from the first one. */
export function verifyAudit(entries: Iterable<AuditEntry>): AuditVerdict {
  let previous = FIRST_PREVIOUS;
  let count = 0;
  for (const entry of entries) {
    count += 1;
    const { hash, ...rest } = entry;
    const fault = faultOf({ entry, previous, expectedSequence: count, hash: auditHash(rest) });
    if (fault) return { intact: false, brokenAt: entry.sequence, reason: fault };
    previous = hash;
  }
  return { intact: true, entries: count };
}

function faultOf(check: {
  entry: AuditEntry;
  previous: string;
  expectedSequence: number;
  hash: string;
}): string | undefined {
  const { entry, previous, expectedSequence, hash } = check;
  if (entry.sequence !== expectedSequence) return `entry ${expectedSequence} is missing`;
  if (entry.previous !== previous) return 'it does not follow the entry before it';
  if (entry.hash !== hash) return 'its content was changed';
  return undefined;
}
