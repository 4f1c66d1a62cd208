import { assert, constantFrom, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MinePatternsInput } from '../../prompts/mine-patterns.ts';
import { solveMinePatterns } from './mine-patterns.ts';

const resources = [
  { id: 'ingress', name: 'ingresses.networking.k8s.io', kind: 'Ingress', words: [] },
  { id: 'secret', name: 'secrets', kind: 'Secret', words: [] },
  {
    id: 'network',
    name: 'networkpolicies.networking.k8s.io',
    kind: 'NetworkPolicy',
    words: ['firewall'],
  },
  { id: 'sql', name: 'sqlclaims.toolkit.example.org', kind: 'SqlClaim', words: ['database'] },
  { id: 'rds', name: 'instances.rds.example.org', kind: 'Instance', words: ['database'] },
] satisfies MinePatternsInput['resources'];

/** `A: text` was said by A; `: text` stands in a document. */
function foundIn(...said: readonly string[]) {
  const lines = said.map((line, place) => {
    const [speaker = '', ...text] = line.split(': ');
    return { id: `m${place + 1}`, speaker, text: text.join(': ') };
  });
  return solveMinePatterns({ conversations: [{ id: 'c1', lines }], resources }).candidates;
}

describe('rules for different things', () => {
  it.each([
    [
      'that are all public',
      'A: Every public website needs an Ingress and a NetworkPolicy.',
      'A: Every public bucket needs a BucketPolicy.',
    ],
    [
      'that stand below one heading',
      ': Public',
      ': Every public blob needs a BlobPolicy.',
      ': Every public stream needs an Ingress and a Secret.',
      ': Every public website number 2 needs a NetworkPolicy.',
    ],
    [
      'that share a resource',
      'A: Every public website needs an Ingress and a Secret.',
      'B: Every public queue needs a Secret and a NetworkPolicy.',
    ],
    [
      'that are made of the same',
      'A: Every public website needs an Ingress.',
      'A: Every internal dashboard needs an Ingress.',
    ],
    [
      'that run in one stage',
      'A: Every production website needs an Ingress.',
      'A: Every production queue needs a NetworkPolicy.',
    ],
    [
      'of which one is any thing',
      'A: Everything public needs a NetworkPolicy.',
      'A: Every public website needs an Ingress.',
    ],
    [
      'in German',
      'A: Jede öffentliche Webseite braucht einen Ingress.',
      'A: Jede öffentliche Datenbank braucht ein Secret.',
    ],
  ])('are one candidate each: %s', (_, ...said) => {
    const rules = said.filter((line) => line.length > 20);
    const found = foundIn(...said);

    expect(found).toHaveLength(rules.length);
    for (const { quotes } of found) expect(quotes).toHaveLength(1);
  });

  const things = ['website', 'bucket', 'stream', 'queue', 'database', 'blob', 'dashboard', 'cache'];
  const kinds = ['Ingress', 'Secret', 'NetworkPolicy', 'BlobPolicy'];
  const qualities = ['public ', 'internal ', 'production ', 'new ', ''];

  it('are never joined, whatever they have in common; those for one thing always', () => {
    assert(
      property(
        uniqueArray(constantFrom(...things), { minLength: 2, maxLength: 2 }),
        constantFrom(...qualities),
        uniqueArray(constantFrom(...kinds), { minLength: 2, maxLength: 2 }),
        constantFrom('A', 'B', ''),
        ([one = '', other = ''], quality, [kind = '', further = ''], speaker) => {
          const rule = (thing: string, needed: string): string =>
            `${speaker}: Every ${quality}${thing} needs a ${needed}.`;
          const apart = foundIn(rule(one, kind), rule(other, further));
          const together = foundIn(rule(one, kind), rule(one, further));

          expect(apart.map(({ quotes }) => quotes.length)).toEqual([1, 1]);
          expect(together.map(({ quotes }) => quotes.length)).toEqual([2]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('rules for one thing', () => {
  it.each([
    [
      'in other words',
      'A: For databases we always use SqlClaim.',
      'A: For relational databases we always add a Secret.',
    ],
    [
      'with what is warned of for it',
      'A: For databases we always use SqlClaim.',
      'B: Never use RDS for databases.',
    ],
    [
      'and what goes with what it needs',
      'A: For databases we always use SqlClaim.',
      'B: And every SqlClaim gets a Secret.',
    ],
    [
      'that may be any',
      'A: Everything public needs an Ingress.',
      'A: Everything that is public needs a NetworkPolicy.',
    ],
  ])('are one candidate: %s', (_, ...said) => {
    expect(foundIn(...said)).toHaveLength(1);
  });
});
