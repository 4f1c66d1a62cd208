import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aggregatedResources,
  GroupDiscoveryList,
  servedKinds,
} from '../../src/adapters/kubernetes/discovery-lists.ts';
import {
  fieldTableOf,
  parseSchemaDocument,
} from '../../src/adapters/kubernetes/schema/schema-document.ts';
import { readAnswer } from '../../src/domain/configure/answers.ts';
import { findBindings } from '../../src/domain/configure/bindings.ts';
import { findLinks } from '../../src/domain/configure/links.ts';
import { liveNeeds, optionsFrom } from '../../src/domain/configure/live-options.ts';
import { checkManifest } from '../../src/domain/configure/manifest-check.ts';
import { buildManifests } from '../../src/domain/configure/manifests.ts';
import { buildQuestions } from '../../src/domain/configure/questions.ts';
import type { FieldTable } from '../../src/domain/field-table.ts';
import type { Json } from '../../src/domain/json.ts';
import type { ResourceKind } from '../../src/domain/kind.ts';
import type { Answer, Question } from '../../src/domain/question.ts';
import { aSolution } from '../recommend-builders.ts';
import {
  findRecordings,
  missingRecordings,
  type Recordings,
  unpackRecordings,
} from '../recordings-server.ts';

describe.skipIf(missingRecordings())('configuring what a real cluster serves', () => {
  let recordings: Recordings;
  let kinds: readonly ResourceKind[];
  const documents = new Map<string, ReturnType<typeof parseSchemaDocument>>();
  const tables = new Map<ResourceKind, FieldTable>();

  beforeAll(() => {
    recordings = unpackRecordings(findRecordings() ?? '');
    kinds = ['/api', '/apis'].flatMap((url) =>
      servedKinds(aggregatedResources(GroupDiscoveryList.parse(bodyOf(url, 'apidiscovery'))))
        .filter(({ verbs }) => verbs.includes('create') && verbs.includes('patch'))
        .map(({ kind }) => kind),
    );
  });

  afterAll(() => {
    recordings.remove();
  });

  function bodyOf(url: string, accept: string): unknown {
    const found = recordings.all.find(
      (one) => one.url === url && one.status === 200 && one.accept.includes(accept),
    );
    return found && JSON.parse(recordings.body(found).toString());
  }

  function tableOf(kind: ResourceKind): FieldTable | undefined {
    const api = kind.group === '' ? `api/${kind.version}` : `apis/${kind.group}/${kind.version}`;
    const known = documents.get(api);
    const found = recordings.all.find(
      ({ url, status }) => status === 200 && url.split('?')[0] === `/openapi/v3/${api}`,
    );
    if (!known && !found) return undefined;
    const schemas = known ?? parseSchemaDocument(found ? recordings.body(found) : new Uint8Array());
    documents.set(api, schemas);
    const table = tables.get(kind) ?? fieldTableOf(schemas, kind);
    if (table) tables.set(kind, table);
    return table;
  }

  function prepare(chosen: readonly ResourceKind[], said: { intent: string; provider?: string }) {
    const tables = new Map<string, FieldTable>();
    const resources = chosen.map((kind, place) => {
      const table = tableOf(kind);
      if (!table) throw new Error(`no schema of ${kind.kind}`);
      tables.set(table.schemaHash, table);
      const { schemaHash } = table;
      return { alias: `part-${place}`, capabilityId: `c${place}`, kind, schemaHash, purpose: '' };
    });
    const { intent, provider } = said;
    const bare = { ...aSolution({ resources, links: [], bindings: [] }), provider };
    const linked = { ...bare, links: [...findLinks(bare, tables)] };
    const templates = ['aws', 'azure'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Template',
      metadata: { name, labels: { provider: name } },
    }));
    const options = liveNeeds(linked, tables, kinds)
      .filter(({ take }) => take === 'labels')
      .flatMap((need) => optionsFrom(need, templates, linked));
    const facts = { namespaces: ['a-team', 'b-team'], options };
    const bindings = [...findBindings(linked, tables, { facts, intent })];
    const input = { solution: { ...linked, bindings }, tables, facts, intent };
    return { ...input, questions: buildQuestions(input) };
  }

  function kindNamed(kind: string, group: RegExp): ResourceKind {
    const found = kinds.find((one) => one.kind === kind && group.test(one.group));
    if (!found) throw new Error(`${kind} is not served`);
    return found;
  }

  it('builds an object of every kind that its schema accepts, from the required answers alone', () => {
    const refused = kinds.flatMap((kind) => {
      if (!tableOf(kind)) return [];
      const prepared = prepare([kind], { intent: '' });
      const answers = prepared.questions
        .filter(({ isRequired }) => isRequired)
        .map((question) => answerTo(question, validAnswer(question)));
      return buildManifests({ ...prepared, answers }).flatMap(({ object }) => {
        const problems = checkManifest(object, tableOf(kind) ?? { ...EMPTY });
        return problems.length === 0 ? [] : [{ kind: kind.kind, problems }];
      });
    });

    expect(kinds.length).toBeGreaterThan(90);
    expect(refused).toEqual([]);
  });

  it('asks at most 20 questions before the advanced ones, whatever the kind', () => {
    const crowded = kinds
      .filter((kind) => tableOf(kind))
      .map((kind) => ({ kind: kind.kind, questions: prepare([kind], { intent: '' }).questions }))
      .filter(({ questions }) => questions.filter(({ stage }) => stage !== 'advanced').length > 20);

    expect(crowded.map(({ kind }) => kind)).toEqual([]);
  });

  it('leads the article’s conversation on the portable database', () => {
    const portable = kinds.find((kind) => {
      const table = tableOf(kind);
      return table?.rows.some(({ path }) => path === 'spec.schemas[*].sql') === true;
    });
    const said = { intent: 'managed PostgreSQL in AWS with schema management', provider: 'aws' };
    const prepared = prepare(portable ? [portable] : [], said);
    const stage = (name: Question['stage']) =>
      prepared.questions.filter((question) => question.stage === name).map(({ label }) => label);

    expect(stage('required')).toEqual(['Name', 'Namespace', 'Size', 'Region']);
    expect(stage('basic').slice(0, 2)).toEqual(['Databases', 'Version']);

    const said1 = ['my-db', 'a-team', 'small', 'us-east-1', 'db-01, db-02', '15'];
    const answers = said1.flatMap((raw, place) => {
      const question = prepared.questions[place];
      return question ? [answerTo(question, raw)] : [];
    });
    const [built] = buildManifests({ ...prepared, answers });

    expect(built?.object['spec']).toMatchObject({
      size: 'small',
      region: 'us-east-1',
      databases: ['db-01', 'db-02'],
      version: '15',
      crossplane: { compositionSelector: { matchLabels: { provider: 'aws' } } },
    });
  });

  it('ties network, security and database of one cloud together', () => {
    const chosen = [
      kindNamed('Instance', /^rds\..*\.m\./u),
      kindNamed('SubnetGroup', /^rds\..*\.m\./u),
      kindNamed('SecurityGroup', /^ec2\..*\.m\./u),
      kindNamed('VPC', /^ec2\..*\.m\./u),
    ];
    const { solution, questions } = prepare(chosen, {
      intent: 'publicly accessible PostgreSQL',
      provider: 'aws',
    });

    expect(solution.links.map(({ from, to }) => `${from.alias} → ${to.alias} ${to.path}`)).toEqual([
      'part-1 → part-0 spec.forProvider.dbSubnetGroupNameRef.name',
      'part-2 → part-0 spec.forProvider.vpcSecurityGroupIdRefs[0].name',
      'part-3 → part-2 spec.forProvider.vpcIdRef.name',
    ]);
    expect(solution.bindings.map(({ address, value }) => [address.path, value])).toEqual([
      ['spec.forProvider.publiclyAccessible', true],
    ]);
    expect(questions.filter(({ label }) => label === 'Region')).toHaveLength(1);
    expect(questions.find(({ label }) => label === 'Engine')).toMatchObject({
      suggestion: 'postgres',
    });
  });
});

const EMPTY: FieldTable = { schemaHash: '', description: '', rows: [], rules: [], cutAt: [] };

function answerTo(question: Question, raw: Json): Answer {
  const reading = readAnswer(question, raw);
  if ('problem' in reading) throw new Error(reading.problem);
  const said = { by: 'slack:T1:U1', at: '2026-11-22T10:00:00Z', how: 'typed' } as const;
  return { questionId: question.id, value: reading.value, ...said };
}

function validAnswer({ id, limits, options, suggestion, columns = [] }: Question): Json {
  if (id === 'name') return 'my-app';
  if (suggestion !== undefined) return suggestion;
  if (limits.type === 'array' && columns.length > 0) {
    return [
      Object.fromEntries(columns.map(({ name, type }) => [name, type === 'string' ? 'x' : 1])),
    ];
  }
  if (limits.type === 'array')
    return [options[0]?.value ?? (limits.itemType === 'string' ? 'x' : 1)];
  if (options[0]) return options[0].value;
  if (limits.type === 'map') return { key: 'x' };
  if (limits.type === 'integer' || limits.type === 'number') return limits.minimum ?? 1;
  return limits.type === 'boolean' ? true : 'x';
}
