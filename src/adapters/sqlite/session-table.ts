import type { StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { actorKey, type Place } from '../../chat/actor.ts';
import { Session } from '../../chat/session.ts';
import { Failure } from '../../domain/failure.ts';
import type { SessionFilter } from '../../ports/record-store.ts';
import type { Database } from './database.ts';

/** The sessions, whole as JSON beside the columns that they are found by. */
export function createSessionTable({ connection }: Database) {
  const statements = prepare(connection);
  const listing = createListings(connection);

  /** Throws `Failure('conflict')` when the record moved on, or another open one has its key. */
  function save({ record, expectedVersion }: { record: Session; expectedVersion: number }): void {
    if (record.key !== undefined) refuseSecond(record, record.key);
    const columns = [
      record.version,
      placeKey(record.place),
      Number(record.isOpen),
      Number(record.isListening),
      record.key ?? null,
      JSON.stringify(record),
    ];
    const { changes } =
      expectedVersion === 0
        ? statements.insert.run(
            record.id,
            record.workflow,
            actorKey(record.owner),
            record.openedAt,
            ...columns,
          )
        : statements.update.run(...columns, record.id, expectedVersion);
    if (changes === 0) throw new Failure('conflict', 'The conversation moved on meanwhile.');
  }

  function refuseSecond(record: Session, key: string): void {
    if (!record.isOpen || !statements.rival.get(key, record.id)) return;
    throw new Failure('conflict', 'That is being done already.');
  }

  return {
    save,
    find(id: string): Session | undefined {
      return sessionOf(statements.find.get(id));
    },
    listening(place: Place): Session | undefined {
      if (place.thread === undefined) return undefined;
      return sessionOf(statements.listening.get(placeKey(place)));
    },
    list(filter: SessionFilter): readonly Session[] {
      const rows = listing(filter).all({
        ...(filter.workflow !== undefined && { workflow: filter.workflow }),
        ...(filter.owner && { owner: actorKey(filter.owner) }),
        ...(filter.key !== undefined && { key: filter.key }),
        ...(filter.awaits !== undefined && { awaits: filter.awaits }),
        limit: filter.limit,
      });
      return rows.flatMap((row) => sessionOf(row) ?? []);
    },
  };
}

const Row = z.object({ record: z.string() }).optional();

function sessionOf(row: unknown): Session | undefined {
  const found = Row.parse(row);
  return found && Session.parse(JSON.parse(found.record));
}

function placeKey({ platform, workspace, channel, thread }: Place): string {
  return JSON.stringify([platform, workspace, channel, thread ?? null]);
}

/** A statement a combination of conditions: only then does SQLite use the index that fits. */
function createListings(connection: Database['connection']) {
  const statements = new Map<string, StatementSync>();
  return (filter: SessionFilter): StatementSync => {
    const sql = listingOf(filter);
    const statement = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}

/** Exported for the test that asks how SQLite goes about it. */
export function listingOf(filter: SessionFilter): string {
  const { workflow, owner, isOpen, key, awaits, isOldestFirst } = filter;
  const conditions = [
    ...(workflow === undefined ? [] : ['workflow = :workflow']),
    ...(owner ? ['owner = :owner'] : []),
    // Spelled out, not bound: indexes over the open sessions alone are used only so.
    ...(isOpen === undefined ? [] : [`is_open = ${Number(isOpen)}`]),
    ...(key === undefined ? [] : ['unique_key = :key']),
    ...(awaits === undefined ? [] : ["json_extract(record, '$.awaits') = :awaits"]),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const order = isOldestFirst ? 'opened_at, rowid' : 'opened_at DESC, rowid DESC';
  return `SELECT record FROM sessions ${where} ORDER BY ${order} LIMIT :limit`;
}

function prepare(connection: Database['connection']) {
  return {
    insert: connection.prepare(
      `INSERT INTO sessions (id, workflow, owner, opened_at,
         version, place, is_open, is_listening, unique_key, record)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ),
    update: connection.prepare(
      `UPDATE sessions SET version = ?, place = ?, is_open = ?, is_listening = ?, unique_key = ?,
         record = ?
       WHERE id = ? AND version = ?`,
    ),
    rival: connection.prepare(
      'SELECT 1 AS found FROM sessions WHERE unique_key = ? AND is_open = 1 AND id <> ?',
    ),
    find: connection.prepare('SELECT record FROM sessions WHERE id = ?'),
    listening: connection.prepare(
      `SELECT record FROM sessions WHERE place = ? AND is_open = 1 AND is_listening = 1
       ORDER BY opened_at DESC, rowid DESC LIMIT 1`,
    ),
  };
}
