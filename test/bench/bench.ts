import { writeFileSync } from 'node:fs';
import { measureAcknowledge } from './acknowledge.ts';
import { measureAnswers } from './answers.ts';
import { measureDescribing } from './describing.ts';
import { measureEmbedding } from './embedding.ts';
import { isBeyond, type Measurement, tableOf, verdictOf } from './measurement.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { measureMining } from './mining.ts';
import { measureRecommend } from './recommend.ts';
import { measureRecords } from './records.ts';
import { measureScan } from './scan.ts';
import { measureSearch } from './search.ts';
import { measureSessions } from './sessions.ts';
import { measureSpend } from './spend.ts';
import { measureStart } from './start.ts';

/** Each part starts what it needs and leaves nothing behind. */
const PARTS: Readonly<Record<string, (options: BenchOptions) => Promise<readonly Measurement[]>>> =
  {
    acknowledge: measureAcknowledge,
    answers: measureAnswers,
    sessions: measureSessions,
    recommend: measureRecommend,
    scan: measureScan,
    describing: measureDescribing,
    embedding: measureEmbedding,
    search: measureSearch,
    mining: measureMining,
    records: measureRecords,
    spend: measureSpend,
    start: measureStart,
  };

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const measured: Measurement[] = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    process.stderr.write(`measuring: ${name}\n`);
    const part = await measure(options);
    // A full run takes long: what is measured is seen at once.
    process.stderr.write(`${tableOf(part)}\n`);
    measured.push(...part);
    if (options.jsonFile !== undefined) writeFileSync(options.jsonFile, jsonOf(measured));
  }
  console.log(tableOf(measured));
  const beyond = measured.filter((one) => isBeyond(one, options.slack));
  if (beyond.length > 0) {
    console.log(`\nover budget by more than ${options.slack}×: ${beyond.length}`);
    process.exitCode = 1;
  }
}

function jsonOf(measured: readonly Measurement[]): string {
  const results = measured.map((one) => ({ ...one, verdict: verdictOf(one) }));
  return `${JSON.stringify({ results }, undefined, 2)}\n`;
}

// Then what it started ends with it.
process.once('SIGTERM', () => process.exit(1));
process.once('SIGINT', () => process.exit(1));

await main();
