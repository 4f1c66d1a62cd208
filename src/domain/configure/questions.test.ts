import { describe, expect, it } from 'vitest';
import { aSolution } from '../../../test/recommend-builders.ts';
import { aKind, aResource, aRow, aTable } from '../../../test/tables.ts';
import type { FieldTable } from '../field-table.ts';
import type { Solution } from '../solution.ts';
import { findBindings } from './bindings.ts';
import { findLinks } from './links.ts';
import { type LiveFacts, liveNeeds, optionsFrom } from './live-options.ts';
import { buildQuestions, openQuestions, questionAt, questionFor } from './questions.ts';

const regionText =
  'Where it runs. For AWS it is `us-east-1`, for Google Cloud it is `us-east1`, and for Azure it is `eastus`.';

/** A database that several clouds can provide. */
const portable = aTable([
  aRow('spec', { type: 'object', required: true }),
  aRow('spec.size', { required: true, enum: ['small', 'large'], default: 'small' }),
  aRow('spec.version'),
  aRow('spec.region', { description: regionText }),
  aRow('spec.databases', { type: 'array', itemType: 'string' }),
  aRow('spec.schemas', { type: 'array', itemType: 'object' }),
  aRow('spec.schemas[*].database'),
  aRow('spec.schemas[*].sql'),
  aRow('spec.publiclyAccessible', { type: 'boolean' }),
  aRow('spec.azureNetwork', { description: 'The network of the database.' }),
  aRow('spec.network', { description: 'If using UpCloud, the network to use.' }),
  aRow('spec.adminPassword'),
  aRow('spec.oldSize', { description: 'Deprecated: use size.' }),
  aRow('spec.platform', { type: 'object' }),
  aRow('spec.platform.blueprintRef', { type: 'object' }),
  aRow('spec.platform.blueprintRef.name', { required: true }),
  aRow('spec.platform.blueprintSelector', { type: 'object' }),
  aRow('spec.platform.blueprintSelector.matchLabels', {
    type: 'map',
    itemType: 'string',
    required: true,
  }),
]);

const blueprint = aKind({ group: 'factory.io', kind: 'Blueprint', namespaced: false });

function aBlueprint(provider: string, kind = 'Database') {
  return {
    apiVersion: 'factory.io/v1',
    kind: 'Blueprint',
    metadata: { name: `db-${provider}`, labels: { provider } },
    spec: { madeTypeRef: { apiVersion: 'example.org/v1', kind } },
  };
}

interface Setting {
  readonly table?: FieldTable;
  readonly intent?: string;
  readonly provider?: string;
}

function prepare({ table = portable, intent = 'a database', provider }: Setting = {}) {
  const resources = [aResource('db', aKind())];
  const tables = new Map([['db', table]]);
  const bare: Solution = { ...aSolution({ resources, links: [], bindings: [] }), provider };
  const links = [...findLinks(bare, tables)];
  const objects = [aBlueprint('aws'), aBlueprint('azure'), aBlueprint('gcp', 'Bucket')];
  const options = liveNeeds({ ...bare, links }, tables, [blueprint]).flatMap((need) =>
    optionsFrom(need, objects, bare),
  );
  const facts: LiveFacts = { namespaces: ['a-team', 'b-team'], options };
  const bindings = [...findBindings(bare, tables, { facts, intent })];
  return { solution: { ...bare, links, bindings }, tables, facts, intent };
}

function asked(setting?: Setting) {
  return buildQuestions(prepare(setting));
}

function pathsOf(setting?: Setting) {
  return asked(setting).flatMap(({ addresses }) => addresses.map(({ path }) => path));
}

describe('buildQuestions', () => {
  it('asks name, namespace, what the schema requires and where it runs first', () => {
    const required = asked({ provider: 'aws' }).filter(({ stage }) => stage === 'required');

    expect(required.map(({ label }) => label)).toEqual(['Name', 'Namespace', 'Size', 'Region']);
    expect(required[1]?.options.map(({ value }) => value)).toEqual(['a-team', 'b-team']);
    expect(required[2]).toMatchObject({ suggestion: 'small', isOpen: false, isRequired: false });
    expect(required[3]).toMatchObject({
      suggestion: 'us-east-1',
      suggestionReason: 'the usual one in AWS',
    });
  });

  it('asks the telling settings next, lists of objects as one question', () => {
    const questions = asked({ provider: 'aws' });
    const schemas = questions.find(({ label }) => label === 'Schemas');

    expect(questions.filter(({ stage }) => stage === 'basic').slice(0, 2)).toMatchObject([
      { label: 'Databases' },
      { label: 'Version' },
    ]);
    expect(schemas).toMatchObject({
      isWritable: true,
      columns: [
        { name: 'database', long: false },
        { name: 'sql', long: true },
      ],
    });
  });

  it('asks nothing about another provider than the chosen one', () => {
    const forAws = pathsOf({ provider: 'aws' });

    expect(forAws).not.toContain('spec.azureNetwork');
    expect(forAws).not.toContain('spec.network');
    expect(pathsOf({ provider: 'upcloud' })).toContain('spec.network');
  });

  it('asks neither for secrets nor for what is deprecated', () => {
    const paths = pathsOf();

    expect(paths).not.toContain('spec.adminPassword');
    expect(paths).not.toContain('spec.oldSize');
  });

  it('confirms first what the request names', () => {
    const questions = asked({ intent: 'a large PostgreSQL 15 database' });

    expect(questions.find(({ label }) => label === 'Size')).toMatchObject({ suggestion: 'large' });
    expect(questions.find(({ label }) => label === 'Version')).toMatchObject({
      stage: 'required',
      suggestion: '15',
      suggestionReason: 'named in your request',
    });
  });

  it.each([
    [{ description: 'Where it is, for example US.' }, 'gcp'],
    [{ enum: ['north', 'south'], default: 'west' }, undefined],
    [{ description: 'Valid values are: north, south. For example US.' }, undefined],
  ])('suggests nothing that is not among the options: %j', (row, provider) => {
    const table = aTable([
      aRow('spec', { type: 'object', required: true }),
      aRow('spec.location', { required: true, ...row }),
    ]);
    const location = asked({ table, provider }).find(({ label }) => label === 'Location');

    expect(location?.options.length).toBeGreaterThan(1);
    expect(location?.suggestion).toBeUndefined();
  });

  it('gives every question an id of its own that a form can carry', () => {
    const ids = asked().map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[a-z0-9-]+$/u.test(id))).toBe(true);
  });
});

describe('the chosen provider', () => {
  const labels = "spec.platform.blueprintSelector.matchLabels['provider']";

  it('selects the implementation, so that nobody is asked for one', () => {
    const { solution } = prepare({ provider: 'aws' });

    expect(solution.bindings).toContainEqual({
      address: { alias: 'db', path: labels },
      value: 'aws',
      reason: 'it shall run in AWS',
    });
    expect(pathsOf({ provider: 'aws' }).filter((path) => path.includes('blueprint'))).toEqual([]);
  });

  it('is asked for where none was named, among the implementations of this type', () => {
    const question = asked().find(({ addresses }) => addresses[0]?.path === labels);

    expect(question).toMatchObject({ stage: 'required', isRequired: true });
    expect(question?.options.map(({ value }) => value)).toEqual(['aws', 'azure']);
    expect(question?.isOpen).toBe(false);
  });
});

describe('switches that the request decides', () => {
  it.each([
    ['a publicly accessible database', true],
    ['a database with public accessibility', true],
    ['a database that is not publicly accessible', false],
    ['a private database', false],
  ])('reads %j as %s', (intent, value) => {
    const { solution } = prepare({ intent });

    expect(solution.bindings).toMatchObject([
      { address: { path: 'spec.publiclyAccessible' }, value },
    ]);
  });

  it('leaves them open where it does not speak of them', () => {
    expect(prepare().solution.bindings).toEqual([]);
  });
});

describe('reaching further', () => {
  it('finds for the open stage what no stage asked', () => {
    const many = Array.from({ length: 40 }, (_, place) => aRow(`spec.setting${place}`));
    const table = aTable([
      ...portable.rows,
      ...many,
      aRow('spec.deep.backupRetentionDays', { type: 'integer' }),
    ]);
    const open = openQuestions(prepare({ table }), 'keep backups for 7 days');

    expect(open[0]?.addresses).toEqual([{ alias: 'db', path: 'spec.deep.backupRetentionDays' }]);
    expect(open.every(({ stage }) => stage === 'open')).toBe(true);
  });

  it('makes a question for a path that the server refused, and finds the one that covers it', () => {
    const input = prepare();
    const address = { alias: 'db', path: 'spec.azureNetwork' };

    expect(questionAt(input, address, 'required')).toMatchObject({ label: 'Azure network' });
    expect(questionAt(input, { alias: 'db', path: 'spec.bogus' }, 'required')).toBeUndefined();
    const inside = { alias: 'db', path: 'spec.schemas[1].sql' };
    expect(questionFor(buildQuestions(input), inside)).toMatchObject({ label: 'Schemas' });
    expect(questionFor(buildQuestions(input), { alias: 'db', path: 'spec' })).toBeUndefined();
  });
});

describe('a secret', () => {
  const described = { description: 'How to sign in: `letmein-1` or `letmein-2`.' };
  const table = aTable([
    aRow('spec', { type: 'object', required: true }),
    aRow('spec.signIn', { required: true, format: 'password', ...described }),
    aRow('spec.apiKeys', { type: 'array', itemType: 'string', required: true }),
    aRow('spec.password', { required: true, default: 'letmein-1', ...described }),
    aRow('spec.auth', { required: true, enum: ['password', 'token'] }),
  ]);

  it('is known by its field, and nothing is offered or written for it', () => {
    const questions = asked({ table, intent: 'a database with password letmein-2' });
    const secrets = questions.filter(({ isSecret }) => isSecret === true);

    expect(secrets.map(({ label }) => label).toSorted()).toEqual([
      'API keys',
      'Password',
      'Sign in',
    ]);
    for (const { options, suggestion, isWritable } of secrets) {
      expect({ options, suggestion, isWritable }).toEqual({
        options: [],
        suggestion: undefined,
        isWritable: false,
      });
    }
  });
});

describe('several objects', () => {
  it('asks once for what they share', () => {
    const table = aTable([
      aRow('spec', { type: 'object' }),
      aRow('spec.region', { required: true }),
      aRow('spec.networkRef', { type: 'object' }),
      aRow('spec.networkRef.name', { required: true }),
    ]);
    const resources = [
      aResource('db', aKind()),
      aResource('net', aKind({ kind: 'Network', plural: 'networks' })),
    ];
    const tables = new Map([
      ['db', table],
      ['net', table],
    ]);
    const bare = aSolution({ resources, bindings: [] });
    const solution = { ...bare, links: [...findLinks(bare, tables)] };
    const facts = { namespaces: ['a-team'], options: [] };
    const questions = buildQuestions({ solution, tables, facts, intent: '' });

    expect(questions.map(({ label, addresses }) => [label, addresses.length])).toEqual([
      ['Name', 2],
      ['Namespace', 2],
      ['Region', 2],
    ]);
    expect(solution.links).toMatchObject([
      {
        from: { alias: 'net', path: 'metadata.name' },
        to: { alias: 'db', path: 'spec.networkRef.name' },
      },
    ]);
  });
});
