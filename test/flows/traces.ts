import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { World } from '../world.ts';
import { toldTo } from './at-the-wire.ts';

/** A requester and a curator. */
const PEOPLE = ['ana', 'cleo'] as const;

/** Everywhere that a text still stands with the bot or with those who look at it, by name. */
export async function tracesOf(world: World, words: string): Promise<readonly string[]> {
  const all = { ...bytesKept(world), ...(await shownNow(world)) };
  return Object.entries(all).flatMap(([where, text]) =>
    text.toLowerCase().includes(words.toLowerCase()) ? [where] : [],
  );
}

/** Tables that hold it, so that a failing test says where. */
function rowsWith(connection: DatabaseSync): Readonly<Record<string, string>> {
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name));
  return Object.fromEntries(
    tables.map((table) => {
      const rows = connection.prepare(`SELECT * FROM "${table}"`).all();
      return [`table ${table}`, JSON.stringify(rows)];
    }),
  );
}

/** What stands in the bot's own files once all that was written is in its place. */
function bytesKept({ config }: World): Readonly<Record<string, string>> {
  const connection = new DatabaseSync(join(config.dataDirectory, 'dotai.db'));
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const rows = rowsWith(connection);
  connection.close();
  const files = readdirSync(config.dataDirectory).map((name) => [
    `file ${name}`,
    readFileSync(join(config.dataDirectory, name), 'utf8'),
  ]);
  return { ...rows, ...Object.fromEntries(files) };
}

/** What the bot shows now: messages, files, Home, and what only one person was told. */
async function shownNow(world: World): Promise<Readonly<Record<string, string>>> {
  const { slack, log } = world;
  const { botUserId } = slack.identity;
  const own = slack.state().messages.filter(({ user }) => user === botUserId);
  for (const who of PEOPLE) {
    const before = slack.homeOf(who)?.hash;
    await slack.as(who).home();
    await slack.waitFor(() => slack.homeOf(who)?.hash !== before, { what: `the Home of ${who}` });
  }
  return {
    messages: JSON.stringify(own),
    homes: PEOPLE.map((who) => JSON.stringify(slack.homeOf(who)?.blocks)).join('\n'),
    told: PEOPLE.map((who) => toldTo(world, who)).join('\n'),
    log: JSON.stringify(log),
  };
}
