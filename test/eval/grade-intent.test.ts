import { describe, expect, it } from 'vitest';
import type { Solution } from '../../src/domain/solution.ts';
import { aQuestion, aSolution } from '../recommend-builders.ts';
import type { Played } from './conversation.ts';
import { gradeIntent } from './grade-intent.ts';
import type { IntentLabel } from './labels/label.ts';

const LABEL: IntentLabel = {
  name: 'bucket',
  intent: 'a bucket in AWS in eu-west-1',
  primary: ['Bucket.s3.*'],
  forbidden: ['*.azure.example'],
  provider: 'aws',
  mustAsk: [['access']],
  settled: ['provider'],
  said: [{ at: ['region'], value: 'eu-west-1' }],
};

const RIGHT = solutionOf('Bucket', 's3.aws.example');
const OTHER = solutionOf('Container', 'storage.azure.example');

function solutionOf(kind: string, group: string): Solution {
  const [resource] = aSolution().resources;
  if (!resource) throw new Error('the builder makes one');
  const named = { ...resource.kind, kind, group };
  return aSolution({ id: kind, resources: [{ ...resource, capabilityId: group, kind: named }] });
}

function aPlay(over: Partial<Played> = {}): Played {
  return {
    clarifying: [{ id: 'access', text: 'Must it be publicly accessible?', options: [] }],
    solutions: [RIGHT],
    callsFirst: 2,
    chosen: RIGHT,
    required: [],
    refusals: [],
    objects: [{ kind: 'Bucket', spec: { forProvider: { region: 'eu-west-1' } } }],
    failure: undefined,
    trace: [],
    ...over,
  };
}

function grade(over: Partial<Played> = {}, label: Partial<IntentLabel> = {}) {
  const { marks, remarks } = gradeIntent({ ...LABEL, ...label }, aPlay(over), (id) =>
    id.includes('.aws.') ? ['aws'] : ['azure'],
  );
  const got = Object.fromEntries(Object.entries(marks).map(([id, mark]) => [id, mark?.got]));
  return { got, remarks };
}

describe('the grade of an intent', () => {
  it('has nothing to remark where everything is as labelled', () => {
    const { got, remarks } = grade();

    expect(remarks).toEqual([]);
    expect(got).toEqual({
      'primary@1': 1,
      'primary@3': 1,
      forbidden: 0,
      provider: 1,
      missing: 0,
      needless: 0,
      'dry-run': 1,
      'dry-run-later': 1,
      said: 1,
      failed: 0,
    });
  });

  it('sees the right kind in second place, a forbidden one and the wrong cloud in front', () => {
    expect(grade({ solutions: [OTHER, RIGHT] }).got).toMatchObject({
      'primary@1': 0,
      'primary@3': 1,
      forbidden: 1,
      provider: 0,
    });
  });

  it('sees that the right kind is not there, and then nothing of its manifest counts', () => {
    expect(grade({ solutions: [OTHER], chosen: OTHER }).got).toMatchObject({
      'primary@3': 0,
      'dry-run': 0,
      'dry-run-later': 0,
      said: 0,
    });
  });

  it('sees questions that are missing, needless, or asked again among the settings', () => {
    const size = { id: 'size', text: 'How big shall it be?', options: [] };
    const again = aQuestion({
      label: 'Provider',
      options: ['aws', 'azure'].map((value) => ({ value, label: value })),
    });

    expect(grade({ clarifying: [] }).got).toMatchObject({ missing: 1, needless: 0 });
    expect(grade({ clarifying: [size] }).got).toMatchObject({ missing: 1, needless: 1 });
    expect(grade({ required: [again] }).got).toMatchObject({ missing: 0, needless: 1 });
    expect(grade({ required: [{ ...again, suggestion: 'aws' }] }).got).toMatchObject({
      needless: 0,
    });
  });

  it('tells a dry run that passes later from one that passes first, and from none', () => {
    expect(grade({ refusals: ['no'] }).got).toMatchObject({ 'dry-run': 0, 'dry-run-later': 1 });
    expect(grade({ refusals: ['no'], objects: [] }).got).toMatchObject({ 'dry-run-later': 0 });
  });

  it('misses a value that was said and stands nowhere, or only in another field', () => {
    const elsewhere = [{ spec: { description: 'eu-west-1', region: 'us-east-1' } }];

    expect(grade({ objects: elsewhere }).got).toMatchObject({ said: 0 });
  });

  it('wants nothing where nothing fits', () => {
    const nothing = { primary: [], provider: undefined, mustAsk: [] };

    expect(grade({ solutions: [], chosen: undefined }, nothing).got).toMatchObject({ nothing: 1 });
    expect(grade({}, nothing).got).toMatchObject({ nothing: 0 });
  });

  it('takes no failure for an honest nothing', () => {
    const { got, remarks } = grade(
      { solutions: [], chosen: undefined, failure: 'model-unavailable: away' },
      { primary: [], provider: undefined, mustAsk: [] },
    );

    expect(got).toMatchObject({ nothing: 0, failed: 1 });
    expect(remarks).toContain('model-unavailable: away');
  });
});
