import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAudit } from './compose/kept-records.ts';
import { handOver } from './compose/learning.ts';
import { readLessons } from './compose/lessons.ts';
import { readConfig } from './config.ts';
import { DEMO_USAGE, isMistyped, readDemoArguments } from './demo/arguments.ts';
import { DEMO_FOLDER } from './demo/folder.ts';
import { runDemo } from './demo/run.ts';
import { verifyAudit } from './domain/audit.ts';
import { Failure } from './domain/failure.ts';

const USAGE = `Usage:
${DEMO_USAGE}
npm run dotai -- audit verify    checks the hash chain of everything that was decided
  --demo                         the same for what the demo keeps
npm run dotai -- learn DIR       hands the Markdown, text and YAML files below DIR to the bot, which
                                 proposes the patterns and policies that are written there
  --demo                         to the demo's bot`;

/** Whoever left a connection open is not waited for any longer. */
const END_WITHIN_MS = 2_000;

/** Exit code 0: it went well. 1: it did not. 2: the words are off. */
async function main(words: readonly string[]): Promise<number> {
  const write = (line: string): void => console.log(line);
  if (words.some((word) => word === '--help' || word === '-h')) {
    write(USAGE);
    return 0;
  }
  const [command, ...rest] = words;
  if (command === 'demo') return demo(rest, write);
  if (command === 'audit' && rest[0] === 'verify') return audit(rest.slice(1), write);
  if (command === 'learn') return learn(rest, write);
  console.error(USAGE);
  return 2;
}

async function demo(words: readonly string[], write: (line: string) => void): Promise<number> {
  const read = readDemoArguments(words);
  if ('problem' in read) return mistyped(read.problem);
  await runDemo(read.arguments, write);
  return 0;
}

async function audit(words: readonly string[], write: (line: string) => void): Promise<number> {
  try {
    const options = { demo: { type: 'boolean', default: false } } as const;
    const { values } = parseArgs({ args: [...words], options });
    return await verify(write, values.demo);
  } catch (error) {
    if (isMistyped(error)) return mistyped(error.message);
    throw error;
  }
}

async function learn(words: readonly string[], write: (line: string) => void): Promise<number> {
  try {
    const options = { demo: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
    });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) return mistyped('Name one folder.');
    return await teach(folder, keptBy(values.demo), write);
  } catch (error) {
    if (isMistyped(error)) return mistyped(error.message);
    throw error;
  }
}

async function teach(
  folder: string,
  kept: Parameters<typeof handOver>[0],
  write: (line: string) => void,
): Promise<number> {
  const { lessons, passedOver } = readLessons(folder);
  for (const { name, reason } of passedOver) write(`${name} is passed over: ${reason}.`);
  if (lessons.length === 0) {
    write(`There is no Markdown, text or YAML file in ${folder} to learn from.`);
    return 1;
  }
  await handOver(kept, lessons);
  const what = lessons.length === 1 ? '1 document is' : `${lessons.length} documents are`;
  write(`${what} handed over. The bot reads them within seconds, or when it is started next.`);
  write('What it finds waits for curators: /dotai candidates list shows it.');
  return 0;
}

/** The demo keeps its records in a folder of its own. */
function keptBy(isDemo: boolean): Parameters<typeof handOver>[0] {
  return isDemo ? { dataDirectory: DEMO_FOLDER, redis: undefined } : readConfig();
}

function mistyped(problem: string): number {
  console.error(`${problem}\n\n${USAGE}`);
  return 2;
}

async function verify(write: (line: string) => void, isDemo: boolean): Promise<number> {
  const kept = keptBy(isDemo);
  if (!kept.redis && !existsSync(join(kept.dataDirectory, 'dotai.db'))) {
    write(`There is no audit trail in ${kept.dataDirectory} yet.`);
    return 1;
  }
  const verdict = verifyAudit(await readAudit(kept));
  write(
    verdict.intact
      ? `The audit trail is intact: ${verdict.entries} entries.`
      : `The audit trail is broken at entry ${verdict.brokenAt}: ${verdict.reason}.`,
  );
  return verdict.intact ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
  process.exitCode = 1;
}
setTimeout(() => process.exit(), END_WITHIN_MS).unref();
