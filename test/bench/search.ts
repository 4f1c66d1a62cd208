import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCapabilityReader } from '../../src/activities/knowledge/capability-reader.ts';
import { openDatabase, openDatabaseReadOnly } from '../../src/adapters/sqlite/database.ts';
import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import { Capability } from '../../src/domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../../src/domain/knowledge/document.ts';
import { findManyKinds } from './cluster-documents.ts';
import type { BenchOptions } from './options.ts';
import type { Measurement } from './measurement.ts';
import { spread } from './samples.ts';
import { setStage } from './stage.ts';

const SCAN_TIMEOUT_MS = 300_000;
const ENTRIES = 5_000;
/** As many as a recommendation asks for. */
const RESULTS = 50;

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
 * The search that a recommendation begins with, over an index on disk: what a scan of many kinds
 * wrote, repeated under other groups until there are enough.
 */
export async function measureSearch(options: BenchOptions): Promise<readonly Measurement[]> {
  const known = await scannedCapabilities(options);
  const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-search-'));
  const database = openDatabase(join(folder, 'dotai.db'));
  try {
    const knowledge = createSqliteKnowledgeIndex(database);
    await knowledge.upsert(CAPABILITIES, repeated(known, ENTRIES).map(indexEntryOf));
    const reader = createCapabilityReader(knowledge, {
      identity: async () => ({ id: known[0]?.clusterId ?? '', name: 'bench', version: 'v1' }),
    });
    // The first round finds cold code, as the first search after a start does; it is not counted.
    for (const intent of INTENTS) await reader.search(intent, { limit: RESULTS });
    const tookMs: number[] = [];
    for (let round = 0; round < (options.isQuick ? 5 : 20); round += 1) {
      for (const intent of INTENTS) {
        const startMs = performance.now();
        await reader.search(intent, { limit: RESULTS });
        tookMs.push(performance.now() - startMs);
      }
    }
    return [
      {
        what: `search of ${ENTRIES} entries (${tookMs.length} searches)`,
        unit: 'ms',
        values: spread(tookMs, 'p95'),
        budget: { of: 'p95', atMost: 15 },
      },
    ];
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

async function scannedCapabilities(options: BenchOptions): Promise<readonly Capability[]> {
  const { isQuick, profileFolder } = options;
  const many = findManyKinds();
  const content = many.contentOf(isQuick ? 1_000 : 3_000);
  try {
    const stage = await setStage({ content, mode: 'socket', profileFolder });
    try {
      const bot = await stage.startBot();
      await bot.scanned(1, SCAN_TIMEOUT_MS);
      await bot.process.stop();
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
