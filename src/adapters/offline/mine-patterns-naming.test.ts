import { describe, expect, it } from 'vitest';
import { readConditions } from '../../domain/pattern/conditions.ts';
import type { MinedCandidate, MinePatternsInput } from '../../prompts/mine-patterns.ts';
import { solveMinePatterns } from './mine-patterns.ts';

const resources = [
  { id: 's3', name: 'buckets.s3.aws.example.org', kind: 'Bucket', words: ['bucket', 's3'] },
  { id: 's3b', name: 'buckets.s3.aws.m.example.org', kind: 'Bucket', words: ['bucket', 's3'] },
  { id: 'gcs', name: 'buckets.storage.gcp.example.org', kind: 'Bucket', words: ['bucket'] },
  {
    id: 'versions',
    name: 'bucketversionings.s3.aws.example.org',
    kind: 'BucketVersioning',
    words: [],
  },
  { id: 'role', name: 'roles.rbac.authorization.k8s.io', kind: 'Role', words: ['permission'] },
  { id: 'iam', name: 'roles.iam.aws.example.org', kind: 'Role', words: ['permission'] },
  { id: 'store', name: 'objectclaims.toolkit.example.org', kind: 'ObjectClaim', words: ['bucket'] },
  { id: 'redis', name: 'caches.redis.example.org', kind: 'RedisCache', words: ['cache'] },
  {
    id: 'gateway',
    name: 'internetgateways.ec2.aws.example.org',
    kind: 'InternetGateway',
    words: [],
  },
  { id: 'table', name: 'routetables.ec2.aws.example.org', kind: 'RouteTable', words: [] },
  { id: 'secret', name: 'secrets', kind: 'Secret', words: ['password'] },
] satisfies MinePatternsInput['resources'];

function conditionsOf(found: MinedCandidate | undefined) {
  const { title: name = '', rationale = '', triggers = [] } = found ?? {};
  const kind = { group: 'ec2.aws.example.org', version: 'v1', kind: 'InternetGateway' };
  const gateway = { ...kind, plural: 'internetgateways', namespaced: true };
  return readConditions({ name, rationale, triggers }, [{ kind: gateway, providers: ['aws'] }]);
}

function found(...said: readonly string[]) {
  const lines = said.map((line, place) => ({
    id: `m${place + 1}`,
    speaker: line.slice(0, 1),
    text: line.slice(3),
  }));
  return solveMinePatterns({ conversations: [{ id: 'c1', lines }], resources }).candidates;
}

describe('of kinds of several groups with one name', () => {
  it.each([
    ['its cloud', 'A: For files in AWS we always use a Bucket.', ['s3']],
    ['its service', 'A: For files we always use an S3 bucket.', ['s3']],
    ['another cloud', 'A: For files we always use a Bucket in GCP.', ['gcs']],
    [
      'what stands beside it',
      'A: We always use a Bucket with BucketVersioning.',
      ['s3', 'versions'],
    ],
    ['Kubernetes itself', 'A: For robots we always use a Role.', ['role']],
    ['a cloud that has one', 'A: For robots in AWS we always use a Role.', ['iam']],
  ])('the one is named that is told by %s', (_, line, ids) => {
    expect(found(line)).toMatchObject([{ resourceIds: ids, unknownResources: [] }]);
  });

  it('the one is named whose cloud was asked about', () => {
    expect(
      found('A: Where do files go in GCP?', 'B: We always use a Bucket.')[0]?.resourceIds,
    ).toEqual(['gcs']);
  });

  it('a cloud that somebody speaks of beside decides nothing', () => {
    expect(
      found('A: AWS is slow today.', 'B: All buckets must be encrypted, always.')[0]?.resourceIds,
    ).toEqual([]);
  });

  it('none is named where nothing tells them apart, and what was said is kept', () => {
    expect(found('A: For files we always use a Bucket.')).toMatchObject([
      { resourceIds: [], unknownResources: ['Bucket'] },
    ]);
    expect(found('A: For files we always use an ObjectClaim, never a Bucket.')).toMatchObject([
      { resourceIds: ['store'], avoidedIds: [], unknownResources: [] },
    ]);
  });

  it('a policy names those alone that are decided', () => {
    expect(found('A: All buckets must be encrypted, always')).toMatchObject([
      { type: 'policy', resourceIds: [], unknownResources: [], triggers: ['bucket'] },
    ]);
    expect(found('A: In AWS every Bucket must be encrypted.')[0]?.resourceIds).toEqual(['s3']);
  });

  it('one of another cloud than the one beside it is not meant', () => {
    expect(found('A: For people in Azure we always use an InternetGateway.')).toEqual([]);
  });
});

describe('when a pattern applies', () => {
  it.each([
    ['A: If something runs in AWS and is public, it needs an InternetGateway.', 'Public in AWS'],
    [
      'A: Wenn etwas in AWS läuft und öffentlich ist, braucht es ein InternetGateway.',
      'Öffentlich in AWS',
    ],
    ['A: Si algo corre en AWS y es público, necesita un InternetGateway.', 'Público en AWS'],
    [
      'A: Si quelque chose tourne dans AWS et est public, il a besoin d’un InternetGateway.',
      'Public dans AWS',
    ],
  ])('is read from both halves of a clause: %s', (line, purpose) => {
    const [one] = found(line);
    const conditions = conditionsOf(one);

    expect(one).toMatchObject({ title: `${purpose}: InternetGateway`, resourceIds: ['gateway'] });
    expect(one?.triggers).toEqual(expect.arrayContaining(['public', 'aws']));
    expect(conditions).toMatchObject({ providers: ['aws'], exposure: 'public' });
  });

  it.each([
    ['A: For caches in the cluster we always use a RedisCache.', ['caches']],
    ['A: Für Caches im Cluster nehmen wir immer RedisCache.', ['caches']],
    ['A: Pour les caches on utilise toujours RedisCache.', ['caches']],
  ])('is told by its purpose, and not by what is used for that: %s', (line, purposes) => {
    const [one] = found(line);

    expect(conditionsOf(one).purposes).toEqual(purposes);
    expect(one?.rationale).toBe(line.slice(3));
  });
});

describe('a title and its triggers', () => {
  it('are made of the purpose, never of pronouns or questions', () => {
    expect(
      found(
        'A: Whatever is public in AWS always gets an InternetGateway together with a RouteTable.',
      ),
    ).toMatchObject([
      {
        title: 'Public in AWS: InternetGateway + RouteTable',
        triggers: ['public', 'aws'],
        resourceIds: ['gateway', 'table'],
      },
    ]);
  });

  it('are made of both of what a clause says, and of no conjunction', () => {
    expect(
      found(
        'A: Whenever something runs in AWS and is public, we always create an InternetGateway and a RouteTable with it, because otherwise nobody reaches it.',
      ),
    ).toMatchObject([
      {
        type: 'pattern',
        title: 'Public in AWS: InternetGateway + RouteTable',
        triggers: ['public', 'aws'],
        resourceIds: ['gateway', 'table'],
      },
    ]);
    expect(found('A: And every cache must keep backups for at least 7 days.')).toMatchObject([
      { type: 'policy', title: 'Every cache must keep backups for at least 7 days' },
    ]);
  });

  it.each([
    'A: Whoever asks, we always use a RedisCache.',
    'A: For everyone and for that we always use a RedisCache.',
    'A: Wer immer fragt: wir nehmen immer RedisCache.',
    'A: This always has to be a RedisCache.',
  ])('without a purpose are those of the kinds: %s', (line) => {
    expect(found(line)).toMatchObject([{ title: 'RedisCache', triggers: ['cache'] }]);
  });

  it('without a purpose say the cloud that was said', () => {
    expect(
      found('A: We always deploy an InternetGateway with a RouteTable in aws.')[0]?.title,
    ).toBe('InternetGateway + RouteTable in AWS');
  });
});

describe('what a rule is for', () => {
  it.each([
    ['A: When you need a cache, use RedisCache, not an ObjectClaim.', 'Cache: RedisCache'],
    ['A: Whenever a team needs a cache, it must be a RedisCache.', 'Cache: RedisCache'],
    ['A: Everything that is public must have a RouteTable.', 'Public: RouteTable'],
    ['A: Alles, was öffentlich ist, braucht eine RouteTable.', 'Öffentlich: RouteTable'],
    ['A: Todo lo que sea público necesita siempre una RouteTable.', 'Público: RouteTable'],
    ['A: Tout ce qui est public doit avoir une RouteTable.', 'Public: RouteTable'],
    ['A: キャッシュには必ずRedisCacheを使ってください。', 'キャッシュ: RedisCache'],
  ])('is in its title: %s', (line, title) => {
    expect(found(line).map((one) => one.title)).toEqual([title]);
  });

  it('is a value, where kinds stand before the verb alone', () => {
    expect(found('A: Buckets in GCP must always have labels.')).toMatchObject([{ type: 'policy' }]);
    expect(found('A: The InternetGateway and the RouteTable always go together.')).toMatchObject([
      { type: 'pattern', resourceIds: ['gateway', 'table'] },
    ]);
  });
});

describe('different people in one stretch of talk', () => {
  const first = 'A: For caches we always use RedisCache.';

  it('who speak of different things make candidates of their own', () => {
    expect(
      found(first, 'B: Always put an ObjectClaim there.').map((one) => one.resourceIds),
    ).toEqual([['redis'], ['store']]);
  });

  it.each([
    ['goes on', ['B: And always a Secret with it.']],
    ['answers', ['B: With its password where?', 'A: It must always be in a Secret.']],
    ['says more', ['A: It always comes with a Secret.']],
  ])('are one candidate where one %s', (_, further) => {
    expect(found(first, ...further).map((one) => one.resourceIds)).toEqual([['redis', 'secret']]);
  });

  it('who hand on a value show nothing', () => {
    const said = [
      'B: AWS_SECRET_ACCESS_KEY=[hidden] please use that one',
      'C: please use [hidden] for the Secret',
    ];
    const [one, ...others] = found(first, ...said);

    expect(others).toEqual([]);
    expect(one?.quotes.map(({ line }) => line)).toEqual(['m1']);
  });

  it('who say something later in passing give no reason', () => {
    const later = 'C: Otherwise I would be at lunch by now.';

    expect(found(first, 'B: good to know', later)[0]?.rationale).not.toContain('Otherwise');
    expect(found(first, 'B: Otherwise nothing is warm.')[0]?.rationale).toContain(
      'Otherwise nothing is warm.',
    );
  });

  it('are evidence with a hidden value in it where they say a norm', () => {
    expect(found('A: Every password must be in a Secret, ours was [hidden].')).toMatchObject([
      { resourceIds: ['secret'] },
    ]);
  });
});

describe('what is named as something to be deployed, and is no kind that is offered', () => {
  it.each([
    ['beside a kind', 'A: Every public API needs a Gateway and a Secret.', ['Gateway']],
    [
      'in a list',
      'A: For streams we always create a Topic, a Subscription and a Secret.',
      ['Topic', 'Subscription'],
    ],
    ['as an abbreviation', 'A: Every public API needs a WAF and a Secret.', ['WAF']],
    ['with several meanings', 'A: Every public page needs a Bucket and a Secret.', ['Bucket']],
  ])('is listed as it was said: %s', (_, line, unknownResources) => {
    expect(found(line)).toMatchObject([{ resourceIds: ['secret'], unknownResources }]);
  });

  it.each([
    ['a word before a noun', 'A: Every public API needs a Secret and a Grafana dashboard.'],
    ['a setting', 'A: Every public API needs a Secret and TLS.'],
    ['a cloud', 'A: Every public API needs a Secret and AWS.'],
    ['a person', 'A: Every public API needs a Secret, and Anna knows why.'],
    ['a place', 'A: Every public API needs a Secret in Frankfurt.'],
    ['a noun in German', 'A: Jede öffentliche API braucht ein Secret und eine Freigabe.'],
  ])('is not %s', (_, line) => {
    expect(found(line)).toMatchObject([{ resourceIds: ['secret'], unknownResources: [] }]);
  });
});
