import { writeFileSync } from 'node:fs';
import type { Embedder } from '../../src/ports/embedder.ts';
import { findRecordings } from '../recordings-server.ts';
import { baselineFile, readBaseline, type Results, saveBaseline } from './baseline.ts';
import { compare } from './compare.ts';
import { openEmbedder } from './embedding.ts';
import { intentCases, PLATFORM, setPlatformStage, UNSEEN } from './intents.ts';
import type { IntentLabel } from './labels/label.ts';
import { RECORDINGS } from './labels/recordings.ts';
import type { Meter } from './meter.ts';
import { miningCases } from './mining.ts';
import { setMiningStage } from './mining-stage.ts';
import { openMeter } from './model.ts';
import { type EvalOptions, type IntentPart, type PartName, readOptions, USAGE } from './options.ts';
import { type RanCase, runCases } from './run-case.ts';
import { POLICIES_USAGE, runPolicies } from './policies.ts';
import { runRetrieval } from './retrieval/retrieval.ts';
import { RETRIEVAL_USAGE } from './retrieval/retrieval-options.ts';
import { setRecordedStage, type Stage } from './stage.ts';
import { comparisonText, partText } from './table.ts';
import { taskCases } from './tasks.ts';

const LABELS: Readonly<Record<IntentPart, readonly IntentLabel[]>> = {
  platform: PLATFORM,
  unseen: UNSEEN,
  recordings: RECORDINGS,
};

async function main(): Promise<void> {
  const [group, ...words] = process.argv.slice(2);
  if (group === 'retrieval') return searchOnly(words);
  if (group === 'policies') return policiesOnly(words);
  const prepared = prepare();
  if (!prepared) return;
  const { options } = prepared;
  const embedder = openEmbedder(options.embedder);
  const results = new Map<string, readonly RanCase[]>();
  try {
    for (const part of options.parts) {
      const cases = await runPart(part, { ...prepared, embedder });
      if (cases.length === 0) continue;
      results.set(part, cases);
      say(partText({ part, cases }));
      if (options.caseName !== undefined) cases.forEach(sayTrace);
    }
  } finally {
    await embedder?.close();
  }
  if (results.size === 0) fail('No case was run.');
  const { jsonFile, against, model } = options;
  if (jsonFile !== undefined) writeFileSync(jsonFile, jsonOf(model, results));
  if (against !== undefined) compareWith(options, results);
  if (options.saves) saveBaseline(baselineFile(model, options.embedder), model, results);
}

async function searchOnly(words: readonly string[]): Promise<void> {
  try {
    if (!(await runRetrieval(words, say))) fail('The search is worse than the saved run.');
  } catch (error) {
    fail(`${textOf(error)}\n\n${RETRIEVAL_USAGE}`);
  }
}

async function policiesOnly(words: readonly string[]): Promise<void> {
  try {
    if (!(await runPolicies(words, say))) fail('Sentences came out otherwise than wanted.');
  } catch (error) {
    fail(`${textOf(error)}\n\n${POLICIES_USAGE}`);
  }
}

interface Prepared {
  readonly options: EvalOptions;
  readonly meter: Meter;
}

/** Undefined where there is nothing to run, once it was said why. */
function prepare(): Prepared | undefined {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options) return { options, meter: openMeter(options.model) };
    say(USAGE);
  } catch (error) {
    fail(`${textOf(error)}\n\n${USAGE}`);
  }
  return undefined;
}

async function runPart(
  part: PartName,
  {
    meter,
    options: { caseName },
    embedder,
  }: Prepared & { readonly embedder: Embedder | undefined },
): Promise<readonly RanCase[]> {
  process.stderr.write(`evaluating: ${part}\n`);
  const isMeant = ({ name }: { name: string }) => caseName === undefined || name === caseName;
  if (part === 'mining' || part === 'unseen-mining') {
    const stage = await setMiningStage();
    return runCases(miningCases(part, { stage, meter }).filter(isMeant), meter);
  }
  if (part !== 'platform' && part !== 'unseen' && part !== 'recordings') {
    return runCases(taskCases(part, meter).filter(isMeant), meter);
  }
  const labels = LABELS[part].filter(isMeant);
  const stage = labels.length > 0 ? await stageOf(part, embedder) : undefined;
  if (!stage) return [];
  try {
    return await runCases(intentCases(labels, { stage, meter }), meter);
  } finally {
    await stage.close();
  }
}

async function stageOf(
  part: IntentPart,
  embedder: Embedder | undefined,
): Promise<Stage | undefined> {
  if (part !== 'recordings') return setPlatformStage(embedder);
  const archive = findRecordings();
  if (archive !== undefined) return setRecordedStage(archive, embedder);
  process.stderr.write('skipped: no ../shared/cluster/recordings.tar.xz here\n');
  return undefined;
}

function compareWith({ against, model, embedder, caseName }: EvalOptions, results: Results): void {
  const before = readBaseline(baselineFile(against ?? model, embedder));
  if (!before) return fail(`No run of ${against} was saved: save one with --save.`);
  const comparison = compare(before, results, model);
  say(comparisonText(comparison));
  const worse = comparison.figures.filter(({ verdict }) => verdict === 'worse');
  if (worse.length > 0) fail(`Figures worse than the saved run: ${worse.length}.`);
  const vanished = caseName === undefined ? comparison.vanished.length : 0;
  if (vanished > 0) fail(`Saved cases that were not run: ${vanished}. Renamed or removed: --save.`);
}

function sayTrace({ name, trace }: RanCase): void {
  say([`### ${name}`, ...trace].join('\n\n'));
}

function jsonOf(model: string, results: ReadonlyMap<string, readonly RanCase[]>): string {
  const parts = [...results].map(([part, cases]) => [
    part,
    cases.map(({ name, marks, remarks, tookMs }) => ({ name, marks, remarks, tookMs })),
  ]);
  return `${JSON.stringify({ model, parts: Object.fromEntries(parts) }, undefined, 2)}\n`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function say(text: string): void {
  process.stdout.write(`${text}\n\n`);
}

function fail(text: string): void {
  say(text);
  process.exitCode = 1;
}

await main();
