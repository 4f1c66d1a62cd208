import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aCatalogKind } from '../../../test/catalog-kinds.ts';
import { aPolicyTalk } from '../../../test/policy-builders.ts';
import { aContext, aPolicyWork } from '../../../test/policy-work.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { Failure } from '../../domain/failure.ts';
import type { CatalogKind } from '../../domain/policy/candidates.ts';
import { Coverage } from '../../domain/policy/coverage.ts';
import { DerivedRules } from '../../domain/policy/derived-rules.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Asking, LanguageModel } from '../../ports/language-model.ts';
import {
  deriveRules,
  type DeriveRulesInput,
  type DeriveRulesOutput,
} from '../../prompts/derive-rules.ts';
import type { PolicyState } from '../../workflows/policy/state.ts';

const DERIVE = { type: 'derive-rules' } as const;
const SENTENCE = 'Databases in AWS should always run in the us-east-1 region';

const region = ['spec.forProvider.region', 'spec.initProvider.region'];
const instance = aCatalogKind('Instance.rds.aws.example.org', region, { providers: ['aws'] });
const cluster = aCatalogKind('Cluster.rds.aws.example.org', region, { providers: ['aws'] });
const bucket = aCatalogKind('Bucket.s3.aws.example.org', region, { providers: ['aws'] });

/** What a hosted model was asked; `says` stands in for its own reading. */
function aHostedModel(says?: (input: DeriveRulesInput) => DeriveRulesOutput) {
  const offline = createOfflineModel();
  const asked: (Asking | undefined)[] = [];
  const model: LanguageModel = {
    name: 'claude',
    async ask(task, input, asking) {
      asked.push(asking);
      const answer = await offline.ask(task, input, asking);
      if (asking?.by === 'offline') return answer;
      const output = says?.(deriveRules.input.parse(input)) ?? answer.output;
      return { output: task.output.parse(output), by: 'claude' };
    },
  };
  return { model, asked };
}

function work(
  given: {
    readonly kinds?: readonly CatalogKind[];
    readonly policies?: readonly Policy[];
    readonly says?: (input: DeriveRulesInput) => DeriveRulesOutput;
    readonly curators?: readonly string[];
  } = {},
) {
  const { kinds = [instance, bucket], policies = [], says, ...setting } = given;
  const { model, asked } = aHostedModel(says);
  const catalog = { kinds: async () => ({ clusterId: 'fake-cluster', kinds }) };
  const { activities, artifacts } = aPolicyWork({ ...setting, policies, over: { model, catalog } });
  async function derive(parts: Partial<PolicyState> = {}) {
    const state = { ...aPolicyTalk(), sentence: SENTENCE, triggers: ['databases'], ...parts };
    const event = await activities['derive-rules'](DERIVE, aContext(state));
    if (!event) throw new Error('nothing came of it');
    const { derived, isDraft } = event;
    const stored = async (hash: string): Promise<unknown> => JSON.parse(await artifacts.get(hash));
    return {
      derived,
      isDraft,
      record: DerivedRules.parse(await stored(derived.rules)),
      coverage: Coverage.parse(await stored(derived.coverage)),
      text: await artifacts.get(derived.coverageFile.content),
    };
  }
  return { derive, asked };
}

describe('deriving rules', () => {
  it('says whether its author is a curator now', async () => {
    expect((await work().derive()).isDraft).toBe(false);
    expect((await work({ curators: ['UCLEO'] }).derive()).isDraft).toBe(true);
  });

  it('tells what is checked, on which kinds, and keeps the whole as artifacts', async () => {
    const { derived, record, coverage, text } = await work().derive();

    expect(derived).toMatchObject({
      counts: { rules: 2, covered: 1, leftOut: 1 },
      kinds: ['Instance.rds.aws.example.org'],
      notes: [],
      conflicts: [],
      by: 'claude',
    });
    expect(derived.lines).toEqual([
      'rds.aws.example.org: Instance · spec.forProvider.region must be us-east-1; spec.initProvider.region must be us-east-1',
    ]);
    expect(record).toMatchObject({ clusterId: 'fake-cluster', draft: { providers: ['aws'] } });
    expect(record.rules.map(({ path }) => path)).toEqual(region);
    expect(coverage.rows.map(({ leftOut }) => leftOut)).toEqual([undefined, 'incidental']);
    expect(text).toContain(
      'Left out, they have such a field, and the policy is not about them (1 kind):',
    );
    expect(text).toContain('- s3.aws.example.org: Bucket');
  });

  it('asks the model in the session’s name, and by the built-in rules where it fails', async () => {
    const { derive, asked } = work({
      says: () => {
        throw new Failure('model-unavailable', 'It is away.');
      },
    });

    const { derived } = await derive();
    const sessionId = 'session-1';

    expect(derived).toMatchObject({ by: 'offline', counts: { covered: 1 } });
    expect(asked).toMatchObject([{ sessionId }, { sessionId, by: 'offline' }]);
  });

  it('says why nothing can be checked', async () => {
    const nothing = await work().derive({ sentence: 'Everybody should be kind' });
    const noSuchField = await work({ kinds: [bucket] }).derive({
      sentence: 'Buckets must be encrypted',
      triggers: ['bucket'],
    });

    expect(nothing.derived.guidanceBecause).toMatch(/cannot read/u);
    expect(noSuchField.derived.guidanceBecause).toMatch(/has a field that says it/u);
    expect(noSuchField.derived.counts).toMatchObject({ rules: 0, covered: 0 });
  });

  it('names the part of the sentence that no field says, and doubtful values', async () => {
    const { derived } = await work().derive({
      sentence: 'Databases in AWS must run in us-east1 unless somebody agreed to another place',
    });

    expect(derived.notes).toEqual([
      'No field says “unless somebody agreed to another place”: that part is not checked.',
      '“us-east1” is a region of Google Cloud, not of AWS. Near to it is us-east-1.',
    ]);
  });

  it('names policies that forbid what it demands, and those that say the same', async () => {
    const elsewhere = aRule({ check: { type: 'oneOf', values: ['eu-west-1'] } });
    const policies = [
      aPolicy({
        id: 'pol-00000000000a',
        sentence: 'Databases stay in Ireland',
        rules: [elsewhere],
      }),
      aPolicy({ id: 'pol-00000000000b', sentence: 'The same again' }),
      aPolicy({ id: 'pol-00000000000c', status: 'draft', rules: [elsewhere] }),
    ];
    const { derived } = await work({ policies }).derive();

    expect(derived.conflicts).toMatchObject([
      { policyId: 'pol-00000000000a', sentence: 'Databases stay in Ireland' },
    ]);
    expect(derived.notes).toHaveLength(1);
    expect(derived.notes[0]).toContain('The same again');
  });
});

describe('the same words', () => {
  it('are not understood a second time where only kinds are left out', async () => {
    const { derive, asked } = work({ kinds: [instance, cluster] });
    const first = await derive();
    const again = await derive({
      derived: first.derived,
      leftOut: ['Cluster.rds.aws.example.org'],
    });

    expect(asked).toHaveLength(1);
    expect(again.derived).toMatchObject({ counts: { covered: 1, leftOut: 1 }, by: 'claude' });
    expect(again.record.draft).toEqual(first.record.draft);
  });

  it('are understood anew where the sentence changed', async () => {
    const { derive, asked } = work();
    const first = await derive();
    await derive({ derived: first.derived, sentence: 'Databases in AWS must be in eu-west-1' });

    expect(asked).toHaveLength(2);
  });

  it('of a stored policy reach the kinds that came since, without a model', async () => {
    const { record } = await work().derive();
    const policy = aPolicy({
      sentence: SENTENCE,
      triggers: ['databases'],
      rules: record.rules,
      draft: record.draft,
    });
    const { derive, asked } = work({ kinds: [instance, cluster, bucket], policies: [policy] });
    const { id: policyId } = policy;
    const { derived } = await derive({ policyId, input: { type: 'extend', policyId } });

    expect(asked).toHaveLength(0);
    expect(derived).toMatchObject({ added: ['Cluster.rds.aws.example.org'], by: 'offline' });
    expect(derived.conflicts).toEqual([]);
  });
});

it('names kinds that are served in another version than a policy was made for', async () => {
  const { record } = await work().derive();
  const rules = record.rules.map((rule) => ({
    ...rule,
    kinds: rule.kinds.map((kind) => ({ ...kind, version: 'v1alpha1' })),
  }));
  const stored = { sentence: SENTENCE, triggers: ['databases'], draft: record.draft };
  const policy = aPolicy({ ...stored, rules });
  const { id: policyId } = policy;
  const { derived } = await work({ policies: [policy] }).derive({
    policyId,
    input: { type: 'extend', policyId },
  });

  expect(derived.added).toContain('Instance.rds.aws.example.org');
});

describe('an expression that a model wrote', () => {
  const object = (value: string) =>
    JSON.stringify({
      apiVersion: 'rds.aws.example.org/v1',
      kind: 'Instance',
      metadata: { name: 'shop' },
      spec: { forProvider: { region: value } },
    });
  function saying(expression: string) {
    return ({ groups }: DeriveRulesInput): DeriveRulesOutput => ({
      providers: [],
      checks: [],
      about: [],
      incidental: [],
      expressions: [
        {
          groupId: groups.find(({ group }) => group.startsWith('rds'))?.id ?? '',
          kinds: ['Instance'],
          expression,
          message: 'The region must be long.',
          accepts: [object('us-east-1')],
          refuses: [object('us')],
        },
      ],
      unsaid: [],
    });
  }

  it('is kept where it judges its own examples rightly', async () => {
    const says = saying('object.spec.forProvider.region.size() > 4');
    const { record, derived } = await work({ says }).derive();

    expect(record.expressions).toMatchObject([{ id: 'e1', kinds: [{ kind: 'Instance' }] }]);
    expect(derived.guidanceBecause).toBe(undefined);
  });

  it('is kept of no kind that a person left out', async () => {
    const says = saying('object.spec.forProvider.region.size() > 4');
    const leftOut = ['Instance.rds.aws.example.org'];
    const { record, derived } = await work({ says }).derive({ leftOut });

    expect(record.expressions).toEqual([]);
    expect(derived).toMatchObject({ kinds: [], counts: { covered: 0, leftOut: 1 } });
    expect(derived.notes.join(' ')).toMatch(/no kind that it names is reached/u);
    expect(derived.guidanceBecause).not.toBe(undefined);
  });

  it.each([
    [
      'judges them wrongly',
      'object.spec.forProvider.region.size() > 1',
      /judges its own examples/u,
    ],
    ['cannot be read', 'object.spec.', /cannot be read/u],
  ])('is dropped and told where it %s', async (_, expression, note) => {
    const { record, derived } = await work({ says: saying(expression) }).derive();

    expect(record.expressions).toEqual([]);
    expect(derived.notes.join(' ')).toMatch(note);
    expect(derived.guidanceBecause).not.toBe(undefined);
  });
});
