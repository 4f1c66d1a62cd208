import { describe, expect, it } from 'vitest';
import { aCatalogKind } from '../../../test/catalog-kinds.ts';
import type { CatalogKind } from './candidates.ts';
import { expandDraft, type Expanding } from './expand.ts';
import type { RuleDraft } from './rule-draft.ts';

const inRegion: RuleDraft = {
  providers: ['aws'],
  subjects: [{ group: '*' }],
  incidental: [],
  checks: [
    {
      paths: ['spec.region', 'spec.forProvider.region', 'spec.initProvider.region'],
      check: { type: 'oneOf', values: ['us-east-1'] },
    },
  ],
  expressions: [],
};

function spread(
  draft: Partial<RuleDraft>,
  kinds: readonly CatalogKind[],
  more: Partial<Expanding> = {},
) {
  const sentence = 'Databases in AWS must run in us-east-1';
  const given = { kinds, triggers: [], leftOut: [], sentence, ...more };
  return expandDraft({ ...inRegion, ...draft }, given);
}

const managed = ['spec.forProvider.region', 'spec.initProvider.region'];
const aws = aCatalogKind('Instance.rds.aws.example', managed, { providers: ['aws'] });
const azure = aCatalogKind('Server.db.azure.example', managed, { providers: ['azure'] });
const portable = { providers: ['aws', 'azure'] };

describe('which kinds an expression reaches', () => {
  const named = (kinds: readonly CatalogKind[]): Partial<RuleDraft> => ({
    checks: [],
    subjects: [],
    expressions: [
      {
        id: 'e1',
        kinds: kinds.map(({ outline }) => outline.kind),
        expression: 'object.spec.a == object.spec.b',
        message: 'Both are the same.',
        accepts: ['{}'],
        refuses: ['{}'],
      },
    ],
  });
  const choice = { path: 'spec.provider', type: 'string' as const, enum: ['AWS', 'Azure'] };
  const bound = aCatalogKind('Store.acme.example', ['spec.region', choice], portable);
  const lonely = aCatalogKind('Cluster.rds.aws.example', [], {
    providers: ['aws'],
    namespaced: false,
  });
  const chosen = aCatalogKind('Chosen.rds.aws.example', managed, { providers: ['aws'] });
  const event = aCatalogKind('Event.rds.aws.example', managed, { providers: ['aws'] });

  it('is told of each, as for checks: clouds, namespaces, what is incidental or left out', () => {
    const kinds = [aws, azure, bound, lonely, chosen, event];
    const incidental = [{ group: 'rds.aws.example', kinds: ['Event'] }];
    const { coverage, expressions, notes } = spread({ ...named(kinds), incidental }, kinds, {
      leftOut: ['Chosen.rds.aws.example'],
    });

    expect(
      coverage.rows.map(({ kind, ruleIds, leftOut }) => [kind.kind, ruleIds, leftOut]),
    ).toEqual([
      ['Instance', ['e1'], undefined],
      ['Server', [], 'another-cloud'],
      ['Store', [], 'cannot-say'],
      ['Chosen', [], 'chosen'],
      ['Event', [], 'incidental'],
      ['Cluster', [], 'no-namespace'],
    ]);
    expect(expressions).toMatchObject([{ id: 'e1', kinds: [{ kind: 'Instance' }] }]);
    expect(notes).toEqual([]);
  });

  it('is dropped with a note where none of them remains', () => {
    const { coverage, expressions, notes } = spread(named([azure]), [aws, azure]);

    expect(expressions).toEqual([]);
    expect(coverage.rows.map(({ leftOut }) => leftOut)).toEqual(['another-cloud']);
    expect(notes).toEqual([
      '“Both are the same.” is not checked: no kind that it names is reached.',
    ]);
  });

  it('is told beside the checks of the same kind, also where it cannot be bound as they are', () => {
    const draft = { ...named([aws, bound]), checks: inRegion.checks, subjects: inRegion.subjects };
    const { coverage } = spread(draft, [aws, bound]);

    expect(coverage.rows.map(({ kind, ruleIds, note }) => [kind.kind, ruleIds, note])).toEqual([
      [
        'Store',
        ['r3'],
        expect.stringMatching(/us-east-1.*; not checked: “Both are the same.”, as/u),
      ],
      ['Instance', ['r1', 'r2', 'e1'], expect.stringMatching(/us-east-1; Both are the same\.$/u)],
    ]);
  });
});
