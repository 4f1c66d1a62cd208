import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aCandidate,
  aDatabasePattern,
  aPattern,
  INTERNET_GATEWAY,
  SQL_CLAIM,
} from '../../../test/pattern-builders.ts';
import { similarTo } from './similar.ts';

const PUBLIC = aPattern();
const DATABASES = aDatabasePattern();

describe('patterns that say nearly the same', () => {
  it('are the same with the same resources and alike names or triggers', () => {
    const given = { name: 'Public service in AWS', triggers: [], resources: [INTERNET_GATEWAY] };

    expect(similarTo(given, [DATABASES, PUBLIC])).toEqual([
      {
        item: PUBLIC,
        score: expect.closeTo(0.85, 1),
        reason: 'Both are made of InternetGateway, and have names that are alike.',
        isSame: true,
      },
    ]);
    const byTrigger = { name: 'Gate', triggers: ['public cloud service', 'AWS public service'] };
    expect(similarTo({ ...given, ...byTrigger }, [PUBLIC])).toMatchObject([
      { isSame: true, reason: expect.stringContaining('are found by AWS public services and') },
    ]);
  });

  it('are near with the same resources for something else', () => {
    const given = { name: 'Egress', triggers: ['outbound'], resources: [INTERNET_GATEWAY] };

    expect(similarTo(given, [PUBLIC])).toMatchObject([
      { item: PUBLIC, isSame: false, reason: 'Both are made of InternetGateway.' },
    ]);
  });

  it('are near with the same name and other resources', () => {
    const given = { name: 'aws public service', triggers: [], resources: [SQL_CLAIM] };

    expect(similarTo(given, [PUBLIC])).toMatchObject([{ item: PUBLIC, isSame: false }]);
  });

  it('are not near for a trigger that many have', () => {
    const given = { name: 'Backups', triggers: ['database'], resources: [INTERNET_GATEWAY] };

    expect(similarTo(given, [DATABASES])).toEqual([]);
    expect(similarTo({ name: '', triggers: [], resources: [] }, [PUBLIC, DATABASES])).toEqual([]);
  });

  it('come nearest first, candidates among them', () => {
    const candidate = aCandidate({ title: 'Gateways', triggers: [] });

    const found = similarTo(PUBLIC, [candidate, DATABASES, PUBLIC]);
    expect(found.map(({ item }) => item)).toEqual([PUBLIC, candidate]);
    expect(found[0]?.score).toBe(1);
  });

  it('are compared by their words alone where nobody knows the resources', () => {
    const candidate = aCandidate({ title: 'AWS public services', resources: [] });

    expect(similarTo(candidate, [PUBLIC])).toMatchObject([{ isSame: false }]);
    expect(similarTo(candidate, [candidate])).toMatchObject([{ isSame: true }]);
  });

  it('are alike from either side', () => {
    const words = fc.constantFrom(
      'AWS',
      'public',
      'databases',
      'database',
      'web',
      'PostgreSQL',
      'the',
      '🙂',
    );
    const comparable = fc.record({
      name: fc.array(words, { maxLength: 4 }).map((some) => some.join(' ')),
      triggers: fc.array(words, { maxLength: 4 }),
      resources: fc.array(fc.constantFrom(INTERNET_GATEWAY, SQL_CLAIM), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(comparable, comparable, (one, other) => {
        const [there] = similarTo(one, [other]);
        const [back] = similarTo(other, [one]);
        expect(there?.score).toBe(back?.score);
        expect(there?.isSame).toBe(back?.isSame);
        expect(there?.score ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});
