import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAudit } from './compose.ts';
import { readConfig } from './config.ts';
import { DEMO_FOLDER, runDemo, runScript } from './demo.ts';
import { verifyAudit } from './domain/audit.ts';
import { Failure } from './domain/failure.ts';

const USAGE = `Usage:
  npm run demo               a Slack and a cluster on this machine, in the terminal
  npm run demo -- --script   plays one whole conversation
  npm run dotai -- audit verify    checks the hash chain of everything that was decided
  npm run dotai -- audit verify --demo    the same for what the demo keeps`;

/** Exit code 0: it went well. 1: it did not. 2: the words are off. */
async function main(): Promise<number> {
  const write = (line: string): void => console.log(line);
  const { positionals, values } = typed();
  if (values.help) {
    write(USAGE);
    return 0;
  }
  switch (positionals.join(' ')) {
    case 'demo':
      await (values.script ? runScript(write) : runDemo(write));
      return 0;
    case 'audit verify':
      return verify(write, values.demo);
    default:
      console.error(USAGE);
      return 2;
  }
}

function typed() {
  return parseArgs({
    allowPositionals: true,
    options: {
      script: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

function isMistyped(error: unknown): error is Error {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  );
}

async function verify(write: (line: string) => void, isDemo: boolean): Promise<number> {
  const config = readConfig();
  const dataDirectory = isDemo ? DEMO_FOLDER : config.dataDirectory;
  if (!existsSync(join(dataDirectory, 'dotai.db'))) {
    write(`There is no audit trail in ${dataDirectory} yet.`);
    return 1;
  }
  const verdict = verifyAudit(await readAudit({ ...config, dataDirectory }));
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
  if (isMistyped(error)) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
