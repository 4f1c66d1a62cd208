import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSolution } from '../../../test/recommend-builders.ts';
import { aKind, aResource, aRow, aTable } from '../../../test/tables.ts';
import type { FieldRow } from '../field-table.ts';
import type { Json } from '../json.ts';
import type { Answer, Question } from '../question.ts';
import { readAnswer } from './answers.ts';
import { findBindings } from './bindings.ts';
import { findLinks } from './links.ts';
import { NO_FACTS } from './live-options.ts';
import { checkManifest } from './manifest-check.ts';
import { buildManifests } from './manifests.ts';
import { buildQuestions } from './questions.ts';

function answersTo(questions: readonly Question[], values: Record<string, Json>): Answer[] {
  return questions.flatMap((question) => {
    const raw = values[question.label] ?? values[question.id];
    if (raw === undefined) return [];
    const reading = readAnswer(question, raw);
    if ('problem' in reading) throw new Error(reading.problem);
    const said = { by: 'slack:T1:U1', at: '2026-11-22T10:00:00Z', how: 'typed' } as const;
    return [{ questionId: question.id, value: reading.value, ...said }];
  });
}

const pod = 'spec.template.spec';
const deployment = aTable([
  aRow('spec', { type: 'object' }),
  aRow('spec.replicas', { type: 'integer' }),
  aRow('spec.selector', { type: 'object', required: true }),
  aRow('spec.selector.matchLabels', { type: 'map', itemType: 'string' }),
  aRow('spec.template', { type: 'object', required: true }),
  aRow('spec.template.metadata', { type: 'object' }),
  aRow('spec.template.metadata.labels', { type: 'map', itemType: 'string' }),
  aRow(pod, { type: 'object' }),
  aRow(`${pod}.containers`, { type: 'array', itemType: 'object', required: true }),
  aRow(`${pod}.containers[*].name`, { required: true }),
  aRow(`${pod}.containers[*].image`),
  aRow(`${pod}.containers[*].ports`, { type: 'array', itemType: 'object' }),
  aRow(`${pod}.containers[*].ports[*].containerPort`, { type: 'integer', required: true }),
]);
const service = aTable([
  aRow('spec', { type: 'object' }),
  aRow('spec.selector', { type: 'map', itemType: 'string' }),
  aRow('spec.ports', { type: 'array', itemType: 'object' }),
  aRow('spec.ports[*].port', { type: 'integer', required: true }),
  aRow('spec.ports[*].targetPort', { type: 'int-or-string' }),
]);

function webApplication() {
  const resources = [
    aResource('service', aKind({ group: '', kind: 'Service', plural: 'services' })),
    aResource('app', aKind({ group: 'apps', kind: 'Deployment', plural: 'deployments' })),
  ];
  const tables = new Map([
    ['app', deployment],
    ['service', service],
  ]);
  const bare = aSolution({ resources });
  const links = [...findLinks(bare, tables)];
  const bindings = [...findBindings(bare, tables, { facts: NO_FACTS, intent: '' })];
  const solution = { ...bare, links, bindings };
  return { solution, tables, facts: NO_FACTS, intent: '' };
}

describe('buildManifests', () => {
  it('carries each shared value to where it is needed, what is referred to first', () => {
    const input = webApplication();
    const questions = buildQuestions(input);
    const values = {
      Name: 'shop',
      Namespace: 'a-team',
      'Container image': 'shop:1',
      'Container port': '3000',
    };
    const answers = answersTo(questions, values);
    const built = buildManifests({ ...input, questions, answers });

    expect(built.map(({ alias }) => alias)).toEqual(['app', 'service']);
    expect(built[1]?.object).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'shop',
        namespace: 'a-team',
        labels: { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/managed-by': 'dotai' },
      },
      spec: {
        selector: { 'app.kubernetes.io/name': 'shop' },
        ports: [{ port: 3000, targetPort: 3000 }],
      },
    });
    expect(built[0]?.object['spec']).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'shop' } },
        spec: { containers: [{ name: 'shop', image: 'shop:1', ports: [{ containerPort: 3000 }] }] },
      },
    });
  });

  it('asks for each shared value once', () => {
    const labels = buildQuestions(webApplication()).map(({ label }) => label);

    expect(labels.filter((label) => /port/iu.test(label))).toEqual(['Container port']);
    expect(labels.filter((label) => /name$/iu.test(label))).toEqual(['Name']);
  });

  it('leaves out what nobody answered, and writes objects that must be there', () => {
    const table = aTable([
      aRow('spec', { type: 'object', required: true }),
      aRow('spec.main', { type: 'object', required: true }),
      aRow('spec.main.size', { default: 'small' }),
      aRow('spec.note'),
    ]);
    const solution = aSolution({ resources: [aResource('db', aKind())], links: [], bindings: [] });
    const input = { solution, tables: new Map([['db', table]]), facts: NO_FACTS, intent: '' };
    const questions = buildQuestions(input);
    const [built] = buildManifests({
      ...input,
      questions,
      answers: answersTo(questions, { Name: 'db' }),
    });

    expect(built?.object['spec']).toEqual({ main: {} });
  });

  it('gives a second object of one kind a name of its own', () => {
    const kind = aKind();
    const resources = [aResource('one', kind), aResource('two', kind)];
    const solution = aSolution({ resources, links: [], bindings: [] });
    const input = { solution, tables: new Map(), facts: NO_FACTS, intent: '' };
    const questions = buildQuestions(input);
    const built = buildManifests({
      ...input,
      questions,
      answers: answersTo(questions, { Name: 'db' }),
    });

    expect(built.map(({ object }) => object.metadata.name)).toEqual(['db', 'db-two']);
  });
});

describe('checkManifest', () => {
  const object = (spec: Json) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec,
  });

  it('names the path of what is unknown, missing or of the wrong type', () => {
    const table = aTable(deployment.rows);
    const problems = checkManifest(
      object({ replicas: 'two', bogus: 1, selector: {}, template: { spec: { containers: [{}] } } }),
      table,
    );

    expect(problems).toEqual([
      { path: 'spec.replicas', message: 'It must be a whole number.' },
      { path: 'spec.bogus', message: 'The schema has no such field.' },
      { path: 'spec.template.spec.containers[0].name', message: 'It is required.' },
    ]);
  });

  it('counts defaults as given and says which rule is broken', () => {
    const rows = [
      aRow('spec', { type: 'object' }),
      aRow('spec.mode', { required: true, default: 'strict' }),
      aRow('spec.key'),
    ];
    const rule = "self.mode != 'strict' || has(self.key)";
    const table = aTable(rows, { rules: [{ path: 'spec', rule, message: 'strict needs a key' }] });

    expect(checkManifest(object({}), table)).toEqual([
      { path: 'spec.key', message: 'strict needs a key' },
    ]);
    expect(checkManifest(object({ key: 'a' }), table)).toEqual([]);
    expect(checkManifest(object({ mode: 'lax' }), table)).toEqual([]);
  });

  it('does not judge what the table does not reach', () => {
    const table = aTable(
      [aRow('spec', { type: 'object' }), aRow('spec.a', { type: 'object' }), aRow('spec.a.b')],
      {
        cutAt: ['spec.a'],
      },
    );

    expect(checkManifest(object({ a: { c: 1 } }), table)).toEqual([]);
  });
});

const leaf: fc.Arbitrary<Partial<FieldRow>> = fc.oneof(
  fc.constant<Partial<FieldRow>>({ type: 'string' }),
  fc.constant<Partial<FieldRow>>({ type: 'string', enum: ['a', 'b'] }),
  fc.constant<Partial<FieldRow>>({ type: 'integer', minimum: 2, maximum: 9 }),
  fc.constant<Partial<FieldRow>>({ type: 'boolean' }),
  fc.constant<Partial<FieldRow>>({ type: 'array', itemType: 'string', minItems: 1 }),
  fc.constant<Partial<FieldRow>>({ type: 'map', itemType: 'string' }),
);

/** Random schemas: objects and lists of objects, two levels deep, some of it required. */
const tables = fc
  .array(
    fc.record({
      isList: fc.boolean(),
      required: fc.boolean(),
      fields: fc.array(fc.tuple(leaf, fc.boolean()), { maxLength: 4 }),
    }),
    {
      maxLength: 4,
    },
  )
  .map((holders) =>
    aTable([
      aRow('spec', { type: 'object', required: true }),
      ...holders.flatMap(({ isList, required, fields }, place) => {
        const type = isList
          ? ({ type: 'array', itemType: 'object' } as const)
          : ({ type: 'object' } as const);
        const holder = `spec.holder${place}`;
        const inside = fields.map(([row, isRequired], field) =>
          aRow(`${holder}${isList ? '[*]' : ''}.field${field}`, { ...row, required: isRequired }),
        );
        return [aRow(holder, { ...type, required }), ...inside];
      }),
    ]),
  );

function validAnswer({ limits, options }: Question): Json {
  if (options[0]) return options[0].value;
  switch (limits.type) {
    case 'integer':
      return limits.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return ['x'];
    case 'map':
      return { key: 'x' };
    default:
      return 'x';
  }
}

describe('every manifest that is built from valid answers', () => {
  it('passes the check', () => {
    fc.assert(
      fc.property(tables, fc.boolean(), (table, isAnsweringAll) => {
        const solution = aSolution({
          resources: [aResource('db', aKind())],
          links: [],
          bindings: [],
        });
        const input = { solution, tables: new Map([['db', table]]), facts: NO_FACTS, intent: '' };
        const questions = buildQuestions(input);
        const chosen = questions.filter(
          ({ isRequired, columns }) => isRequired || (isAnsweringAll && !columns),
        );
        const values = Object.fromEntries(
          chosen.map((one) => [one.id, one.id === 'name' ? 'db' : validAnswer(one)]),
        );
        const [built] = buildManifests({ ...input, questions, answers: answersTo(chosen, values) });

        expect(built && checkManifest(built.object, table)).toEqual([]);
      }),
    );
  });
});
