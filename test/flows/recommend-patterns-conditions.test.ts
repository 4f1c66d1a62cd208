import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pattern } from '../../src/domain/pattern/pattern.ts';
import type { Solution } from '../../src/domain/solution.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import type { RecommendState } from '../../src/workflows/recommend/state.ts';
import { NOW, setStage, type Stage } from '../eval/stage.ts';
import { createFakePatternBook } from '../fakes/pattern-book.ts';
import { ARTICLE, articlePatterns, GATEWAY } from './pattern-stage.ts';
import { beginPolicyTalk } from './policy-guidance-talk.ts';

let stage: Stage;
let publicServices: Pattern;
let toolkit: Pattern;

beforeAll(async () => {
  stage = await setStage({ documents: demoPlatform() });
  [publicServices, toolkit] = articlePatterns((await stage.cluster.identity()).id);
});

afterAll(() => stage.close());

function begin(intent: string, patterns: readonly Pattern[] = [publicServices, toolkit]) {
  const taught = { patterns: createFakePatternBook(patterns) };
  return beginPolicyTalk({ ...stage, dependencies: { ...stage.dependencies, ...taught } }, intent);
}

async function solutionsFor(intent: string, patterns?: readonly Pattern[]) {
  return (await begin(intent, patterns)).state().solutions;
}

function kindsOf({ resources }: Solution): string[] {
  return resources.map(({ kind }) => kind.kind);
}

function ledBy(solutions: readonly Solution[], kind: string, group: string): Solution {
  const found = solutions.find(
    ({ resources: [first] }) => first?.kind.kind === kind && first.kind.group.startsWith(group),
  );
  if (!found) throw new Error(`no ${kind} in ${solutions.map(({ title }) => title).join(', ')}`);
  return found;
}

describe('a public database in AWS', () => {
  it('is the portable claim by its own pattern, without a gateway', async () => {
    const claim = ledBy(await solutionsFor(ARTICLE), 'SqlDatabase', 'platform');

    expect(kindsOf(claim)).toEqual(['SqlDatabase']);
    expect(claim.patterns.map(({ name }) => name)).toEqual(['DevOps Toolkit DB']);
  });

  it('is native with a gateway, by the pattern for that, and ranks higher for it', async () => {
    const [with_, without] = [await solutionsFor(ARTICLE), await solutionsFor(ARTICLE, [])];
    const [native, bare] = [ledBy(with_, 'Instance', 'rds'), ledBy(without, 'Instance', 'rds')];

    expect(kindsOf(native)).toEqual([...kindsOf(bare), 'InternetGateway']);
    expect(native.patterns.map(({ name }) => name)).toEqual(['AWS public services']);
    expect(native.score.match).toBe(bare.score.match);
    expect(native.score.total).toBeGreaterThan(bare.score.total);
    expect(bare.score.pattern).toBe(0);
  });

  it('stays in the order of its totals, the portable one first', async () => {
    const solutions = await solutionsFor(ARTICLE);
    const totals = solutions.map(({ score }) => score.total);

    expect(totals).toEqual(totals.toSorted((one, other) => other - one));
    expect(solutions[0]?.resources[0]?.kind.kind).toBe('SqlDatabase');
  });
});

it.each([
  'create a PostgreSQL database in AWS',
  'create a PostgreSQL database in AWS for internal use only',
  'create a PostgreSQL database in AWS that is not publicly accessible',
  'create a PostgreSQL database in Azure that is publicly accessible',
  'a PostgreSQL database in this cluster that is publicly accessible',
  'a web application exposed to users',
])('brings no gateway to "%s"', async (intent) => {
  const solutions = await solutionsFor(intent);

  expect(solutions.length).toBeGreaterThan(0);
  expect(solutions.flatMap(kindsOf)).not.toContain('InternetGateway');
});

it('keeps to what conversations may hold', async () => {
  const many = Array.from({ length: 30 }, (_, index) => {
    return {
      ...publicServices,
      id: `pat-${String(index).padStart(12, '0')}`,
      name: `Public ${index}`,
    };
  });
  const state = (await begin(ARTICLE, many)).state();

  expect(state.patternTrace?.length).toBeGreaterThan(3);
  expect(Buffer.byteLength(JSON.stringify(state.patternTrace))).toBeLessThan(16_000);
});

describe('what a pattern added', () => {
  async function configured(): Promise<RecommendState> {
    const talk = await begin(ARTICLE);
    const { id } = ledBy(talk.state().solutions, 'Instance', 'rds');
    await talk.send({ type: 'solution-chosen', at: NOW, solutionId: id });
    return talk.state();
  }

  it('is configured like anything else', async () => {
    const { stage: at, questions } = await configured();
    const aliases = questions.flatMap(({ addresses }) => addresses.map(({ alias }) => alias));

    expect(at).toBe('answering');
    expect(aliases).toContain(GATEWAY.kind.toLowerCase());
  });

  it('is linked to the rest as any other object is', async () => {
    const vpc = { ...GATEWAY, kind: 'VPC', plural: 'vpcs' };
    const talk = await begin(ARTICLE, [{ ...publicServices, resources: [vpc, GATEWAY] }]);
    const { id } = ledBy(talk.state().solutions, 'Instance', 'rds');
    await talk.send({ type: 'solution-chosen', at: NOW, solutionId: id });
    const links = talk.state().links.map(({ from, to }) => `${from.alias} → ${to.alias}`);

    expect(links).toContain('vpc → internetgateway');
  });
});
