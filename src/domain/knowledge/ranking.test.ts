import { expect, it } from 'vitest';
import { capabilityMeaning, rankCapabilities } from './ranking.ts';
import { profile } from './profile.ts';

interface Found {
  readonly kind: string;
  readonly score: number;
  readonly meaning?: number;
  readonly matched?: readonly string[];
}

function aMatch({ kind, score, meaning, matched = [] }: Found) {
  const source = {
    kind: {
      group: 'things.example.org',
      version: 'v1',
      kind,
      plural: `${kind}s`,
      namespaced: true,
    },
    schemaHash: 'hash',
    description: '',
    fields: [],
  };
  const served = {
    servedVersions: ['v1'],
    verbs: ['get', 'create'],
    categories: [],
    shortNames: [],
  };
  const context = { clusterId: 'cluster-1', scannedAt: '2026-01-05T10:00:00.000Z' };
  return {
    score,
    matched,
    parts: { words: score, ...(meaning === undefined ? {} : { meaning }) },
    payload: profile(source, served, context),
  };
}

function ranked(intent: string, ...found: readonly Found[]): string[] {
  const matches = found.map((one) => aMatch(one));
  return rankCapabilities(intent, matches, 10).map(({ capability }) => capability.kind.kind);
}

it('takes a name as explained by its meaning, where no word of it was said', () => {
  const pigeonhole = { kind: 'Pigeonhole', score: 0.95, meaning: 1 };
  const letter = { kind: 'LetterStamp', score: 0.95, matched: ['letter'] };

  expect(ranked('somewhere for my letters', pigeonhole, letter)).toEqual([
    'Pigeonhole',
    'LetterStamp',
  ]);
});

it('trusts words that are the whole name more than any meaning', () => {
  const said = { kind: 'Letterbox', score: 1, meaning: 0.5, matched: ['letterbox'] };
  const meant = { kind: 'Pigeonhole', score: 1, meaning: 1 };

  expect(ranked('a letterbox', meant, said)).toEqual(['Letterbox', 'Pigeonhole']);
});

it('compares what was asked for by its meaning: no orders, no slips, no provider that is refused', () => {
  expect(capabilityMeaning('  a postgres databse, anywhere but not in AWS ')).toBe(
    'a postgres database',
  );
});
