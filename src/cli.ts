import { parseArgs } from 'node:util';
import { readAudit } from './compose.ts';
import { readConfig } from './config.ts';
import { runDemo, runScript } from './demo.ts';
import { verifyAudit } from './domain/audit.ts';
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

async function verify(write: (line: string) => void): Promise<number> {
  const verdict = verifyAudit(await readAudit(readConfig()));
  write(
    verdict.intact
      ? `The audit trail is intact: ${verdict.entries} entries.`
      : `The audit trail is broken at entry ${verdict.brokenAt}: ${verdict.reason}.`,
  );
  return verdict.intact ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
  process.exitCode = 1;
}
