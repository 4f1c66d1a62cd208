import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { loadRecordings } from '../../src/playground/cluster/recordings.ts';
import type { RecordedExchange, Recordings } from '../../src/playground/cluster/recordings.ts';
import { findRecordings, missingRecordings } from '../recordings-server.ts';

/** What differs by nature: times, identities, versions of lists and the token of a page. */
const PASSING = [
  'uid',
  'creationTimestamp',
  'time',
  'resourceVersion',
  'continue',
  'lastTransitionTime',
];

describe.skipIf(missingRecordings())('against the recordings of a real API server', () => {
  let folder: string;
  let recordings: Recordings;
  let cluster: DemoCluster;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dotai-cluster-'));
    execFileSync('tar', ['-xJf', findRecordings() ?? '', '-C', folder]);
    recordings = loadRecordings(join(folder, 'recordings'));
    cluster = await startDemoCluster({ documents: [], recorded: recordings.server });
  });

  afterAll(async () => {
    await cluster.close();
    rmSync(folder, { recursive: true });
  });

  async function repeat(exchange: RecordedExchange): Promise<{ status: number; text: string }> {
    const { url, method, user, accept, requestBody, requestContentType } = exchange;
    const token = cluster.tokens[user] ?? 'of nobody';
    const response = await fetch(`${cluster.url}${url}`, {
      method,
      headers: {
        accept,
        ...(user !== 'anonymous' && { authorization: `Bearer ${token}` }),
        ...(requestContentType !== undefined && { 'content-type': requestContentType }),
      },
      ...(requestBody !== undefined && { body: requestBody }),
    });
    return { status: response.status, text: await response.text() };
  }

  it('agrees with every dry run and every error', async () => {
    const asked = recordings.exchanges.filter(({ file }) => /^(dryrun|errors)\//.test(file));
    expect(asked).toHaveLength(11);

    for (const exchange of asked) {
      const { status, text } = await repeat(exchange);

      expect({ file: exchange.file, status, body: readable(text) }).toEqual({
        file: exchange.file,
        status: exchange.status,
        body: readable(recordings.bodyOf(exchange)),
      });
    }
  });

  it('serves discovery, documents and lists as they were recorded', async () => {
    const asked = recordings.exchanges.filter(
      ({ file }) => !/^(dryrun|errors)\//.test(file) && file !== 'crds.table.json',
    );
    expect(asked.length).toBeGreaterThan(190);

    const different: string[] = [];
    for (const exchange of asked) {
      const { status, text } = await repeat(exchange);
      const expected = recordings.bodyOf(exchange);
      // Most are equal to the byte; reading 28 MB of JSON twice would take longer than the rest.
      const isSame = text === expected || isDeepStrictEqual(readable(text), readable(expected));
      if (status !== 200 || !isSame) different.push(`${exchange.url} ${exchange.accept}`);
    }
    expect(different).toEqual([]);
  });

  it('lets a recorded type be applied for good', async () => {
    const accepted = recordings.exchanges.filter(({ file }) => file === 'dryrun/ok.json');
    const forGood = accepted.map((one) => ({ ...one, url: one.url.replace('dryRun=All&', '') }));

    const answers = [];
    for (const exchange of [...forGood, ...forGood]) answers.push((await repeat(exchange)).status);

    expect(answers).toEqual([201, 200]);
    expect(cluster.objects().filter((object) => object['kind'] === 'SQL')).toHaveLength(1);
  });
});

function readable(text: string): unknown {
  if (!text.startsWith('{')) return text;
  return JSON.parse(text, (key, value: unknown) => (PASSING.includes(key) ? '…' : value));
}
