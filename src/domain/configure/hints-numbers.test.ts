import { describe, expect, it } from 'vitest';
import type { FieldRow } from '../field-table.ts';
import { valueInIntent } from './hints.ts';

function said(intent: string, path: string, more: Partial<FieldRow> = {}) {
  const row: FieldRow = { path, type: 'integer', required: false, description: '', ...more };
  return valueInIntent(row, { intent, options: [] });
}

describe('numbers that an intent states', () => {
  it.each([
    ['a search index with 5 shards and 2 replicas', 'spec.shards', 5],
    ['a search index with 5 shards and 2 replicas', 'spec.replicas', 2],
    ['six shards', 'spec.shardCount', 6],
    ['dos réplicas', 'spec.replicas', 2],
    ['drei Replikate', 'spec.replicas', 3],
    ['port: 8080, metrics port 9090', 'spec.port', 8080],
    ['port: 8080, metrics port 9090', 'spec.metricsPort', 9090],
    ['we run 200 pods, add a cache with 2 replicas', 'spec.replicas', 2],
    ['version 1.2.3 with 4 replicas on 2024-05-06', 'spec.replicas', 4],
    ['at least 2 instances', 'spec.instances', 2],
  ])('"%s" sets %s', (intent, path, value) => {
    expect(said(intent, path)).toBe(value);
  });

  it.each([
    ['between 3 and 10 replicas', 3, 10],
    ['3-10 copies', 3, 10],
    ['from 3 to 10 pods', 3, 10],
    ['zwischen 3 und 10 Pods', 3, 10],
    ['at least 3 and at most 10 instances', 3, 10],
    ['up to 10 pods', undefined, 10],
    ['3 pods', undefined, undefined],
  ])('"%s" sets both ends', (intent, least, most) => {
    expect(said(intent, 'spec.scaling.minReplicas')).toBe(least);
    expect(said(intent, 'spec.scaling.maxReplicas')).toBe(most);
  });

  it.each([
    ['between 3 and 10 replicas', 'spec.replicas'],
    ['at most 10 replicas', 'spec.replicas'],
    ['2 replicas here and 3 replicas there', 'spec.replicas'],
    ['a cache for 3 teams', 'spec.replicas'],
    ['listen on port 8443', 'spec.livenessProbe.port'],
    ['https://example.com:8443/port', 'spec.port'],
    ['port 99', 'spec.backup.exporterPort'],
    ['keep 7 backups', 'spec.backupRetentionDays'],
    ['the shard of 10.0.0.3', 'spec.shards'],
  ])('"%s" says nothing of %s', (intent, path) => {
    expect(said(intent, path)).toBeUndefined();
  });

  it('suggests nothing that the schema refuses', () => {
    expect(said('70 brokers', 'spec.brokers', { maximum: 15 })).toBeUndefined();
    expect(said('70 brokers', 'spec.brokers', { maximum: 90 })).toBe(70);
  });
});

describe('times and sizes', () => {
  it.each([
    ['keep backups for 3 weeks', 'spec.backupRetentionPeriod', 'Days that they are kept.', 21],
    ['retention of 3 days', 'spec.retentionDays', '', 3],
    ['visibility timeout of 5 minutes', 'spec.visibilityTimeoutSeconds', '', 300],
    ['80 GiB disk', 'spec.allocatedStorage', 'The storage in gibibytes.', 80],
    ['1 TB of storage', 'spec.diskSizeGb', '', 1000],
  ])('"%s" is counted as %s counts', (intent, path, description, value) => {
    expect(said(intent, path, { description })).toBe(value);
  });

  it('takes no time for a field without a unit', () => {
    expect(said('keep backups for 3 weeks', 'spec.backups')).toBeUndefined();
  });

  const text = { type: 'string' } as const;

  it.each([
    ['16 GB of memory and 100 GB of disk', 'spec.storage.size', '100Gi'],
    ['16 GB of memory and 100 GB of disk', 'spec.memory', '16Gi'],
    ['4 vCPUs, 16 GB RAM', 'spec.cpu', '4'],
    ['a 30Gi PostgreSQL database', 'spec.storage', '30Gi'],
    ['uploads of 5 GB files', 'spec.storage.size', undefined],
    ['a 20 GB disk', 'spec.storageClassName', undefined],
    ['a 20 GB disk', 'spec.walStorage.size', undefined],
    ['a 20 GB disk', 'spec.backup.size', undefined],
  ])('"%s" is a quantity for %s', (intent, path, value) => {
    expect(said(intent, path, text)).toBe(value);
  });

  it('writes a quantity as the pattern wants it', () => {
    expect(said('a 20 GB disk', 'spec.disk', { ...text, pattern: '^\\d+G$' })).toBe('20G');
    expect(said('a 20 GB disk', 'spec.disk', { ...text, pattern: '^x$' })).toBeUndefined();
  });
});
