import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { vi } from 'vitest';
import type { World } from '../world.ts';
import { toldTo } from './at-the-wire.ts';

/** A requester and a curator. */
const PEOPLE = ['ana', 'cleo'] as const;

/** Everywhere that a text still stands with the bot or with those who look at it, by name. */
export async function tracesOf(world: World, words: string): Promise<readonly string[]> {
  return holding({ ...bytesKept(world), ...(await shownNow(world)) }, words);
}

/** What is left of it once the bot has had the time to empty the log beside its file. */
export async function tracesLeft(world: World, words: string): Promise<readonly string[]> {
  const isGone = (): boolean => holding(bytesKept(world), words).length === 0;
  // Whatever is left then is named below.
  await vi.waitUntil(isGone, { timeout: 30_000, interval: 100 }).catch(() => undefined);
  return tracesOf(world, words);
}

function holding(texts: Readonly<Record<string, string>>, words: string): readonly string[] {
  return Object.entries(texts).flatMap(([where, text]) =>
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

/** What stands in the bot's own files, the log beside them included, as they are. */
function bytesKept({ config }: World): Readonly<Record<string, string>> {
  const path = join(config.dataDirectory, 'dotai.db');
  const connection = new DatabaseSync(path, { readOnly: true });
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
