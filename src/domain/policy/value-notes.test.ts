import { describe, expect, it } from 'vitest';
import { aCatalogKind } from '../../../test/catalog-kinds.ts';
import { expandDraft } from './expand.ts';
import type { RuleDraft } from './rule-draft.ts';

const managed = ['spec.forProvider.region'];
const aws = aCatalogKind('Instance.rds.aws.example', managed, { providers: ['aws'] });
const azure = aCatalogKind('Server.db.azure.example', managed, { providers: ['azure'] });

describe('doubtful values are told and never mended', () => {
  function notesOf(value: string, draft: Partial<RuleDraft> = {}, kinds = [aws]) {
    const check = { type: 'oneOf' as const, values: [value] };
    const checks = [{ paths: ['spec.region', 'spec.forProvider.region', 'spec.size'], check }];
    const everything = {
      providers: ['aws'],
      subjects: [{ group: '*' }],
      incidental: [],
      expressions: [],
    };
    const given = { kinds, triggers: [], leftOut: [], sentence: 'Databases' };
    const { notes, rules } = expandDraft({ ...everything, ...draft, checks }, given);
    expect(rules.every((rule) => JSON.stringify(rule.check).includes(value))).toBe(true);
    return notes;
  }

  it.each([
    ['us-east-1', []],
    ['us-east1', ['“us-east1” is a region of Google Cloud, not of AWS. Near to it is us-east-1.']],
    ['eu-wset-1', ['“eu-wset-1” is no region of AWS that is known here. Near to it is eu-west-1.']],
  ])('a region: %s', (value, notes) => {
    expect(notesOf(value)).toEqual(notes);
  });

  it('a region of one cloud that other clouds’ kinds would need', () => {
    expect(notesOf('us-east-1', { providers: [] }, [aws, azure])).toEqual([
      'us-east-1 is of AWS, and no cloud is named: 1 kind of Azure could be used no more.',
    ]);
  });

  it('a choice that a field does not have', () => {
    const size = { path: 'spec.size', type: 'string' as const, enum: ['small', 'medium'] };
    const kind = aCatalogKind('Sql.rds.aws.example', [size], { providers: ['aws'] });

    expect(notesOf('smal', {}, [kind])).toContain(
      'spec.size of Sql does not take “smal”, only small, medium. The nearest is small.',
    );
  });
});
