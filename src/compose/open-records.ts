import { openEmbeddedRecords } from './embedded-records.ts';
import type { RecordOptions, Records } from './records.ts';

/** Throws `Failure` with a sentence for the operator where they cannot be opened. */
export async function openRecords(options: RecordOptions): Promise<Records> {
  const { redis } = options.config;
  if (redis === undefined) return openEmbeddedRecords(options);
  // Loaded where it is asked for: one process alone needs none of it.
  const { openSharedRecords } = await import('./shared-records.ts');
  return openSharedRecords(options, redis);
}
