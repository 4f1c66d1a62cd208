import { describe, expect, it } from 'vitest';
import { enforcementName } from './enforcement-name.ts';

const POLICY = {
  id: 'pol-62cb97c8e75a',
  sentence: 'Databases in AWS should always run in us-east-1',
};

describe('the name of what enforces a policy', () => {
  it('holds its telling words and its id, in at most 63 characters', () => {
    const name = enforcementName(POLICY);

    expect(name).toMatch(/^dotai-databases-aws-[a-z0-9-]*62cb97c8e75a$/u);
    expect(enforcementName({ ...POLICY, sentence: 'long '.repeat(40) }).length).toBeLessThan(64);
    expect(enforcementName({ ...POLICY, sentence: '全て' })).toBe('dotai-62cb97c8e75a');
  });

  it.each([
    ['Databases in AWS run in us-east-1.', 'dotai-databases-aws-us-east-1-62cb97c8e75a'],
    ['Größe ist erlaubt', 'dotai-gro-e-ist-erlaubt-62cb97c8e75a'],
    ['x'.repeat(200), `dotai-${'x'.repeat(44)}-62cb97c8e75a`],
    [`${'x'.repeat(43)}-y`, `dotai-${'x'.repeat(43)}-62cb97c8e75a`],
    ['', 'dotai-62cb97c8e75a'],
  ])('of %j is a valid one', (sentence, expected) => {
    expect(enforcementName({ ...POLICY, sentence })).toBe(expected);
    expect(expected).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/u);
  });

  it('stays what it is in the cluster when the sentence is changed', () => {
    const objects = [
      { group: 'g', version: 'v1', kind: 'K', plural: 'ks', name: enforcementName(POLICY) },
    ];
    const enforcement = {
      target: 'admission-policy',
      mode: 'audit',
      clusterId: 'c1',
      objects,
      digests: [],
      changeId: 'chg-1',
      version: 1,
    } as const;

    const changed = { ...POLICY, sentence: 'Something else' };

    expect(
      enforcementName({ ...changed, enforcement: { ...enforcement, objects, digests: [] } }),
    ).toBe(objects[0]?.name);
  });
});
