import type { Redis } from 'ioredis';
import { z } from 'zod';
import { AuditEntry, auditHash, FIRST_PREVIOUS } from '../../domain/audit.ts';
import { Failure } from '../../domain/failure.ts';
import type { Commit } from '../../ports/record-store.ts';
import { asFailure } from './connection-failure.ts';

/** The last entry of a chain, as far as it is known. */
export interface AuditTip {
  readonly sequence: number;
  readonly hash: string;
}

/** What the first entry follows, also where Redis lost those that there were. */
const BEGINNING: AuditTip = { sequence: 0, hash: FIRST_PREVIOUS };

/** Entries read at a time, so that a long trail is never in memory as a whole. */
const PAGE = 500;

/** Every try that is lost was won by another process. So many in a row, and something is wrong. */
const TRIES = 500;

/**
 * Links notes to the chain. Lua has no SHA-256: entries are hashed here, over the last entry that
 * this process knows, and the script writes them if that is still the last one.
 *
 * Commits of one process do not wait for each other: what is sent next counts on what was sent before,
 * since Redis takes them in order. Where that was refused, what counted on it is linked once more.
 */
export function createAuditChain() {
  let tip = BEGINNING;
  /** Raised whenever the tip turned out to be wrong. */
  let line = 0;

  /** Only the first that finds the line broken mends it: the others counted on what it sent. */
  function mend(brokenLine: number, last: AuditTip): void {
    if (brokenLine !== line) return;
    line += 1;
    tip = last.sequence === 0 ? BEGINNING : last;
  }

  return {
    /**
     * Has `send` commit with the values that the script takes. It answers `done`, or the last entry
     * where that is another one; it throws where nothing was written, or nobody knows.
     */
    async append(
      notes: Commit['audit'],
      send: (values: readonly (string | number)[]) => Promise<AuditTip | 'done'>,
    ): Promise<void> {
      if (notes.length === 0) {
        await send([0]);
        return;
      }
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const base = tip;
        const sentOn = line;
        const entries = linked(notes, base);
        tip = entries.at(-1) ?? base;
        try {
          const answer = await send(valuesOf(base, entries));
          if (answer === 'done') return;
          mend(sentOn, answer);
        } catch (error) {
          mend(sentOn, base);
          throw error;
        }
      }
      const message = 'The bot cannot write its records just now. Try again shortly.';
      throw new Failure('unavailable', message, { retryAfterMs: 1_000 });
    },
  };
}

function linked(notes: Commit['audit'], base: AuditTip): readonly AuditEntry[] {
  const entries: AuditEntry[] = [];
  let { sequence, hash: previous } = base;
  for (const note of notes) {
    sequence += 1;
    const entry = { ...note, sequence, previous };
    previous = auditHash(entry);
    entries.push({ ...entry, hash: previous });
  }
  return entries;
}

function valuesOf(base: AuditTip, entries: readonly AuditEntry[]): readonly (string | number)[] {
  const chained = entries.flatMap((entry) => [entry.hash, JSON.stringify(entry)]);
  return [2 + chained.length, base.sequence, base.hash, ...chained];
}

/** The whole trail, oldest first, in pages. */
export async function* readAudit(options: {
  readonly client: Redis;
  readonly prefix: string;
}): AsyncGenerator<AuditEntry> {
  const { client, prefix } = options;
  let after = 0;
  for (;;) {
    const call = client.xrange(`${prefix}audit`, `(${after}-0`, '+', 'COUNT', PAGE);
    const rows = Rows.parse(await asFailure(call));
    if (rows.length === 0) return;
    for (const [, [, , , entry]] of rows) {
      const read = AuditEntry.parse(JSON.parse(entry));
      after = read.sequence;
      yield read;
    }
  }
}

const Rows = z.array(
  z.tuple([z.string(), z.tuple([z.literal('hash'), z.string(), z.literal('entry'), z.string()])]),
);
