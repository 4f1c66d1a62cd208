import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabaseReadOnly } from './adapters/sqlite/database.ts';
import { createSqliteRecordStore } from './adapters/sqlite/record-store.ts';
import { createSystemClock } from './adapters/system/clock.ts';
import { readConfig } from './config.ts';
import { runDemo, runScript } from './demo.ts';
import { verifyAudit, type AuditEntry } from './domain/audit.ts';
import { Failure } from './domain/failure.ts';

const USAGE = `Usage:
  npm run demo               a Slack and a cluster on this machine, in the terminal
  npm run demo -- --script   plays one whole conversation
  npm run dotai -- audit verify    checks the hash chain of everything that was decided`;

/** Exit code 0: it went well. 1: it did not. 2: the words are off. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { script: { type: 'boolean', default: false } },
  });
  const write = (line: string): void => console.log(line);
  switch (positionals.join(' ')) {
    case 'demo':
      await (values.script ? runScript(write) : runDemo(write));
      return 0;
    case 'audit verify':
      return verify(write);
    default:
      write(USAGE);
      return 2;
  }
}

/** Reads beside the running bot. */
async function verify(write: (line: string) => void): Promise<number> {
  const { dataDirectory } = readConfig();
  const database = openDatabaseReadOnly(join(dataDirectory, 'dotai.db'));
  try {
    const clock = createSystemClock();
    const store = createSqliteRecordStore({ database, lease: { check: () => undefined }, clock });
    const entries: AuditEntry[] = await Array.fromAsync(store.audit());
    const verdict = verifyAudit(entries);
    write(
      verdict.intact
        ? `The audit trail is intact: ${verdict.entries} entries.`
        : `The audit trail is broken at entry ${verdict.brokenAt}: ${verdict.reason}.`,
    );
    return verdict.intact ? 0 : 1;
  } finally {
    database.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
  process.exitCode = 1;
}
