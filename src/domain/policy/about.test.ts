import { describe, expect, it } from 'vitest';
import { aCatalogKind } from '../../../test/catalog-builders.ts';
import { isAbout } from './about.ts';

const KINDS = {
  rds: aCatalogKind({ group: 'rds.aws.example.org', kind: 'Instance' }),
  rdsCluster: aCatalogKind({ group: 'rds.aws.example.org', kind: 'Cluster' }),
  dynamo: aCatalogKind({ group: 'dynamodb.aws.example.org', kind: 'Table' }),
  cache: aCatalogKind({ group: 'elasticache.aws.example.org', kind: 'ReplicationGroup' }),
  warehouse: aCatalogKind({ group: 'redshift.aws.example.org', kind: 'Cluster' }),
  azure: aCatalogKind({ group: 'dbforpostgresql.azure.example.org', kind: 'FlexibleServer' }),
  bucket: aCatalogKind({ group: 's3.aws.example.org', kind: 'Bucket' }),
  vm: aCatalogKind({ group: 'ec2.aws.example.org', kind: 'Instance' }),
  claim: aCatalogKind({ group: 'platform.example.org', kind: 'SQL' }, [], {
    providers: ['aws', 'azure'],
  }),
  operator: aCatalogKind({ group: 'postgresql.example.io', kind: 'Cluster' }, [], {
    tags: ['postgresql', 'database'],
  }),
  deployment: aCatalogKind({ group: 'apps', kind: 'Deployment' }, [
    'spec.template.spec.containers[*].image',
  ]),
  apiDeployment: aCatalogKind({ group: 'apigateway.aws.example.org', kind: 'Deployment' }),
  certificate: aCatalogKind({ group: 'cert-manager.io', kind: 'Certificate' }),
  claimOfDisk: aCatalogKind({ group: '', kind: 'PersistentVolumeClaim' }),
};

type Name = keyof typeof KINDS;

function meant(sentence: string, triggers: readonly string[] = []): readonly string[] {
  return Object.entries(KINDS)
    .filter(([, kind]) => isAbout(kind, { sentence, triggers }))
    .map(([name]) => name);
}

function names(...wanted: readonly Name[]): readonly Name[] {
  return wanted;
}

const OF_AWS = names('rds', 'rdsCluster', 'dynamo', 'cache', 'warehouse', 'claim');

describe('what a policy is about', () => {
  it.each<[string, readonly string[], readonly Name[]]>([
    ['Databases in AWS should always run in the us-east-1 region', [], OF_AWS],
    ['Always in us-east-1', ['aws database'], OF_AWS],
    [
      'Databases must be encrypted',
      [],
      names('rds', 'rdsCluster', 'dynamo', 'cache', 'warehouse', 'azure', 'claim', 'operator'),
    ],
    ['RDS instances must not be publicly accessible', [], names('rds')],
    ['Everything must be encrypted', ['rds'], names('rds', 'rdsCluster')],
    ['S3 buckets must be encrypted', [], names('bucket')],
    ['All containers must have resource limits defined', [], names('deployment')],
    ['Images must be from trusted registries only', ['image', 'registry'], names('deployment')],
    ['Must not run as root', [], names('deployment')],
    ['Deployments must have at least 2 replicas', [], names('deployment')],
    ['Certificates must be issued by letsencrypt-prod', [], names('certificate')],
    ['PersistentVolumeClaims must use storage class gp3', ['pvc'], names('claimOfDisk')],
  ])('%s %j', (sentence, triggers, wanted) => {
    expect(meant(sentence, triggers)).toEqual(wanted);
  });

  it.each([
    'Everything must be encrypted',
    'All resources must have a label owner',
    'Deletion policy must be Orphan',
  ])('is every kind where the sentence names none: %s', (sentence) => {
    expect(meant(sentence)).toEqual(Object.keys(KINDS));
  });

  it.each([
    ['', 'Event'],
    ['coordination.k8s.io', 'Lease'],
    ['discovery.k8s.io', 'EndpointSlice'],
  ])('is no kind that the cluster itself writes, unless it is named: %s %s', (group, name) => {
    const kind = aCatalogKind({ group, kind: name }, []);
    const about = (sentence: string): boolean => isAbout(kind, { sentence, triggers: [] });

    expect(about('All resources must have a label owner')).toBe(false);
    expect(about('Leases, events and endpoint slices must have a label owner')).toBe(true);
  });

  it('takes a label’s key for no kind, also as a trigger', () => {
    expect(meant('Every resource must have a label `bucket`', ['label', 'bucket'])).toEqual(
      Object.keys(KINDS),
    );
  });

  it('never means a kind of another cloud', () => {
    expect(meant('Everything in Azure must be in westeurope')).toEqual(names('azure', 'claim'));
  });

  it('goes by the group where a kind was never profiled', () => {
    const kind = { outline: KINDS.rds.outline, capability: undefined };
    const said = { sentence: 'Databases in AWS must be encrypted', triggers: [] };

    expect(isAbout(kind, said)).toBe(true);
    expect(isAbout(kind, { ...said, sentence: 'Databases in Azure must be encrypted' })).toBe(
      false,
    );
  });
});
