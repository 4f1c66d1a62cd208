import { assert, constantFrom, property, record, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aDatabasePattern,
  aPattern,
  INTERNET_GATEWAY,
  SQL_CLAIM,
} from '../../../test/pattern-builders.ts';
import type { ResourceKind } from '../kind.ts';
import { PROVIDER_IDS } from '../knowledge/providers.ts';
import { conditionsText } from './conditions-words.ts';
import { type ConditionedResource, readConditions } from './conditions.ts';
import { PatternConditions } from './pattern.ts';

const NOTHING: PatternConditions = { providers: [], groups: [], purposes: [] };
const GATEWAY: ConditionedResource = { kind: INTERNET_GATEWAY, providers: ['aws'] };
const CLAIM: ConditionedResource = { kind: SQL_CLAIM, providers: ['aws', 'azure', 'gcp'] };
const NETWORK_POLICY: ConditionedResource = {
  kind: kind('networking.k8s.io', 'NetworkPolicy'),
  providers: [],
};
const RECORD: ConditionedResource = {
  kind: kind('route53.aws.example.org', 'Record'),
  providers: ['aws'],
};

function kind(group: string, name: string): ResourceKind {
  const plural = `${name.toLowerCase()}s`;
  return { group, version: 'v1', kind: name, plural, namespaced: true };
}

function read(rationale: string, resources = [NETWORK_POLICY], name = 'Something') {
  return readConditions({ name, rationale, triggers: ['public database in Azure'] }, resources);
}

describe('the conditions of the patterns that a platform team teaches first', () => {
  it('keep an internet gateway for what is public and native to AWS', () => {
    expect(readConditions(aPattern(), [GATEWAY])).toEqual({
      ...NOTHING,
      providers: ['aws'],
      exposure: 'public',
    });
  });

  it('leave a golden path for databases to its triggers', () => {
    expect(readConditions(aDatabasePattern(), [CLAIM])).toEqual(NOTHING);
  });
});

describe('conditions as they are shown', () => {
  const shown = record({
    providers: uniqueArray(constantFrom(...PROVIDER_IDS), { maxLength: 4 }),
    groups: uniqueArray(
      constantFrom('rds.aws.example.org', '*.aws.example.org', 'cilium.example.org', 'apps'),
      { maxLength: 4 },
    ),
    exposure: constantFrom('public', 'private', undefined),
    purposes: uniqueArray(constantFrom('databases', 'web applications', 'bases de datos', 'apis'), {
      maxLength: 4,
    }),
  });
  const around = (said: string): string =>
    `Gateway is there to connect a private network with the internet. Gateway and Queue belong together for “Queues”. It applies to ${said}. This was written by built-in rules from what is known of its resources.`;

  it.each([
    ['alone', (said: string) => `It applies to ${said}.`],
    ['at the end', (said: string) => `We wrote this: applies to ${said}`],
    ['in what is written for them', around],
  ])('are read back as the same from a rationale: %s', (_where, rationaleOf) => {
    assert(
      property(
        shown,
        constantFrom<ConditionedResource[]>([NETWORK_POLICY], [NETWORK_POLICY, CLAIM]),
        ({ exposure, ...lists }, resources) => {
          const conditions = { ...lists, ...(exposure === undefined ? {} : { exposure }) };

          expect(read(rationaleOf(conditionsText(conditions)), resources)).toEqual(conditions);
        },
      ),
    );
  });

  it('keep what else the rationale says', () => {
    const stated = 'It applies to solutions that use a kind of a.example.org.';

    expect(read(`${stated} Only for queues. Whatever is public.`, [GATEWAY])).toEqual({
      providers: ['aws'],
      groups: ['a.example.org'],
      exposure: 'public',
      purposes: ['queues'],
    });
  });

  it('count as any text where they name a cloud that nobody knows', () => {
    const rationale = 'It applies to solutions that run natively in AWS alone, if they are public.';

    expect(read(rationale, [GATEWAY])).toEqual({
      ...NOTHING,
      providers: ['aws'],
      exposure: 'public',
    });
  });
});

describe('the clouds of a pattern', () => {
  it('are those that its text names, unless it says no to them', () => {
    const bucket = { kind: kind('storage.azure.example.org', 'Account'), providers: ['azure'] };

    expect(read('Goes with what runs in AWS.', [GATEWAY, bucket]).providers).toEqual(['aws']);
    expect(read('In Azure, but not in AWS.', [GATEWAY, bucket]).providers).toEqual(['azure']);
  });

  it('are where all its resources are, also where nobody says so', () => {
    expect(read('Traffic has a way in.', [GATEWAY]).providers).toEqual(['aws']);
    expect(read('We describe it on GitHub.', [GATEWAY]).providers).toEqual(['aws']);
  });

  it('are none for a portable resource: its text says where it works', () => {
    expect(read('Works in AWS, Azure and Google Cloud.', [CLAIM]).providers).toEqual([]);
    expect(read('In AWS it makes an RDS instance.', [CLAIM, GATEWAY]).providers).toEqual([]);
  });

  it('are none for kinds of no cloud', () => {
    expect(read('We learned it in AWS.').providers).toEqual([]);
  });

  it('are not told by the name of a service that is brought along', () => {
    const both = [NETWORK_POLICY, RECORD];

    expect(read('Each application gets a name in Route53.', both).providers).toEqual([]);
    expect(read('Applications in AWS get a name in Route53.', both).providers).toEqual(['aws']);
  });
});

describe('the API groups of a pattern', () => {
  it.each([
    ['Only when the solution uses rds.aws.example.org.', 'rds.aws.example.org'],
    ['Goes with resources of `*.aws.example.org`.', '*.aws.example.org'],
    [
      'For solutions using instances.rds.aws.example.org/v1 kinds.',
      'instances.rds.aws.example.org',
    ],
    ['Nur mit Ressourcen aus cilium.example.org.', 'cilium.example.org'],
  ])('"%s" names one', (rationale, group) => {
    expect(read(rationale).groups).toEqual([group]);
  });

  it.each([
    'It is served at shop.example.org.',
    'See https://docs.example.org/api for more.',
    'The values stand in values.yaml.',
    'Sets spec.forProvider.region and uses spec.region.',
    'Mail team@example.org when it fails.',
    'Certificates for *.apps.example.org.',
    'E.g. db.t3.micro.',
  ])('"%s" names none', (rationale) => {
    expect(read(rationale).groups).toEqual([]);
  });

  it('are not those that it brings, unless it is a condition', () => {
    const own = 'ec2.aws.example.org';

    expect(read(`It brings kinds of ${own}.`, [GATEWAY]).groups).toEqual([]);
    expect(read(`Uses internetgateways.${own}.`, [GATEWAY]).groups).toEqual([]);
    expect(read(`Only for solutions that use kinds of ${own}.`, [GATEWAY]).groups).toEqual([own]);
  });
});

describe('the purposes of a pattern', () => {
  it.each([
    ['Use it only for databases.', ['databases']],
    [
      'Only for web applications, APIs and queues, because they are busy.',
      ['web applications', 'apis', 'queues'],
    ],
    ['For databases, use the claim and no queue.', ['databases']],
    ['When a bucket is made, its policy comes with it.', ['bucket']],
    ['Nur für Datenbanken.', ['datenbanken']],
    ['Solo para bases de datos.', ['bases de datos']],
    ['Seulement pour une base de données.', ['base de données']],
    ['Use this pattern when you need backups.', ['backups']],
    ['Pods need it. It should be used for nightly jobs!', ['nightly', 'jobs']],
    ['For caches we use Redis, never Kafka.', ['caches']],
    ['Whenever you need a queue, order one.', ['queue']],
  ])('"%s" sets a limit', (rationale, purposes) => {
    expect(read(rationale).purposes).toEqual(purposes);
  });

  it.each([
    'It is needed for public-facing services and databases.',
    'This is essential for web applications, APIs, load balancers.',
    'We use it for years.',
    'When traffic must come in, it is open.',
    'Only when the team agreed.',
    'Use it for production.',
    'This is only needed if the application is exposed.',
  ])('"%s" sets none', (rationale) => {
    expect(read(rationale).purposes).toEqual([]);
  });
});

describe('conditions', () => {
  it('hold what a record may hold, however long the text is', () => {
    const words = 'Only for databases. Kinds of a.b.example.org. In AWS it is public. '.repeat(400);
    const groups = Array.from({ length: 60 }, (_, at) => `Kinds of g${at}.example.org.`).join(' ');

    expect(PatternConditions.safeParse(read(words + groups, [GATEWAY])).success).toBe(true);
  });

  it('are said in words', () => {
    expect(conditionsText(NOTHING)).toBe('every request that it is found for');
    expect(conditionsText({ ...NOTHING, providers: ['aws'], exposure: 'public' })).toBe(
      'solutions that run natively in AWS, for something that is reached from outside',
    );
    expect(
      conditionsText({
        providers: ['aws', 'gcp'],
        groups: ['*.aws.example.org'],
        purposes: ['database', 'queue'],
      }),
    ).toBe(
      'solutions that run natively in AWS or Google Cloud and use a kind of aws.example.org or below it, where the request speaks of database or queue',
    );
    expect(conditionsText({ ...NOTHING, exposure: 'private' })).toBe(
      'requests for something that is not reached from outside',
    );
  });
});
