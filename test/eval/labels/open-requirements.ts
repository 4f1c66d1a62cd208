import type { Json } from '../../../src/domain/json.ts';
import type { OpenField } from '../../../src/prompts/apply-open-requirements.ts';

/** What can be set on the database that every requirement is about. */
export const FIELDS: readonly OpenField[] = [
  field('backupRetentionPeriod', 'integer', 'The days to retain backups for.'),
  field('backupWindow', 'string', 'The daily time range during which backups are created, UTC.'),
  field('publiclyAccessible', 'boolean', 'Whether the instance is publicly accessible.'),
  field('storageEncrypted', 'boolean', 'Whether the storage is encrypted.'),
  field('deletionProtection', 'boolean', 'Whether it is protected from deletion.'),
  field('multiAz', 'boolean', 'Whether a standby runs in another availability zone.'),
  field('maxConnections', 'integer', 'The most connections at a time.'),
  field('allocatedStorage', 'integer', 'The allocated storage in gibibytes.'),
  field('engineVersion', 'string', 'The version of the engine.'),
  field('tier', 'string', 'Service tier.', ['standard', 'premium']),
  field('startTimeoutSeconds', 'integer', 'How long to wait for the start.'),
];

function field(name: string, type: OpenField['type'], description: string, options?: string[]) {
  const path = `spec.forProvider.${name}`;
  return { id: name, path, type, description, ...(options ? { enum: options } : {}) };
}

export interface OpenLabel {
  readonly text: string;
  readonly set: Readonly<Record<string, Json>>;
  /** Words that what is said to be unmet must hold, one entry for each unmet requirement. */
  readonly unmet?: readonly string[];
}

/** What people add at the end, and what may come of it. */
export const OPEN_REQUIREMENTS: readonly OpenLabel[] = [
  { text: 'backups for 7 days', set: { backupRetentionPeriod: 7 } },
  { text: 'keep backups for 2 weeks', set: { backupRetentionPeriod: 14 } },
  { text: 'it must not be publicly accessible', set: { publiclyAccessible: false } },
  { text: 'nobody outside our network may reach it', set: { publiclyAccessible: false } },
  { text: 'encrypted at rest', set: { storageEncrypted: true } },
  { text: 'nobody should be able to delete it by accident', set: { deletionProtection: true } },
  { text: 'it has to survive the loss of a zone', set: { multiAz: true } },
  { text: '500 GiB of storage', set: { allocatedStorage: 500 } },
  { text: 'premium tier, version 15.4', set: { tier: 'premium', engineVersion: '15.4' } },
  { text: 'start timeout of 2 minutes', set: { startTimeoutSeconds: 120 } },
  {
    text: 'Encrypted storage, backups for 7 days and at most 100 connections.',
    set: { storageEncrypted: true, backupRetentionPeriod: 7, maxConnections: 100 },
  },
  { text: 'Backups sollen 30 Tage aufbewahrt werden', set: { backupRetentionPeriod: 30 } },
  {
    text: 'at most 50 connections; must survive an earthquake',
    set: { maxConnections: 50 },
    unmet: ['earthquake'],
  },
  { text: 'must handle 10000 users', set: {}, unmet: ['10000 users'] },
  { text: 'mail me every Monday', set: {}, unmet: ['Monday'] },
  { text: 'gold tier', set: {}, unmet: ['gold'] },
  { text: 'N/A', set: {} },
  { text: 'No, thanks', set: {} },
  { text: 'nein danke', set: {} },
  { text: 'make it public, it is only a demo', set: { publiclyAccessible: true } },
];
