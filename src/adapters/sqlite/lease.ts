import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from './database.ts';

/** How often the holder says that it lives. */
const BEAT_EVERY_MS = 3_000;

/** Silence after which a holder on another host counts as dead. */
const TERM_MS = 15_000;

/** The right to write one file: a process holds it until it releases it or falls silent. */
export interface Lease {
  /**
   * Throws `Failure('unavailable')` when another process took the lease over. Called inside every
   * write transaction, so that nothing is written after the loss.
   */
  check(): void;
  /** Stops the heartbeat and lets the next process in at once. */
  release(): void;
}

export interface LeaseOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Called once when the lease was lost: the process should stop. */
  readonly onLost: () => void;
  /** Whether a process of this host is alive. The default asks the operating system. */
  readonly isAlive?: (pid: number) => boolean;
  readonly process?: { readonly pid: number; readonly host: string };
}

const LeaseRow = z.object({
  holder: z.string(),
  pid: z.number().int(),
  host: z.string(),
  beat_at: z.iso.datetime(),
});
type LeaseRow = z.infer<typeof LeaseRow>;

/**
 * Takes the file's lease and keeps it by a heartbeat. Throws `Failure('conflict')` while another
 * living process holds it.
 */
export function acquireLease(options: LeaseOptions): Lease {
  const { database, clock, onLost } = options;
  const holder = randomUUID();
  const statements = prepare(database);
  const stopped = new AbortController();

  function row(): LeaseRow | undefined {
    return LeaseRow.optional().parse(statements.read.get());
  }

  function isOurs(): boolean {
    return row()?.holder === holder;
  }

  function check(): void {
    if (isOurs()) return;
    const message = 'Another copy of dotai has taken over. Ask again: it will answer.';
    throw new Failure('unavailable', message);
  }

  /** A beat that cannot be written is no loss: another process decides that by taking over. */
  function beat(): void {
    try {
      database.write(() => {
        check();
        statements.beat.run(clock.now().toISOString());
      });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  async function keep(): Promise<void> {
    while (isOurs()) {
      await clock.sleep(BEAT_EVERY_MS, stopped.signal);
      beat();
    }
    onLost();
  }

  takeOver({ ...options, holder, row, take: statements.take });
  keep().catch(() => {
    if (!stopped.signal.aborted) onLost();
  });
  return {
    check,
    release() {
      stopped.abort();
      database.write(() => statements.release.run(holder));
    },
  };
}

function takeOver(
  options: LeaseOptions & {
    holder: string;
    row: () => LeaseRow | undefined;
    take: ReturnType<typeof prepare>['take'];
  },
): void {
  const { database, clock, holder, row, take } = options;
  const { pid, host } = options.process ?? { pid: process.pid, host: hostname() };
  const isAlive = options.isAlive ?? isProcessAlive;
  database.write(() => {
    const current = row();
    const silentMs = current ? clock.now().getTime() - Date.parse(current.beat_at) : 0;
    const isGone = current?.host === host && (current.pid === pid || !isAlive(current.pid));
    if (current && !isGone && silentMs <= TERM_MS) throw heldBy(current, database.path);
    take.run(holder, pid, host, clock.now().toISOString());
  });
}

function heldBy({ pid, host }: LeaseRow, path: string): Failure {
  const message =
    `The data file ${path} is in use by another dotai (process ${pid} on ${host}). ` +
    'Stop that one first, or set DOTAI_DATA_DIR to another directory.';
  return new Failure('conflict', message);
}

function prepare({ connection }: Database) {
  return {
    read: connection.prepare('SELECT holder, pid, host, beat_at FROM lease WHERE id = 1'),
    take: connection.prepare(
      'INSERT OR REPLACE INTO lease (id, holder, pid, host, beat_at) VALUES (1, ?, ?, ?, ?)',
    ),
    beat: connection.prepare('UPDATE lease SET beat_at = ? WHERE id = 1'),
    release: connection.prepare('DELETE FROM lease WHERE holder = ?'),
  };
}

const NoSuchProcess = z.looseObject({ code: z.literal('ESRCH') });

/** Signal 0 asks without disturbing; a process that we may not signal is alive. */
function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !NoSuchProcess.safeParse(error).success;
  }
}
