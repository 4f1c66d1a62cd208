import { z } from 'zod';
import { AuditEntry, auditHash, FIRST_PREVIOUS, type AuditNote } from '../../domain/audit.ts';
import type { Database } from './database.ts';

/** Entries read at a time, so that a long trail is never in memory as a whole. */
const PAGE = 500;

/** The trail: only ever added to, each entry holding the hash of the one before. */
export function createAuditTable({ connection }: Database) {
  const last = connection.prepare(
    'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1',
  );
  const insert = connection.prepare('INSERT INTO audit (sequence, hash, entry) VALUES (?, ?, ?)');
  const page = connection.prepare(
    'SELECT entry FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );

  return {
    /** Within a write transaction: place in the chain is read and taken there. */
    append(note: AuditNote & { readonly sessionId: string }): void {
      const { sequence, hash: previous } = LastRow.parse(last.get()) ?? {
        sequence: 0,
        hash: FIRST_PREVIOUS,
      };
      const entry = { ...note, sequence: sequence + 1, previous };
      const hash = auditHash(entry);
      insert.run(entry.sequence, hash, JSON.stringify({ ...entry, hash }));
    },
    async *read(): AsyncGenerator<AuditEntry> {
      let after = 0;
      for (;;) {
        const entries = z.array(EntryRow).parse(page.all(after, PAGE)).map(entryOf);
        if (entries.length === 0) return;
        yield* entries;
        after = entries.at(-1)?.sequence ?? after;
      }
    },
  };
}

const LastRow = z.object({ sequence: z.number().int(), hash: z.string() }).optional();
const EntryRow = z.object({ entry: z.string() });

function entryOf({ entry }: z.infer<typeof EntryRow>): AuditEntry {
  return AuditEntry.parse(JSON.parse(entry));
}
