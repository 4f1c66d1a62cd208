import { describe, expect, it } from 'vitest';
import { applyOpenRequirements, type OpenField } from '../../prompts/apply-open-requirements.ts';
import { solveApplyOpenRequirements } from './apply-open-requirements.ts';

const fields: OpenField[] = [
  field('backupRetentionPeriod', 'integer', 'The days to retain backups for.'),
  field('backupWindow', 'string', 'The daily time range during which backups are created.'),
  field('publiclyAccessible', 'boolean', 'Whether the instance is publicly accessible.'),
  field('storageEncrypted', 'boolean', 'Whether the storage is encrypted.'),
  field('maxConnections', 'integer', 'The most connections at a time.'),
  field('replicas', 'integer', 'Number of copies.'),
  field('allocatedStorage', 'integer', 'The allocated storage in gibibytes.'),
  field('engineVersion', 'string', 'The version of the engine.'),
  field('securityContext.runAsUser', 'integer', 'The UID to run the entrypoint of users with.'),
  field('securityContext.privileged', 'boolean', 'Run containers in privileged mode.'),
  field('hostNetwork', 'boolean', 'Use the network of the host.'),
  field('startTimeoutSeconds', 'integer', 'How long to wait for the start.'),
  field('deletionProtection', 'boolean', 'Whether it is protected from deletion.'),
  field('multiAz', 'boolean', 'Whether a standby runs in another availability zone.'),
  field('fifoQueue', 'boolean', 'Whether messages keep their order.'),
  field('tier', 'string', 'Service tier.', ['standard', 'premium']),
];

function field(name: string, type: OpenField['type'], description: string, options?: string[]) {
  return {
    id: name.split('.').at(-1) ?? name,
    path: `spec.forProvider.${name}`,
    type,
    description,
    ...(options ? { enum: options } : {}),
  };
}

function apply(text: string) {
  const input = { text, fields };
  const output = applyOpenRequirements.output.parse(solveApplyOpenRequirements(input));
  expect(applyOpenRequirements.verify(input, output)).toBeUndefined();
  return {
    set: Object.fromEntries(output.values.map(({ id, value }) => [id, value])),
    unmet: output.unmet,
  };
}

describe('open requirements', () => {
  it.each([
    ['backups for 7 days', { backupRetentionPeriod: 7 }],
    ['keep backups for 2 weeks', { backupRetentionPeriod: 14 }],
    ['publicly accessible', { publiclyAccessible: true }],
    ['it must not be publicly accessible', { publiclyAccessible: false }],
    ['encrypted', { storageEncrypted: true }],
    ['at most 100 connections', { maxConnections: 100 }],
    ['3 replicas', { replicas: 3 }],
    ['50 GB storage', { allocatedStorage: 50 }],
    ['version 15.4', { engineVersion: '15.4' }],
    ['premium tier', { tier: 'premium' }],
    [
      'Encrypted storage, backups for 7 days and at most 100 connections.',
      { storageEncrypted: true, backupRetentionPeriod: 7, maxConnections: 100 },
    ],
  ])('%s', (text, expected) => {
    expect(apply(text)).toEqual({ set: expected, unmet: [] });
  });

  it.each([
    ['outsiders must never connect', { publiclyAccessible: false }],
    ['it should be public for now', { publiclyAccessible: true }],
    ['guarded against removal', { deletionProtection: true }],
    ['it is only reachable from inside', { publiclyAccessible: false }],
    ['spread across two availability zones', { multiAz: true }],
    ['first in, first out', { fifoQueue: true }],
    ['200GiB storage', { allocatedStorage: 200 }],
    ['3 TiB of storage', { allocatedStorage: 3000 }],
    ['Backups für 3 Wochen', { backupRetentionPeriod: 21 }],
    ['guardar backups durante 10 días', { backupRetentionPeriod: 10 }],
    ['4 replicas, this is just for a test', { replicas: 4 }],
    ['for now, 4 replicas', { replicas: 4 }],
  ])('in other words: "%s"', (text, expected) => {
    expect(apply(text).set).toEqual(expected);
  });

  it.each([
    'nobody may look at the logs',
    'backups must not be deleted',
    'it does not have to survive the loss of a zone',
    'I do not mind whether it is public',
    'GiB of storage',
  ])('leaves switches and numbers alone for "%s"', (text) => {
    expect(apply(text).set).toEqual({});
  });

  it.each([
    'must handle 10000 users',
    'run as 10000 users',
    'on the network',
    'a host on the network',
    'storage for 7 days',
    '7 engines of the newest version',
    '5 storage accounts',
  ])('takes no field by one common word: "%s"', (text) => {
    expect(apply(text)).toEqual({ set: {}, unmet: [text] });
  });

  it.each([
    ['runAsUser 1000', { runAsUser: 1000 }],
    ['run as user 1000', { runAsUser: 1000 }],
    ['not privileged', { privileged: false }],
    ['start timeout of 2 minutes', { startTimeoutSeconds: 120 }],
    ['set the number of replicas to 4', { replicas: 4 }],
    ['2 TB of storage', { allocatedStorage: 2000 }],
    ['backup retention 14 days', { backupRetentionPeriod: 14 }],
  ])('%s', (text, expected) => {
    expect(apply(text)).toEqual({ set: expected, unmet: [] });
  });

  it('repeats what no field can hold in the person’s own words', () => {
    expect(apply('3 replicas; must survive an earthquake')).toEqual({
      set: { replicas: 3 },
      unmet: ['must survive an earthquake'],
    });
  });

  it.each([
    'N/A',
    'none',
    'no',
    'No, thanks',
    'nothing else',
    '-',
    'non merci',
    'nichts weiter',
    'Nada más.',
    'não, obrigado',
    'that’s all',
  ])('sets nothing for "%s"', (text) => {
    expect(apply(text)).toEqual({ set: {}, unmet: [] });
  });
});
