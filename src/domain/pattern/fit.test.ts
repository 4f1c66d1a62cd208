import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aDatabasePattern,
  aPattern,
  INTERNET_GATEWAY,
  SQL_CLAIM,
} from '../../../test/pattern-builders.ts';
import type { ResourceKind } from '../kind.ts';
import { fitOf } from './fit.ts';
import type { PatternConditions } from './pattern.ts';
import type { PlacedKind } from './providers.ts';

const GATEWAY: PlacedKind = placed(INTERNET_GATEWAY, ['aws']);
const CLAIM: PlacedKind = {
  kind: SQL_CLAIM,
  providers: ['aws', 'azure', 'gcp'],
  abstraction: 'golden-path',
};
const RDS = placed(kind('rds.aws.example.org', 'Instance'), ['aws']);
const AZURE_SQL = placed(kind('sql.azure.example.org', 'Server'), ['azure']);
const DEPLOYMENT = placed(kind('apps', 'Deployment'), []);
const POSTGRES = placed(kind('postgres.example.org', 'Cluster'), []);
const PUBLIC = 'a PostgreSQL database in AWS that is publicly accessible';
const NOTHING: PatternConditions = { providers: [], groups: [], purposes: [] };

function kind(group: string, name: string): ResourceKind {
  const plural = `${name.toLowerCase()}s`;
  return { group, version: 'v1', kind: name, plural, namespaced: true };
}

function placed(of: ResourceKind, providers: readonly string[]): PlacedKind {
  return { kind: of, providers, abstraction: 'managed' };
}

function fit(kinds: readonly PlacedKind[], said = PUBLIC, conditions = aPattern().conditions) {
  return fitOf(aPattern({ conditions }), { said, solution: { kinds } });
}

describe('the internet gateway of AWS', () => {
  it('goes with a native database that is public', () => {
    expect(fit([RDS])).toEqual({
      applies: true,
      reason: 'It runs natively in AWS and must be reachable from outside.',
    });
    expect(fit([RDS, GATEWAY]).applies).toBe(true);
    expect(fit([DEPLOYMENT, RDS]).applies).toBe(true);
  });

  it.each([
    [
      'a portable claim',
      [CLAIM],
      PUBLIC,
      'SQLClaim is portable, and the pattern is for native AWS resources.',
    ],
    [
      'a portable claim that was given one',
      [CLAIM, GATEWAY],
      PUBLIC,
      'SQLClaim is portable, and the pattern is for native AWS resources.',
    ],
    [
      'an operator that was given one',
      [POSTGRES, GATEWAY],
      PUBLIC,
      'nothing in it runs natively in AWS.',
    ],
    ['another cloud', [AZURE_SQL], PUBLIC, 'it is for Azure, and the pattern is for AWS.'],
    [
      'what nobody wants open',
      [RDS],
      'a PostgreSQL database in AWS',
      'nobody asked for it to be reachable from outside.',
    ],
    [
      'what must be closed',
      [RDS],
      'a private database in AWS',
      'it must not be reachable from outside.',
    ],
    ['nothing at all', [], PUBLIC, 'nothing in it runs natively in AWS.'],
  ])('does not go with %s', (_what, kinds, said, why) => {
    expect(fit(kinds, said)).toEqual({ applies: false, reason: `It does not apply: ${why}` });
  });

  it('does not go with what is meant for another cloud', () => {
    const solution = { kinds: [RDS], provider: 'azure' };

    expect(fitOf(aPattern(), { said: PUBLIC, solution }).applies).toBe(false);
    expect(
      fitOf(aPattern(), { said: PUBLIC, solution: { ...solution, provider: 'aws' } }).applies,
    ).toBe(true);
  });

  it('is not brought to another cloud, also where its author asked for nothing', () => {
    expect(fit([AZURE_SQL], PUBLIC, NOTHING)).toEqual({
      applies: false,
      reason:
        'It does not apply: the solution runs in Azure, where InternetGateway is not to be had.',
    });
    expect(fit([DEPLOYMENT], PUBLIC, NOTHING).applies).toBe(true);
  });
});

describe('a golden path', () => {
  it('applies to itself', () => {
    const solution = { kinds: [CLAIM], provider: 'aws' };

    expect(fitOf(aDatabasePattern(), { said: 'a database in AWS', solution })).toEqual({
      applies: true,
      reason: 'It is made of what the pattern says.',
    });
  });

  it('applies to whatever it is found for', () => {
    const { applies } = fitOf(aDatabasePattern(), {
      said: 'a database',
      solution: { kinds: [RDS] },
    });

    expect(applies).toBe(true);
  });
});

describe('the other conditions', () => {
  it('ask for a kind of a group', () => {
    const conditions = { ...NOTHING, groups: ['*.aws.example.org'] };

    expect(fit([RDS], '', conditions).reason).toBe('It uses Instance of rds.aws.example.org.');
    expect(fit([RDS], '', { ...NOTHING, groups: ['instances.rds.aws.example.org'] }).applies).toBe(
      true,
    );
    expect(fit([DEPLOYMENT], '', conditions).reason).toBe(
      'It does not apply: it uses no kind of aws.example.org or below it.',
    );
    expect(fit([RDS], '', { ...NOTHING, groups: ['aws.example.org'] }).applies).toBe(false);
  });

  it('ask for a purpose, in its own words or in others', () => {
    const conditions = { ...NOTHING, purposes: ['database', 'message queue'] };

    expect(fit([RDS], 'Two databases', conditions).applies).toBe(true);
    expect(fit([RDS], 'zwei Datenbanken', conditions).applies).toBe(true);
    expect(fit([RDS], 'ein postgres', { ...NOTHING, purposes: ['Datenbank'] }).applies).toBe(true);
    expect(fit([RDS], 'a postgres for us', conditions).reason).toBe(
      'It is for what the request speaks of (database).',
    );
    expect(fit([RDS], 'a website', conditions).reason).toBe(
      'It does not apply: the request does not speak of database or message queue.',
    );
  });

  it('ask for something that is not reached from outside', () => {
    const conditions = { ...NOTHING, exposure: 'private' as const };

    expect(fit([RDS], 'internal only', conditions).applies).toBe(true);
    expect(fit([RDS], 'a public one', conditions).applies).toBe(false);
    expect(fit([RDS], 'a database', conditions).applies).toBe(false);
  });

  it('ask neither for groups nor for purposes where all that it brings is there', () => {
    const conditions = { ...NOTHING, groups: ['apps'], purposes: ['queue'] };

    expect(fit([RDS, GATEWAY], 'a website', conditions).applies).toBe(true);
    expect(fit([RDS], 'a website', conditions).applies).toBe(false);
  });
});

const kinds = fc.array(fc.constantFrom(GATEWAY, CLAIM, RDS, AZURE_SQL, DEPLOYMENT, POSTGRES), {
  maxLength: 8,
});
const portable = fc.array(
  fc.constantFrom(
    CLAIM,
    { ...RDS, providers: ['aws', 'gcp'] },
    { ...GATEWAY, abstraction: 'golden-path' as const },
    { ...DEPLOYMENT, abstraction: 'golden-path' as const },
  ),
  { maxLength: 8 },
);
const conditions = fc.record<PatternConditions>(
  {
    providers: fc.subarray(['aws', 'azure', 'gcp'], { minLength: 1 }),
    groups: fc.subarray(['*.example.org', 'apps']),
    exposure: fc.constantFrom('public' as const, 'private' as const),
    purposes: fc.subarray(['database', 'queue']),
  },
  { requiredKeys: ['providers', 'groups', 'purposes'] },
);
const said = fc.oneof(fc.constantFrom(PUBLIC, 'a private queue', 'anything'), fc.string());

describe('a pattern for one cloud', () => {
  it('never applies to a solution of portable kinds alone', () => {
    fc.assert(
      fc.property(portable, conditions, said, (some, given, words) => {
        expect(fit(some, words, given).applies).toBe(false);
      }),
    );
  });

  it('never applies where nothing is native to that cloud', () => {
    fc.assert(
      fc.property(kinds, conditions, said, (some, given, words) => {
        const isNative = some.some(
          ({ providers, abstraction }) =>
            abstraction !== 'golden-path' &&
            providers.length === 1 &&
            given.providers.some((provider) => providers.includes(provider)),
        );
        const { applies, reason } = fit(some, words, given);
        expect(applies && !isNative).toBe(false);
        expect(reason).toMatch(/^It .+\.$/u);
      }),
    );
  });

  it('loses nothing by conditions that are taken away', () => {
    fc.assert(
      fc.property(kinds, conditions, said, (some, given, words) => {
        const { exposure: _exposure, ...rest } = given;
        const [strict, loose] = [fit(some, words, given), fit(some, words, rest)];
        expect(strict.applies && !loose.applies).toBe(false);
      }),
    );
  });
});
