import { expect, it } from 'vitest';
import { knownUse } from './known-kinds.ts';
import { profile } from './profile.ts';

it('knows an operator’s kind by its whole group, and no other of that name', () => {
  const group = 'networking.istio.io';

  expect(knownUse({ group, kind: 'VirtualService' }, undefined)).toContain('split traffic');
  expect(
    knownUse({ group: 'istio.example.org', kind: 'VirtualService' }, undefined),
  ).toBeUndefined();
  expect(knownUse({ group, kind: 'Fake' }, undefined)).toBeUndefined();
});

it('knows a cloud’s kind by its service, whoever serves it, and only under that cloud', () => {
  for (const group of ['route53.aws.example.org', 'route53.aws.m.example.org']) {
    expect(knownUse({ group, kind: 'Record' }, 'aws')).toContain('DNS entry');
    expect(knownUse({ group, kind: 'Record' }, 'gcp')).toBeUndefined();
  }
});

it('is what the profile says of a kind, beside where it runs and what its service is for', () => {
  const kind = {
    group: 'sqs.aws.example.org',
    version: 'v1',
    kind: 'QueueRedrivePolicy',
    plural: 'queueredrivepolicies',
    namespaced: true,
  };
  const served = {
    servedVersions: ['v1'],
    verbs: ['get', 'create'],
    categories: [],
    shortNames: [],
  };
  const { useCase } = profile({ kind, schemaHash: 'hash', description: '', fields: [] }, served, {
    clusterId: 'cluster-1',
    scannedAt: '2026-01-05T10:00:00.000Z',
  });

  expect(useCase).toBe(
    'Use it to move messages that failed too often to a dead-letter queue in AWS (message queue), ' +
      'beside the thing that it completes.',
  );
});
