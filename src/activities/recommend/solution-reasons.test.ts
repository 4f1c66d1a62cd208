import { describe, expect, it } from 'vitest';
import { aPattern } from '../../../test/pattern-builders.ts';
import {
  aDraft,
  aFound,
  azureServer,
  gateway,
  publicServices,
  rds,
  sqlClaim,
  tableSchema,
} from '../../../test/pattern-cases.ts';
import type { WordedDraft } from './drafted-solution.ts';
import type { FoundPattern } from './found-patterns.ts';
import { withPatterns } from './solution-patterns.ts';

const PUBLIC = 'create a PostgreSQL database in AWS. It should be managed and publicly accessible';
const FREE = { providers: [], groups: [], purposes: [] };

function judged(
  drafted: readonly WordedDraft[],
  { patterns, said = PUBLIC }: { patterns: readonly FoundPattern[]; said?: string },
) {
  return withPatterns(drafted, { patterns, said, joined: new Set() });
}

describe('why a pattern applies, or does not', () => {
  const databases = aPattern({ triggers: ['database'], conditions: FREE });

  function reasonFor(found: FoundPattern, draft: WordedDraft, said = PUBLIC): string | undefined {
    return judged([draft], { patterns: [found], said }).trace[0]?.standings[0]?.reason;
  }

  it('is what the request says of it, where it asks for nothing else', () => {
    const direct = aFound(databases, [tableSchema], { triggers: ['database'] });
    const meant = aFound(databases, [tableSchema]);
    const claimed = aDraft([gateway], { claimed: new Set([databases.id]) });

    expect(reasonFor(direct, aDraft([rds]))).toBe('Applies: the request says “database”.');
    expect(reasonFor(meant, aDraft([rds]), 'postgres in AWS')).toBe(
      'Applies: the request speaks of “database”.',
    );
    expect(reasonFor(meant, claimed, 'a gateway')).toContain('it was found for the request');
  });

  it('is the cloud or the exposure, whether or not its triggers were said', () => {
    const azure = aDraft([azureServer], { provider: 'azure' });
    const unsaid = aFound(aPattern({ triggers: ['AWS public services'] }), [gateway]);

    expect(reasonFor(unsaid, azure, 'a public PostgreSQL database in Azure')).toBe(
      'It does not apply: it is for Azure, and the pattern is for AWS.',
    );
    expect(reasonFor(unsaid, aDraft([rds]), 'a private PostgreSQL database')).toBe(
      'It does not apply: it must not be reachable from outside.',
    );
    expect(reasonFor(unsaid, aDraft([rds]), 'a public PostgreSQL database')).toBe(
      'The request says none of its triggers.',
    );
  });
});

describe('reasons that count objects', () => {
  function reasonsOf(drafted: readonly WordedDraft[], patterns = [publicServices]) {
    return judged(drafted, { patterns }).solutions.map(({ reasons }) => reasons);
  }

  it('count what patterns added', () => {
    const drafted = [
      aDraft([sqlClaim], { match: 90 }),
      aDraft([rds], { match: 80, reasons: ['Fits', 'One object instead of 3'] }),
    ];

    expect(reasonsOf(drafted)).toEqual([['Fits', 'One object instead of 2'], ['Fits']]);
    expect(reasonsOf(drafted, [])[1]).toEqual(['Fits', 'One object instead of 3']);
  });

  it('promise no saving where something is lacking, or nothing is larger', () => {
    const [claim, native] = [aDraft([sqlClaim]), aDraft([azureServer], { match: 80 })];
    const lacking = { ...native, lacks: ['backups'] };

    expect(reasonsOf([claim, native])).toEqual([
      ['Fits', 'One object that your platform stands behind'],
      ['Fits', 'One object'],
    ]);
    expect(reasonsOf([aDraft([rds]), lacking])[1]).toEqual(['Fits', 'One object']);
  });

  it('call no solution one object to which a pattern added another', () => {
    const pattern = aPattern({ triggers: ['database'], conditions: FREE });
    const [reasons = []] = reasonsOf([aDraft([sqlClaim])], [aFound(pattern, [tableSchema])]);

    expect(reasons).toEqual(['Fits', 'Your platform stands behind SQLClaim']);
  });
});
