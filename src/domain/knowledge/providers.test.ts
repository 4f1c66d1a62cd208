import { describe, expect, it } from 'vitest';
import { providerName, providersNamedIn, providersOfKind } from './providers.ts';

const nothing = { group: '', kind: 'Thing', description: '', fields: [] };

describe('providersNamedIn', () => {
  it.each([
    ['a PostgreSQL database in AWS', ['aws']],
    ['on Amazon, please', ['aws']],
    ['in Google Cloud or on azure', ['azure', 'gcp']],
    ['an RDS instance', ['aws']],
    ['GKE', ['gcp']],
    ['UpCloud and Digital Ocean', ['upcloud', 'digitalocean']],
    ['a database in the cloud', []],
    ['lawsuits and cloudy skies', []],
  ])('reads %j', (text, providers) => {
    expect(providersNamedIn(text)).toEqual(providers);
  });
});

describe('providersOfKind', () => {
  it('goes by the group, whatever else is said', () => {
    const description = 'Copies from Azure to AWS.';
    const kind = { ...nothing, group: 'rds.aws.example.org', description };

    expect(providersOfKind(kind)).toEqual(['aws']);
  });

  it('takes a kind for portable that its description says is', () => {
    const description = 'A database in AWS, Azure, or Google Cloud.';

    expect(providersOfKind({ ...nothing, description })).toEqual(['aws', 'azure', 'gcp']);
  });

  it('takes the choices of a provider field', () => {
    const fields = [{ path: 'spec.provider', description: '', enum: ['aws', 'hetzner', 'none'] }];

    expect(providersOfKind({ ...nothing, fields })).toEqual(['aws', 'hetzner']);
  });

  it('takes examples of a region only where two providers are told apart', () => {
    const region = (description: string) => ({
      ...nothing,
      fields: [{ path: 'spec.region', description }],
    });

    expect(providersOfKind(region('For AWS us-east-1, for Azure eastus.'))).toEqual([
      'aws',
      'azure',
    ]);
    expect(providersOfKind(region('Such as us-east-1 in AWS.'))).toEqual([]);
  });

  it('does not take a setting deep within for what the kind is', () => {
    const fields = [
      { path: 'spec.store.aws.region', description: 'An AWS region; Azure has none.' },
      { path: 'spec.image', description: 'From AWS or Azure.' },
    ];

    expect(providersOfKind({ ...nothing, fields })).toEqual([]);
  });
});

it('writes providers as people do', () => {
  expect(['gcp', 'upcloud', 'somebody'].map((id) => providerName(id))).toEqual([
    'Google Cloud',
    'UpCloud',
    'somebody',
  ]);
});
