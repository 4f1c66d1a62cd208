import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCapability } from '../../../test/a-capability.ts';
import { aPattern } from '../../../test/pattern-builders.ts';
import {
  aDraft,
  aFound,
  aurora,
  azureServer,
  gateway,
  publicServices,
  rds,
  sqlClaim,
  tableSchema,
  toolkit,
} from '../../../test/pattern-cases.ts';
import { fitOf } from '../../domain/pattern/fit.ts';
import type { Solution } from '../../domain/solution.ts';
import type { WordedDraft } from './drafted-solution.ts';
import type { FoundPattern } from './found-patterns.ts';
import { PATTERN_POINTS, withPatterns } from './solution-patterns.ts';

const PUBLIC = 'create a PostgreSQL database in AWS. It should be managed and publicly accessible';
const PRIVATE = 'create a PostgreSQL database in AWS';
const CLAIMED = new Set([publicServices.pattern.id]);

function judged(
  drafted: readonly WordedDraft[],
  over: { patterns?: readonly FoundPattern[]; said?: string; joined?: readonly string[] } = {},
) {
  const { patterns = [publicServices, toolkit], said = PUBLIC, joined = [] } = over;
  return withPatterns(drafted, { patterns, said, joined: new Set(joined) });
}

function kindsOf({ resources }: Pick<Solution, 'resources'>): string[] {
  return resources.map(({ kind }) => kind.kind);
}

describe('the request of the article', () => {
  const drafted = [
    aDraft([sqlClaim], { match: 90 }),
    aDraft([rds, tableSchema], { match: 85 }),
    aDraft([aurora, tableSchema], { match: 83 }),
    aDraft([azureServer], { match: 85, provider: undefined }),
  ];

  it('ranks what follows a pattern higher: 95, 90, 88 and 85', () => {
    const { solutions } = judged(drafted);

    expect(solutions.map(({ score }) => score.total)).toEqual([95, 90, 88, 85]);
    expect(solutions.map(({ patterns }) => patterns.map(({ name }) => name))).toEqual([
      ['DevOps Toolkit DB'],
      ['AWS public services'],
      ['AWS public services'],
      [],
    ]);
  });

  it('adds the gateway to native databases, and never to the portable claim', () => {
    const [claim, first, second] = judged(drafted).solutions;

    expect(claim && kindsOf(claim)).toEqual(['SQLClaim']);
    expect(first && kindsOf(first)).toEqual(['Instance', 'TableSchema', 'InternetGateway']);
    expect(second && kindsOf(second)).toEqual(['Cluster', 'TableSchema', 'InternetGateway']);
    expect(first?.resources.at(-1)?.purpose).toContain('Pattern AWS public services: This pattern');
    expect(first?.patterns[0]?.reason).toContain('runs natively in AWS');
  });

  it('adds it to nothing where nobody asked for public access, and nothing in Azure', () => {
    const { solutions } = judged(drafted, { said: PRIVATE });
    expect(solutions.flatMap(kindsOf)).not.toContain('InternetGateway');

    const azure = judged([aDraft([sqlClaim], { provider: 'azure' }), aDraft([azureServer])], {
      said: 'a PostgreSQL database in Azure that is publicly accessible',
    });
    expect(azure.solutions.flatMap(kindsOf)).not.toContain('InternetGateway');
  });

  it('tells of each pattern how it stands to each solution', () => {
    const { solutions, trace } = judged(drafted);
    const [claim, first] = solutions;
    const standing = (name: string, solution: Solution | undefined) =>
      trace
        .find((one) => one.name === name)
        ?.standings.find(({ solutionId }) => solutionId === solution?.id);

    expect(standing('AWS public services', claim)).toMatchObject({ applies: false });
    expect(standing('AWS public services', claim)?.reason).toContain('SQLClaim is portable');
    expect(standing('AWS public services', first)).toMatchObject({ applies: true });
    expect(standing('DevOps Toolkit DB', first)?.reason).toContain('a solution of its own');
  });
});

describe('what a drafter claims', () => {
  it('counts for nothing where the conditions do not hold, and what came with it goes', () => {
    const words = {
      title: 'SQLClaim with InternetGateway',
      reasons: ['By an internet gateway', 'SQL'],
    };
    const draft = aDraft([sqlClaim, gateway], { ...words, claimed: CLAIMED });
    const [claim] = judged([draft], { patterns: [publicServices] }).solutions;

    expect(claim).toMatchObject({
      title: 'SQLClaim in AWS',
      reasons: ['SQL', 'One object that your platform stands behind'],
      patterns: [],
      score: { total: 90, pattern: 0 },
    });
    expect(claim && kindsOf(claim)).toEqual(['SQLClaim']);
  });

  it('takes the gateway from a native database that nobody wants public', () => {
    const draft = aDraft([rds, gateway], { claimed: CLAIMED });
    const [solution] = judged([draft], { said: PRIVATE }).solutions;

    expect(solution && kindsOf(solution)).toEqual(['Instance']);
  });

  it('takes what it saw for the pattern alone, claimed or not', () => {
    const draft = aDraft([rds, gateway]);

    expect(
      judged([draft], { said: PRIVATE, joined: [gateway.id] }).solutions.flatMap(kindsOf),
    ).toEqual(['Instance']);
    expect(judged([draft], { said: PRIVATE }).solutions.flatMap(kindsOf)).toEqual([
      'Instance',
      'InternetGateway',
    ]);
  });

  it('keeps what was asked for by name', () => {
    const said = 'a PostgreSQL database in AWS and an internet gateway';
    const draft = aDraft([rds, gateway], { claimed: CLAIMED });

    expect(
      judged([draft], { said, patterns: [publicServices] }).solutions.flatMap(kindsOf),
    ).toEqual(['Instance', 'InternetGateway']);
  });

  it('makes one of two solutions that are the same without it', () => {
    const both = [
      aDraft([sqlClaim, gateway], { match: 92, claimed: CLAIMED }),
      aDraft([sqlClaim], { match: 80 }),
    ];
    const { solutions, trace } = judged(both);

    expect(solutions.map(({ score }) => score.match)).toEqual([92]);
    expect(trace.map(({ standings }) => standings.length)).toEqual([1, 1]);
  });

  it('is enough for a pattern whose triggers nobody said', () => {
    const pattern = aPattern({ triggers: ['Bananas'], name: 'Fruit' });
    const found = aFound(pattern, [gateway]);
    const claimed = new Set([pattern.id]);

    expect(judged([aDraft([rds])], { patterns: [found] }).solutions[0]?.patterns).toEqual([]);
    expect(judged([aDraft([rds], { claimed })], { patterns: [found] }).solutions).toMatchObject([
      { patterns: [{ name: 'Fruit' }] },
    ]);
  });
});

describe('a pattern that applies by its conditions', () => {
  const free = { providers: [], groups: [], purposes: [] };

  function pattern(...capabilities: Parameters<typeof aFound>[1]) {
    return aFound(aPattern({ triggers: ['database'], conditions: free }), capabilities);
  }

  it('brings no second primary: neither a golden path nor what leads another draft', () => {
    const golden = judged([aDraft([rds])], { patterns: [pattern(sqlClaim)] });
    const rival = judged([aDraft([aurora]), aDraft([rds], { match: 70 })], {
      patterns: [pattern(rds, tableSchema)],
    });

    expect(golden.solutions.flatMap(kindsOf)).toEqual(['Instance']);
    expect(rival.solutions.map(kindsOf)).toEqual([['Cluster'], ['Instance', 'TableSchema']]);
  });

  it('completes the solution that it leads itself', () => {
    const app = aCapability({ kind: 'WebApp' }, { abstraction: 'golden-path', providers: [] });
    const { solutions } = judged([aDraft([app])], {
      said: 'a web app with a database',
      patterns: [pattern(app, sqlClaim)],
    });

    // The claim is to be had in clouds, of which nobody named one.
    expect(solutions.map(kindsOf)).toEqual([['WebApp']]);
    expect(
      judged([aDraft([app], { provider: 'aws' })], {
        said: 'a web app with a database in AWS',
        patterns: [pattern(app, sqlClaim)],
      }).solutions.map(kindsOf),
    ).toEqual([['WebApp', 'SQLClaim']]);
  });

  it('brings nothing of a cloud into a solution that does not run there', () => {
    const inCluster = aCapability({ kind: 'Postgres' }, { tags: ['database'] });
    const { solutions, trace } = judged([aDraft([inCluster])], { patterns: [pattern(gateway)] });

    expect(solutions.map(kindsOf)).toEqual([['Postgres']]);
    expect(trace[0]?.standings).toMatchObject([{ applies: false }]);
  });

  it('makes no more than eight objects', () => {
    const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((kind) => aCapability({ kind }));
    const [seven, two] = [pattern(...many), pattern(gateway, tableSchema)];
    const full = judged([aDraft([rds, tableSchema])], { patterns: [seven] });
    const both = judged([aDraft([rds])], { patterns: [seven, two] });

    expect(full.solutions.map(kindsOf)).toEqual([['Instance', 'TableSchema']]);
    expect(full.trace[0]?.standings[0]?.reason).toContain('9 objects');
    expect(both.solutions.map(({ resources }) => resources.length)).toEqual([8]);
    expect(both.trace[1]?.standings).toMatchObject([{ applies: false }]);
  });

  it('is of no use where a kind of it is gone, and says which', () => {
    const gone = { ...publicServices, gone: ['internetgateways.ec2.aws.example.org'] };
    const { solutions, trace } = judged([aDraft([rds])], { patterns: [gone] });

    expect(solutions[0]?.patterns).toEqual([]);
    expect(trace[0]?.unusable).toContain('internetgateways.ec2.aws.example.org');
  });

  it('gives two kinds of one name two aliases', () => {
    const other = aCapability({ kind: 'Instance', group: 'ec2.aws.example.org' }, { role: 'part' });
    const { solutions } = judged([aDraft([rds])], { patterns: [pattern(other)] });

    expect(solutions[0]?.resources.map(({ alias }) => alias)).toEqual(['instance', 'instance-2']);
  });
});

describe('whatever was drafted', () => {
  const capabilities = [sqlClaim, gateway, rds, aurora, azureServer, tableSchema];
  const patterns = [publicServices, toolkit, aFound(aPattern({ id: 'pat-x' }), [rds, gateway])];
  const aCase = fc.record({
    drafted: fc.array(
      fc
        .record({
          parts: fc.uniqueArray(fc.constantFrom(...capabilities), {
            minLength: 1,
            selector: ({ id }) => id,
          }),
          match: fc.integer({ min: 30, max: 100 }),
          claimed: fc.subarray(patterns.map(({ pattern }) => pattern.id)),
        })
        .map(({ parts: [primary = rds, ...others], match, claimed }) =>
          aDraft([primary, ...others], { match, claimed: new Set(claimed) }),
        ),
      { maxLength: 5 },
    ),
    said: fc.constantFrom(PUBLIC, PRIVATE, 'a public database in Azure', 'a web application'),
    joined: fc.subarray(capabilities.map(({ id }) => id)),
  });

  it('lifts no solution in which the conditions of its patterns do not hold', () => {
    fc.assert(
      fc.property(aCase, ({ drafted, said, joined }) => {
        for (const solution of judged(drafted, { patterns, said, joined }).solutions) {
          const kinds = capabilities.filter(({ id }) =>
            solution.resources.some(({ capabilityId }) => capabilityId === id),
          );
          const ordered = solution.resources.flatMap(
            ({ capabilityId }) => kinds.find(({ id }) => id === capabilityId) ?? [],
          );
          const to = { said, solution: { kinds: ordered, provider: solution.provider } };
          const named = patterns.filter(({ pattern }) =>
            solution.patterns.some(({ id }) => id === pattern.id),
          );
          expect(named.every(({ pattern }) => fitOf(pattern, to).applies)).toBe(true);
          expect(solution.score.pattern > 0).toBe(named.length > 0);
          const { total, match } = solution.score;
          expect(total > match).toBe(named.length > 0 && match < 100);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is ranked by total, and by no pattern before what fits better by more than its points', () => {
    fc.assert(
      fc.property(aCase, ({ drafted, said, joined }) => {
        const { solutions } = judged(drafted, { patterns, said, joined });
        const totals = solutions.map(({ score }) => score.total);

        expect(totals).toEqual(totals.toSorted((one, other) => other - one));
        expect(new Set(solutions.map(({ id }) => id)).size).toBe(solutions.length);
        for (const [place, { score }] of solutions.entries()) {
          const better = solutions.slice(place + 1).map((one) => one.score.match);
          expect(Math.max(0, ...better) - score.match).toBeLessThanOrEqual(PATTERN_POINTS);
        }
      }),
    );
  });
});
