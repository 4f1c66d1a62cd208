import { describe, expect, it } from 'vitest';
import { aCatalogKind, anOutlineField } from '../../../test/catalog-builders.ts';
import { fieldFamily, isMainPath, pathsLike } from './candidates-family.ts';
import {
  candidatesFor,
  candidatesInSlices,
  type CatalogKind,
  type PolicyCandidates,
} from './candidates.ts';

const RDS = aCatalogKind({ group: 'rds.aws.example.org', kind: 'Instance' }, [
  'spec.forProvider.region',
  'spec.initProvider.region',
  anOutlineField('spec.forProvider.publiclyAccessible', { type: 'boolean' }),
  'spec.forProvider.kmsKeyIdRef.name',
  anOutlineField('spec.deletionPolicy', { enum: ['Orphan', 'Delete'] }),
]);
const CLAIM = aCatalogKind(
  { group: 'platform.example.org', kind: 'SQL' },
  ['spec.region', anOutlineField('spec.size', { enum: ['small', 'medium', 'large'] })],
  { providers: ['aws', 'azure'] },
);
const BUCKET = aCatalogKind({ group: 's3.aws.example.org', kind: 'Bucket' }, [
  'spec.forProvider.region',
]);
const CERTIFICATE = aCatalogKind({ group: 'cert-manager.io', kind: 'Certificate' }, [
  'spec.issuerRef.name',
  'spec.secretName',
]);

function aWorkload(kind: string, pod: string): CatalogKind {
  const resources = { type: 'map', itemType: 'int-or-string' } as const;
  return aCatalogKind({ group: 'apps', kind }, [
    ...['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => [
      `${pod}.${list}[*].image`,
      anOutlineField(`${pod}.${list}[*].resources.limits`, resources),
    ]),
    anOutlineField(`${pod}.securityContext.runAsNonRoot`, { type: 'boolean' }),
  ]);
}
const POD = aWorkload('Pod', 'spec');
const DEPLOYMENT = aWorkload('Deployment', 'spec.template.spec');
const CRON_JOB = aWorkload('CronJob', 'spec.jobTemplate.spec.template.spec');

const ALL = [RDS, CLAIM, BUCKET, CERTIFICATE, POD, DEPLOYMENT, CRON_JOB];

function found(sentence: string, kinds: readonly CatalogKind[] = ALL): PolicyCandidates {
  return candidatesFor({ sentence, triggers: [] }, kinds);
}

function paths(sentence: string, kinds?: readonly CatalogKind[]): readonly string[] {
  return found(sentence, kinds).fields.map(({ path }) => path);
}

describe('candidates of a policy', () => {
  it('offers a setting at each place that kinds have it, the main one that most have first', () => {
    const { fields } = found('Databases in AWS should always run in the us-east-1 region');

    expect(fields.map(({ id, path, kindCount }) => [id, path, kindCount])).toEqual([
      ['F1', 'spec.forProvider.region', 2],
      ['F2', 'spec.region', 1],
      ['F3', 'spec.initProvider.region', 1],
    ]);
  });

  it('names the groups that have the fields, those with kinds that are meant first', () => {
    const { fields, groups } = found('Databases in AWS must run in us-east-1');

    expect(groups.map(({ id, group, kinds }) => [id, group, kinds[0]?.isAbout])).toEqual([
      ['G1', 'rds.aws.example.org', true],
      ['G2', 'platform.example.org', true],
      ['G3', 's3.aws.example.org', false],
    ]);
    expect(fields[0]?.groups).toEqual(['G1', 'G3']);
    expect(groups[1]?.kinds[0]?.providers).toEqual(['aws', 'azure']);
  });

  it('offers a setting of pods once for all workloads and lists of containers', () => {
    const { fields } = found('Images must be from trusted registries only');
    const [first] = fields;

    expect(first).toMatchObject({ kindCount: 3, type: 'string' });
    expect(first?.path).toMatch(/^spec\.(?:\w+\.)*containers\[\*\]\.image$/u);
    expect(fields.filter(({ path }) => path.endsWith('.image'))).toHaveLength(1);
  });

  it.each([
    ['All containers must have memory limits', ['memory']],
    ['All containers must have resource limits defined', ['memory', 'cpu']],
  ])('offers entries of the map of limits: %s', (sentence, keys) => {
    const offered = paths(sentence, [DEPLOYMENT]);

    for (const key of keys) {
      expect(offered).toContain(`spec.template.spec.containers[*].resources.limits['${key}']`);
    }
    expect(offered.filter((path) => path.includes("['"))).toHaveLength(keys.length);
  });

  it.each([
    ['Containers must not run as root', 'spec.securityContext.runAsNonRoot'],
    ['Databases must not be publicly accessible', 'spec.forProvider.publiclyAccessible'],
    ['Nothing may be public', 'spec.forProvider.publiclyAccessible'],
    ['Managed resources must have deletion policy Orphan', 'spec.deletionPolicy'],
    ['Databases may only be small or medium', 'spec.size'],
    ['Certificates must be issued by letsencrypt-prod', 'spec.issuerRef.name'],
    ['spec.secretName must end with -tls', 'spec.secretName'],
  ])('finds it first: %s', (sentence, path) => {
    expect(paths(sentence, [RDS, CLAIM, BUCKET, CERTIFICATE, POD])[0]).toBe(path);
  });

  it('offers what a field may be', () => {
    const { fields } = found('Deletion policy must be Orphan');

    expect(fields[0]).toMatchObject({ path: 'spec.deletionPolicy', values: ['Orphan', 'Delete'] });
  });

  it('offers no pointer to another object for what it points to', () => {
    expect(paths('Everything must be encrypted by KMS')).toEqual([]);
  });

  it.each([
    ['Everything must have a label owner', ["metadata.labels['owner']"]],
    ['Every resource must have an owner label', ["metadata.labels['owner']"]],
    [
      'All objects need the labels team and cost-center',
      ["metadata.labels['team']", "metadata.labels['cost-center']"],
    ],
    [
      'All must carry the label `app.kubernetes.io/name`',
      ["metadata.labels['app.kubernetes.io/name']"],
    ],
    ['Everything must have an annotation contact', ["metadata.annotations['contact']"]],
    ['Every object must have labels', ['metadata.labels']],
  ])('offers metadata of every kind: %s', (sentence, wanted) => {
    const { fields } = found(sentence);
    const metadata = fields.filter(({ path }) => path.startsWith('metadata.'));

    expect(metadata.map(({ path }) => path)).toEqual(wanted);
    expect(metadata[0]?.kindCount).toBe(ALL.length);
  });

  it('offers the name where the sentence speaks of names', () => {
    expect(paths('Names of databases must begin with db-')).toContain('metadata.name');
  });

  it('offers nothing where no kind has such a field', () => {
    expect(found('Coffee must be hot')).toEqual({ fields: [], groups: [] });
  });

  it('offers at most sixty fields and groups of however many kinds', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      aCatalogKind({ group: `g${index}.example.org`, kind: 'Thing' }, [
        `spec.part${index}.region`,
        'spec.region',
      ]),
    );
    const { fields, groups } = found('Everything must be in the region eu-west-1', many);

    expect(fields.length).toBeLessThanOrEqual(60);
    expect(groups).toHaveLength(60);
    expect(fields[0]).toMatchObject({ path: 'spec.region', kindCount: 200 });
  });
});

describe('paths of one setting', () => {
  it.each([
    ['spec.forProvider.region', 'spec.initProvider.region'],
    ['spec.region', 'spec.parameters.region'],
    ['spec.containers[*].image', 'spec.template.spec.initContainers[*].image'],
    [
      'spec.containers[*].image',
      'spec.jobTemplate.spec.template.spec.ephemeralContainers[*].image',
    ],
    ['spec.hostNetwork', 'spec.template.spec.hostNetwork'],
  ])('%s and %s are one', (one, other) => {
    expect(fieldFamily(one)).toBe(fieldFamily(other));
  });

  it.each([
    ['spec.region', 'spec.replica.region'],
    ['spec.containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'],
    ['spec.size', 'spec.sizes'],
  ])('%s and %s are two', (one, other) => {
    expect(fieldFamily(one)).not.toBe(fieldFamily(other));
  });

  it('finds them in a kind, main ones first', () => {
    const own = ['spec.initProvider.region', 'spec.forProvider.zone', 'spec.forProvider.region'];

    expect(pathsLike('spec.region', own)).toEqual([
      'spec.forProvider.region',
      'spec.initProvider.region',
    ]);
    expect(isMainPath('spec.initProvider.region')).toBe(false);
  });
});

describe('candidates over many kinds', () => {
  const many = Array.from({ length: 120 }, (_, at) =>
    aCatalogKind({ group: `s${at}.aws.example.org`, kind: `Thing${at}` }, [
      'spec.forProvider.region',
    ]),
  );
  const said = { sentence: 'Databases in AWS should run in us-east-1', triggers: [] };

  it('are the same with pauses between slices of them', async () => {
    let pauses = 0;
    const kinds = [...ALL, ...many];
    const slowly = await candidatesInSlices(said, kinds, async () => {
      pauses += 1;
    });

    expect(slowly).toEqual(candidatesFor(said, kinds));
    expect(slowly.fields[0]?.kindCount).toBeGreaterThan(100);
    expect(pauses).toBe(2);
  });

  it('are looked for no further once they are called off', async () => {
    let pauses = 0;
    const calledOff = candidatesInSlices(said, many, async () => {
      pauses += 1;
      throw new Error('called off');
    });

    await expect(calledOff).rejects.toThrow('called off');
    expect(pauses).toBe(1);
  });
});

it('offers no fields for where a sentence says that it holds', () => {
  const kinds = [
    aCatalogKind({ group: 'rds.aws.example.org', kind: 'Instance' }, [
      'spec.encrypted',
      'spec.backups',
    ]),
  ];
  const paths = (sentence: string): readonly string[] =>
    candidatesFor({ sentence, triggers: [] }, kinds).fields.map(({ path }) => path);

  expect(paths('Databases in the backups namespace must be encrypted')).toEqual(
    paths('Databases must be encrypted'),
  );
  expect(paths('Databases must have backups')).toContain('spec.backups');
});
