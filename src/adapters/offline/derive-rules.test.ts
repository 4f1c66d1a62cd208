import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveRules, type DeriveRulesInput } from '../../prompts/derive-rules.ts';
import { solveDeriveRules } from './derive-rules.ts';

type Field = DeriveRulesInput['fields'][number];

const PATHS: readonly (readonly [path: string, type: Field['type'], values?: readonly string[]])[] =
  [
    ['spec.forProvider.region', 'string'],
    ['spec.containers[*].image', 'string'],
    ["spec.containers[*].resources.limits['memory']", 'int-or-string'],
    ["spec.containers[*].resources.limits['cpu']", 'int-or-string'],
    ['spec.containers[*].resources.requests', 'map'],
    ['spec.securityContext.runAsNonRoot', 'boolean'],
    ['spec.containers[*].securityContext.privileged', 'boolean'],
    ['spec.forProvider.storageEncrypted', 'boolean'],
    ['spec.forProvider.backupRetentionPeriod', 'number'],
    ['spec.forProvider.publiclyAccessible', 'boolean'],
    ['spec.deletionPolicy', 'string', ['Delete', 'Orphan']],
    ['spec.replicas', 'integer'],
    ['spec.storageClassName', 'string'],
    ['spec.forProvider.multiAz', 'boolean'],
    ['spec.forProvider.deletionProtection', 'boolean'],
    ["metadata.labels['owner']", 'string'],
    ['metadata.labels', 'map'],
  ];
const fields = PATHS.map(([path, type, values = []], index): Field => ({
  id: `F${index + 1}`,
  path,
  type,
  values: [...values],
  kindCount: 1,
}));

function asking(sentence: string): DeriveRulesInput {
  const kinds = [{ name: 'Instance', isAbout: true, providers: ['aws'] }];
  return { sentence, triggers: [], fields, groups: [{ id: 'G1', group: 'a.example', kinds }] };
}

/** What is demanded, by path: `spec.replicas min 2`. */
function readAs(sentence: string): readonly string[] {
  const input = asking(sentence);
  const output = solveDeriveRules(input);
  expect(deriveRules.output.safeParse(output).error).toBe(undefined);
  expect(deriveRules.verify(input, output)).toBe(undefined);
  return output.checks.flatMap(({ fieldIds, key, demand, values }) =>
    fieldIds.map((id) => {
      const path = fields.find((field) => field.id === id)?.path ?? '';
      return [path, ...(key === undefined ? [] : [key]), demand, ...values].join(' ');
    }),
  );
}

const LIMIT = 'spec.containers[*].resources.limits';

describe('usual sentences are read', () => {
  it.each<[sentence: string, ...demands: string[]]>([
    [
      'Databases should always run in the us-east-1 region',
      'spec.forProvider.region oneOf us-east-1',
    ],
    [
      'Use only eu-west-1 or eu-central-1 for databases',
      'spec.forProvider.region oneOf eu-west-1 eu-central-1',
    ],
    ['Databases must never run outside eu-west-1', 'spec.forProvider.region oneOf eu-west-1'],
    ['Databases must not run in us-east-1', 'spec.forProvider.region noneOf us-east-1'],
    [
      'Images must come from trusted registries (registry.acme.example only)',
      String.raw`spec.containers[*].image matches ^registry\.acme\.example/`,
    ],
    [
      'Images must not come from docker.io or quay.io registries',
      String.raw`spec.containers[*].image notMatches ^(docker\.io|quay\.io)/`,
    ],
    [
      'No latest tags',
      'spec.containers[*].image matches (:[^/@]+|@sha256:[0-9a-f]+)$',
      'spec.containers[*].image notMatches :latest(@|$)',
    ],
    [
      'All containers must have resource limits',
      `${LIMIT}['memory'] exists`,
      `${LIMIT}['cpu'] exists`,
    ],
    ['Containers must have memory limits', `${LIMIT}['memory'] exists`],
    ['Memory limits of containers must be at most 4 GiB', `${LIMIT}['memory'] max 4Gi`],
    ['Containers must have CPU requests', 'spec.containers[*].resources.requests cpu exists'],
    ['Pods must not run as root', 'spec.securityContext.runAsNonRoot oneOf true'],
    ['Containers must run as non-root', 'spec.securityContext.runAsNonRoot oneOf true'],
    [
      'Containers must not be privileged',
      'spec.containers[*].securityContext.privileged oneOf false',
    ],
    ['Databases must be encrypted', 'spec.forProvider.storageEncrypted oneOf true'],
    ['Databases must keep backups at least 7 days', 'spec.forProvider.backupRetentionPeriod min 7'],
    [
      'Backups must be kept for at least two weeks and at most 35 days',
      'spec.forProvider.backupRetentionPeriod min 14',
    ],
    [
      'Databases must not be publicly accessible',
      'spec.forProvider.publiclyAccessible oneOf false',
    ],
    ['Databases in my-team-1 must be encrypted', 'spec.forProvider.storageEncrypted oneOf true'],
    ['Databases must be highly available', 'spec.forProvider.multiAz oneOf true'],
    ['Deletion protection must be enabled', 'spec.forProvider.deletionProtection oneOf true'],
    ['Deletion protection must not be disabled', 'spec.forProvider.deletionProtection oneOf true'],
    ['Deletion policy must be Orphan', 'spec.deletionPolicy oneOf Orphan'],
    ['All AWS resources must have deletionPolicy Orphan', 'spec.deletionPolicy oneOf Orphan'],
    ['deletionPolicy must be Orphan for all AWS databases', 'spec.deletionPolicy oneOf Orphan'],
    ['AWS databases must have a deletion policy of Orphan', 'spec.deletionPolicy oneOf Orphan'],
    ['All buckets must have storageClassName Fast', 'spec.storageClassName oneOf Fast'],
    ['The deletion policy must not be Delete', 'spec.deletionPolicy noneOf Delete'],
    ['The deletion policy must be "Orphn"', 'spec.deletionPolicy oneOf Orphn'],
    ['Replicas must be between 2 and 10', 'spec.replicas min 2', 'spec.replicas max 10'],
    ['There must be more than 2 replicas', 'spec.replicas min 3'],
    ['There must be no more than three replicas', 'spec.replicas max 3'],
    ['Storage class name must be fast or standard', 'spec.storageClassName oneOf fast standard'],
    ['The storage class name must be set', 'spec.storageClassName exists'],
    ['Databases must have a label owner', "metadata.labels['owner'] exists"],
    [
      'Every database must have the labels "team" and "cost-center"',
      'metadata.labels team exists',
      'metadata.labels cost-center exists',
    ],
    ['The label env must be prod or dev', 'metadata.labels env oneOf prod dev'],
    [
      'Databases must be encrypted and must not be publicly accessible',
      'spec.forProvider.storageEncrypted oneOf true',
      'spec.forProvider.publiclyAccessible oneOf false',
    ],
  ])('%s', (sentence, ...demands) => {
    const read = readAs(sentence);
    expect(read.slice(0, demands.length)).toEqual(demands);
  });

  it('names the cloud, and the conditions that no field says', () => {
    const output = solveDeriveRules(
      asking('Databases in AWS must run in us-east-1 unless the customer wants another place'),
    );

    expect(output).toMatchObject({
      providers: ['aws'],
      unsaid: ['unless the customer wants another place'],
    });
  });

  it('reads the demand behind a place, and says of the place that no field says it', () => {
    const output = solveDeriveRules(asking('Databases in production must be encrypted'));

    expect(output).toMatchObject({ checks: [{ demand: 'oneOf' }], unsaid: ['in production'] });
  });
});

describe('a sentence that turns to something else', () => {
  it('is read up to there, and the rest is said to be unread', () => {
    const sentence = 'Deployments must have at least 2 replicas and databases must be in us-east-1';
    const input = asking(sentence);
    const kinds = [{ name: 'Deployment', isAbout: true, providers: [] }];
    const databases = [{ name: 'Instance', isAbout: true, providers: [] }];
    const groups = [
      { id: 'G1', group: 'apps', kinds },
      { id: 'G2', group: 'rds.aws.example', kinds: databases },
    ];
    const output = solveDeriveRules({ ...input, groups });

    expect(output.checks).toMatchObject([{ demand: 'min', values: ['2'] }]);
    expect(output.unsaid).toEqual(['databases must be in us-east-1']);
    expect(output.incidental).toEqual([{ groupId: 'G2', kinds: ['Instance'] }]);
    expect(deriveRules.verify({ ...input, groups }, output)).toBe(undefined);
  });

  it('is read whole where it goes on about the same', () => {
    const sentence = 'Databases must be encrypted and backups must be kept for at least 7 days';
    expect(solveDeriveRules(asking(sentence)).unsaid).toEqual([]);
  });
});

describe('what cannot be read asks for nothing, and says why', () => {
  it.each([
    ['', /nothing that could be checked/u],
    ['please!', /nothing that could be checked/u],
    ['Images must be from trusted registries only', /names no registry/u],
    ['Databases must run in our region', /names no region/u],
    ['Databases must not run in non-EU regions', /names no region/u],
    ['Databases must run in an on-premises location', /names no region/u],
    [
      'Databases in AWS must run in us-esat-9',
      /^AWS has no region “us-esat-9” that is known here \(as of 2026\)\. Did you mean us-east-1\? /u,
    ],
    [
      'Databases must run in eu-wset-1',
      /^No cloud has a region “eu-wset-1” that is known here \(as of 2026\)\. Did you mean eu-west-1\? /u,
    ],
    [
      'Databases in AWS must run in the mars-9 region',
      /^AWS has no region “mars-9” that is known here \(as of 2026\)\. Usual ones are us-east-1, .+ Where it is right all the same, put it in quotes: region "mars-9"\.$/u,
    ],
    [
      'AWS databases must have deletionPolicy Retain',
      /^No kind has a field “deletionPolicy” that takes “Retain”: it takes Delete or Orphan\.$/u,
    ],
    ['Everybody should be kind to each other', /cannot read/u],
    ['Databases must run in us-east-1 and must run in eu-west-1', /contradicts itself/u],
    ['There must be at least 5 and at most 3 replicas', /contradicts itself/u],
    ['Containers must not use the host network', /No kind of this cluster/u],
  ])('“%s”', (sentence, reason) => {
    const input = asking(sentence);
    const output = solveDeriveRules(input);

    expect(output.checks).toEqual([]);
    expect(output.noneBecause).toMatch(reason);
    expect(deriveRules.verify(input, output)).toBe(undefined);
  });

  it('where no kind on offer is one that the sentence names', () => {
    const input = asking('Rockets must be encrypted');
    const kinds = [{ name: 'Instance', isAbout: false, providers: [] }];
    const output = solveDeriveRules({ ...input, groups: [{ id: 'G1', group: 'a', kinds }] });

    expect(output.noneBecause).toMatch(/No kind that the sentence is about/u);
  });

  it('speaks of every kind where the sentence names none', () => {
    const input = asking('Deletion policy must be Orphan');
    const kinds = [{ name: 'Instance', isAbout: false, providers: [] }];
    const output = solveDeriveRules({ ...input, groups: [{ id: 'G1', group: 'a', kinds }] });

    expect(output.about).toEqual([{ groupId: 'all', kinds: [] }]);
  });

  it('passes its own check, whatever is said', () => {
    const words =
      'databases must not be at least 7 days in us-east-1 label owner registry.acme.example latest ' +
      'limits unless "x" deletion policy Orphan , ; and or ( 4Gi never root replicas between <b> 0';
    const said = fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 14 });
    fc.assert(
      fc.property(said, (parts) => {
        const input = asking(parts.join(' '));
        const output = solveDeriveRules(input);
        expect(deriveRules.output.safeParse(output).error).toBe(undefined);
        expect(deriveRules.verify(input, output)).toBe(undefined);
      }),
      { numRuns: 400 },
    );
  });
});
