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
import { NO_FACTS } from '../../src/domain/configure/live-options.ts';
import { buildQuestions, openQuestions } from '../../src/domain/configure/questions.ts';
import type { FieldTable } from '../../src/domain/field-table.ts';
import type { ResourceKind } from '../../src/domain/kind.ts';
import { profile } from '../../src/domain/knowledge/profile.ts';
import { PROVIDER_IDS } from '../../src/domain/knowledge/providers.ts';
import { estimateTokens } from '../../src/domain/tokens.ts';
import { applyOpenRequirements } from '../../src/prompts/apply-open-requirements.ts';
import { describeCapabilities } from '../../src/prompts/describe-capabilities.ts';
import { fieldsToSet, fieldsToWord } from '../../src/prompts/question-fields.ts';
import { wordQuestions } from '../../src/prompts/word-questions.ts';
import {
  findRecordings,
  missingRecordings,
  type Recordings,
  unpackRecordings,
} from '../recordings-server.ts';

const INTENT = 'a thing with backups in AWS';
const WISH = 'keep backups for 7 days, and encrypt the storage';

/** Most tokens that the fields of one kind may take in a prompt, and that its description may. */
const FIELDS_MAX = 2_500;
const KIND_MAX = 1_000;

/** One kind with its schema, as the server of the recordings describes it. */
interface Described {
  readonly kind: ResourceKind;
  readonly table: FieldTable;
}

describe.skipIf(missingRecordings())('what prompts show of real schemas', () => {
  let recordings: Recordings;
  let kinds: readonly Described[];

  beforeAll(() => {
    recordings = unpackRecordings(findRecordings() ?? '');
    kinds = describedKinds(recordings);
  });

  afterAll(() => recordings.remove());

  it('was looked at in every kind, and some schemas are big', () => {
    const rows = kinds.map(({ table }) => table.rows.length);

    expect(kinds.length).toBeGreaterThan(100);
    expect(Math.max(...rows)).toBeGreaterThan(1_000);
  });

  it('is bounded when questions are worded', () => {
    const sizes = kinds.map((one) => {
      const questions = buildQuestions(inputOf(one));
      const fields = fieldsToWord(questions, INTENT);
      const values = wordQuestions.values({ intent: INTENT, solutionTitle: 'It', fields });
      return { kind: one.kind.kind, tokens: estimateTokens(values['fields'] ?? '') };
    });

    expect(sizes.filter(({ tokens }) => tokens > FIELDS_MAX)).toEqual([]);
    expect(sizes.some(({ tokens }) => tokens > 300)).toBe(true);
  });

  it('is bounded when wishes at the end are applied', () => {
    const sizes = kinds.map((one) => {
      const input = inputOf(one);
      const questions = [...buildQuestions(input), ...openQuestions(input, WISH)];
      const fields = fieldsToSet(questions, WISH);
      const values = applyOpenRequirements.values({ text: WISH, fields });
      return { kind: one.kind.kind, tokens: estimateTokens(values['fields'] ?? '') };
    });

    expect(sizes.filter(({ tokens }) => tokens > FIELDS_MAX)).toEqual([]);
    expect(sizes.some(({ tokens }) => tokens > 300)).toBe(true);
  });

  it('still holds the field that a wish speaks of', () => {
    const instance = kinds.find(
      ({ kind }) => kind.kind === 'Instance' && kind.group.startsWith('rds.aws.m.'),
    );
    if (!instance) throw new Error('no RDS instance is recorded');
    const input = inputOf(instance);
    const questions = [...buildQuestions(input), ...openQuestions(input, WISH)];
    const paths = fieldsToSet(questions, WISH).map(({ path }) => path);

    expect(paths.join('\n')).toMatch(/backupRetentionPeriod/u);
    expect(paths.join('\n')).toMatch(/storageEncrypted/u);
  });

  it('is bounded when a kind is described', () => {
    const sizes = kinds.map((one) => {
      const offered = { id: 'k01', ...sketchOf(one) };
      const values = describeCapabilities.values({
        kinds: [offered],
        providers: [...PROVIDER_IDS],
      });
      return { kind: one.kind.kind, tokens: estimateTokens(values['kinds'] ?? '') };
    });

    expect(sizes.filter(({ tokens }) => tokens > KIND_MAX)).toEqual([]);
    expect(sizes.some(({ tokens }) => tokens > 200)).toBe(true);
  });
});

function describedKinds(recordings: Recordings): Described[] {
  const documents = new Map<string, ReturnType<typeof parseSchemaDocument>>();
  const served = ['/api', '/apis'].flatMap((url) => {
    const found = recordings.all.find(
      (one) => one.url === url && one.status === 200 && one.accept.includes('apidiscovery'),
    );
    const body: unknown = found && JSON.parse(recordings.body(found).toString());
    return servedKinds(aggregatedResources(GroupDiscoveryList.parse(body)));
  });
  return served.flatMap(({ kind }) => {
    const api = kind.group === '' ? `api/${kind.version}` : `apis/${kind.group}/${kind.version}`;
    const found = recordings.all.find(
      ({ url, status }) => status === 200 && url.split('?')[0] === `/openapi/v3/${api}`,
    );
    if (!found) return [];
    const document = documents.get(api) ?? parseSchemaDocument(recordings.body(found));
    documents.set(api, document);
    const table = fieldTableOf(document, kind);
    return table ? [{ kind, table }] : [];
  });
}

function inputOf({ kind, table }: Described) {
  const { schemaHash } = table;
  const resource = { alias: 'it', capabilityId: 'c01', kind, schemaHash, purpose: '' };
  const solution = { resources: [resource], links: [], bindings: [] };
  return { solution, tables: new Map([[schemaHash, table]]), facts: NO_FACTS, intent: INTENT };
}

function sketchOf({ kind, table }: Described) {
  const { schemaHash, description, rows } = table;
  const made = profile(
    { kind, schemaHash, description, fields: rows },
    { servedVersions: [kind.version], verbs: ['create'], categories: [], shortNames: [] },
    { clusterId: 'c', scannedAt: '2026-01-01T00:00:00Z' },
  );
  const { group, namespaced } = kind;
  const named = { kind: kind.kind, group, namespaced };
  return { ...named, schemaDescription: description, profile: made, fields: rows };
}
