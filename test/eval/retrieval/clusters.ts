import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { JsonObject } from '../../../src/domain/json.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';
import { findRecordings } from '../../recordings-server.ts';
import { setPlatformStage } from '../intents.ts';
import { setRecordedStage, setStage, type Stage } from '../stage.ts';

/** Clusters that are searched, in the order in which they run. */
export const CLUSTERS = {
  platform: 'the demo platform',
  recordings: 'a recorded cluster',
  large: 'real definitions of operators and AWS',
} as const;

export type ClusterName = keyof typeof CLUSTERS;

/** Undefined where this machine has no such data; the reason is written to stderr. */
export async function setSearchStage(
  cluster: ClusterName,
  embedder: Embedder | undefined,
): Promise<Stage | undefined> {
  if (cluster === 'platform') return setPlatformStage(embedder);
  const recordings = findRecordings();
  const folder = recordings === undefined ? undefined : dirname(recordings);
  if (recordings !== undefined && cluster === 'recordings') {
    return setRecordedStage(recordings, embedder);
  }
  const archives = ['crds-large.tar.xz', 'crds-small.tar.xz'].map((name) =>
    join(folder ?? '', name),
  );
  if (folder !== undefined && archives.every((archive) => existsSync(archive))) {
    return setStage({ documents: definitionsIn(archives) }, embedder);
  }
  process.stderr.write(`skipped: nothing of ${cluster} in ../shared/cluster here\n`);
  return undefined;
}

/**
 * One of each: of the clouds' kinds, which come namespaced and cluster-scoped, only the namespaced
 * ones of AWS, and all that is in the smaller archive.
 */
function definitionsIn(archives: readonly string[]): readonly JsonObject[] {
  const found = new Map<string, JsonObject>();
  for (const archive of archives) {
    const folder = mkdtempSync(join(tmpdir(), 'dotai-eval-definitions-'));
    try {
      execFileSync('tar', ['-xJf', archive, '--strip-components=1', '-C', folder]);
      for (const file of readdirSync(folder).sort()) {
        if (archive.includes('large') && isLeftOut(file)) continue;
        const text = readFileSync(join(folder, file), 'utf8');
        found.set(file, JsonObject.parse(parse(text)));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return [...found.values()];
}

function isLeftOut(file: string): boolean {
  return file.endsWith('upbound.io.yaml') && !file.endsWith('.aws.m.upbound.io.yaml');
}
