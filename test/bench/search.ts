import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCapabilityReader } from '../../src/activities/knowledge/capability-reader.ts';
import { createBuiltinEmbedder } from '../../src/adapters/embedding/builtin-embedder.ts';
import { createRememberedEmbedder } from '../../src/adapters/embedding/remembered-embedder.ts';
import { openDatabase, openDatabaseReadOnly } from '../../src/adapters/sqlite/database.ts';
import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import { createPinoLogger } from '../../src/adapters/system/logger.ts';
import { Capability } from '../../src/domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../../src/domain/knowledge/document.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { findManyKinds } from './cluster-documents.ts';
import type { BenchOptions } from './options.ts';
import type { Measurement } from './measurement.ts';
import { spread } from './samples.ts';
import { setStage, WITHOUT_EMBEDDER } from './stage.ts';

const SCAN_TIMEOUT_MS = 300_000;
const ENTRIES = 5_000;
/** As many as a recommendation asks for. */
const RESULTS = 50;
/** Entries whose vector is a real one. */
const EMBEDDED = 100;

const INTENTS = [
  'I need a PostgreSQL database in AWS',
  'create a postgres database with schema management and nightly backups',
  'a web application exposed to users over the internet, with TLS and autoscaling',
  'object storage bucket',
  'a private network with subnets and outbound internet access in AWS',
  'kubernetes cluster in google cloud with two node groups',
  'alert when the error rate is high',
  'managed kafka',
  'run a job every night',
  'secret',
  'a highly available cache in front of my database, encrypted, in two regions, with a daily snapshot',
  'give a team permissions in a namespace',
];

/**
 * The search that a recommendation begins with, by words and vectors, over an index on disk: what a scan
 * of many kinds wrote, repeated under other groups until there are enough. Embedding the question is
 * measured apart. Only in the file: the shared index is Qdrant's own work, and here is only its double.
 */
export async function measureSearch(options: BenchOptions): Promise<readonly Measurement[]> {
  const known = await scannedCapabilities(options);
  const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-search-'));
  const database = openDatabase(join(folder, 'dotai.db'));
  const builtin = createBuiltinEmbedder({
    clock: createSystemClock(),
    logger: createPinoLogger({ level: 'warn' }),
  });
  const rounds = options.isQuick ? 5 : 20;
  try {
    const knowledge = createSqliteKnowledgeIndex(database);
    const entries = repeated(known, ENTRIES).map(indexEntryOf);
    await knowledge.upsert(CAPABILITIES, entries);
    await giveVectors(knowledge, builtin);
    const cluster = {
      identity: async () => ({ id: known[0]?.clusterId ?? '', name: 'bench', version: 'v1' }),
    };
    const embedder = createRememberedEmbedder(builtin);
    const logger = { warn: () => undefined };
    const reader = createCapabilityReader({ knowledge, cluster, embedder, logger });
    // The first round finds cold code and embeds each question; it is not counted.
    const tookMs = await timesOf(rounds, (intent) => reader.search(intent, { limit: RESULTS }));
    const embeddedMs = await timesOf(rounds, (intent) => builtin.embed([intent]));
    return [
      {
        what: `search of ${ENTRIES} entries with vectors (${tookMs.length} searches)`,
        unit: 'ms',
        mode: 'embedded',
        values: spread(tookMs, 'p95'),
        budget: { of: 'p95', atMost: 15 },
      },
      {
        what: 'the same in Qdrant: here is only its double, whose time says nothing',
        unit: 'ms',
        mode: 'shared',
        values: { p95: Number.NaN },
        budget: { of: 'p95', atMost: 15 },
      },
      {
        what: `embedding a question, warm (${embeddedMs.length} questions)`,
        unit: 'ms',
        values: spread(embeddedMs, 'p95'),
        budget: { of: 'p95', atMost: 50 },
      },
    ];
  } finally {
    await builtin.close();
    database.close();
    rmSync(folder, { recursive: true });
  }
}

/** Each intent once uncounted, then `rounds` times counted. */
async function timesOf(
  rounds: number,
  act: (intent: string) => Promise<unknown>,
): Promise<readonly number[]> {
  for (const intent of INTENTS) await act(intent);
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const intent of INTENTS) {
      const startMs = performance.now();
      await act(intent);
      tookMs.push(performance.now() - startMs);
    }
  }
  return tookMs;
}

/**
 * A vector for each entry: of a few real ones each a little beside one of them. To compare costs the same
 * whatever the numbers are, and to embed all would take minutes.
 */
async function giveVectors(knowledge: KnowledgeIndex, embedder: Embedder): Promise<void> {
  const { identity } = embedder;
  const missing = await knowledge.withoutVector(CAPABILITIES, identity, ENTRIES);
  const passages = missing.slice(0, EMBEDDED).map(({ passage }) => passage);
  const real = await embedder.embed(passages);
  const vectors = missing.map((entry, index) => {
    const base = real[index % real.length] ?? new Float32Array(identity.dimensions);
    return { ...entry, values: beside(base, index) };
  });
  await knowledge.putVectors(CAPABILITIES, identity, vectors);
  await knowledge.useEmbedder(CAPABILITIES, identity);
}

/** The same for the same seed, always; of length 1. */
function beside(base: Float32Array, seed: number): Float32Array {
  const moved = base.map((value, at) => value + Math.sin(seed * 31 + at) * 0.01);
  const length = Math.hypot(...moved);
  return moved.map((value) => value / length);
}

async function scannedCapabilities(options: BenchOptions): Promise<readonly Capability[]> {
  const { isQuick, profileFolder } = options;
  const many = findManyKinds();
  const content = many.contentOf(isQuick ? 1_000 : 3_000);
  try {
    const stage = await setStage({ mode: 'embedded', content, hearsBy: 'socket', profileFolder });
    try {
      const bot = await stage.startBot({ environment: WITHOUT_EMBEDDER });
      await bot.scanned(1, SCAN_TIMEOUT_MS);
      await bot.stop();
      return await storedCapabilities(join(stage.dataFolder, 'dotai.db'));
    } finally {
      await stage.close();
    }
  } finally {
    many.remove();
  }
}

async function storedCapabilities(file: string): Promise<readonly Capability[]> {
  const database = openDatabaseReadOnly(file);
  try {
    const page = { offset: 0, limit: ENTRIES };
    const { payloads } = await createSqliteKnowledgeIndex(database).list(CAPABILITIES, page);
    return payloads.map((payload) => Capability.parse(payload));
  } finally {
    database.close();
  }
}

function repeated(known: readonly Capability[], count: number): readonly Capability[] {
  const rounds = Array.from({ length: Math.ceil(count / known.length) }, (_, round) =>
    known.map(({ kind, ...rest }) => {
      const group = round === 0 ? kind.group : `copy${round}.${kind.group}`;
      return { ...rest, id: `${rest.id}${round}`, kind: { ...kind, group } };
    }),
  );
  return rounds.flat().slice(0, count);
}
