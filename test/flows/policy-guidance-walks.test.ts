import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FieldTable } from '../../src/domain/field-table.ts';
import { matchesPath } from '../../src/domain/configure/field-path.ts';
import { isSatisfiedBy } from '../../src/domain/policy/check.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import type { RecommendState } from '../../src/workflows/recommend/state.ts';
import { NOW, setStage, type Stage } from '../eval/stage.ts';
import { aMove, type Field, fieldsOf, type Move, policiesOver } from './policy-guidance-cases.ts';
import { beginPolicyTalk, type PolicyTalk, violationsIn } from './policy-guidance-talk.ts';
import { finish, move, note, type Tries, type Walk } from './policy-guidance-walk.ts';

/** Portable claims, a cloud's own kinds, and the objects of a plain application. */
const WISHES = [
  ['create a PostgreSQL database in AWS', 'SqlDatabase'],
  ['a web application from image nginx:1.27, exposed to users at shop.example.com', 'WebApp'],
  ['a web application from image nginx:1.27, exposed to users at shop.example.com', 'Deployment'],
  ['a bucket for uploads in AWS', 'ObjectStore'],
  ['self-hosted postgres with backups', 'Cluster'],
] as const;

/** A conversation at its choice, and what is asked after it where there are no policies. */
interface Start {
  readonly talk: PolicyTalk;
  readonly choosing: RecommendState;
  readonly solutionId: string;
  readonly unguided: Walk['unguided'];
  readonly fields: readonly Field[];
  readonly asked: readonly Field[];
}

let stage: Stage;
const starts: Start[] = [];

beforeAll(async () => {
  stage = await setStage({ documents: demoPlatform() });
  for (const [intent, kind] of WISHES) starts.push(await begin(intent, kind));
}, 60_000);

afterAll(() => stage.close());

async function begin(intent: string, kind: string): Promise<Start> {
  const talk = await beginPolicyTalk(stage, intent);
  const choosing = talk.state();
  const solution = choosing.solutions.find(({ resources }) =>
    resources.some((one) => one.kind.kind === kind),
  );
  if (!solution) throw new Error(`no ${kind} for ${intent}`);
  await talk.send({ type: 'solution-chosen', at: NOW, solutionId: solution.id });
  const { questions } = talk.state();
  const tables = new Map<string, FieldTable>();
  for (const one of solution.resources) {
    tables.set(`${one.kind.group}/${one.kind.kind}`, await stage.cluster.fieldTable(one.kind));
  }
  const fields = fieldsOf(solution, tables);
  const isAsked = ({ path }: Field): boolean =>
    questions.some(({ addresses }) =>
      addresses.some((one) => matchesPath(one.path, path) || matchesPath(`${one.path}[0]`, path)),
    );
  const suggested = questions.flatMap(({ id, suggestion }) =>
    suggestion === undefined ? [] : [[id, suggestion] as const],
  );
  return {
    talk,
    choosing,
    solutionId: solution.id,
    unguided: new Map(suggested),
    fields,
    asked: fields.filter(isAsked),
  };
}

async function walked(
  start: Start,
  drawn: {
    readonly policies: readonly Policy[];
    readonly moves: readonly Move[];
    readonly edits: readonly Move[];
    readonly isOpened: boolean;
  },
  tries: Tries,
): Promise<{ readonly prepared: number; readonly broken: readonly unknown[] }> {
  const { talk, unguided, fields } = start;
  const { policies, moves, edits, isOpened } = drawn;
  const walk: Walk = { talk, policies, tries, unguided, fields };
  talk.propose({});
  talk.setPolicies(policies);
  talk.resume(start.choosing);
  await talk.send({ type: 'solution-chosen', at: NOW, solutionId: start.solutionId });
  for (const one of moves) await move(walk, one);
  note(walk, 'default', hasForbiddenDefault(start, policies));
  await finish(walk, isOpened);
  if (talk.state().stage === 'review') {
    await talk.send({ type: 'went-back', at: NOW });
    for (const one of edits) await move(walk, one);
    await finish(walk, false);
  }
  const prepared = talk.prepared();
  const broken = await Promise.all(
    prepared.flat().map((object) => violationsIn(stage, object, policies)),
  );
  return { prepared: prepared.length, broken: broken.flat() };
}

function hasForbiddenDefault({ fields }: Start, policies: readonly Policy[]): boolean {
  const rules = policies.flatMap((policy) => (policy.scope.type === 'all' ? policy.rules : []));
  return rules.some(({ path, when, check }) => {
    const usual = fields.find((field) => field.path === path)?.row.default;
    return when.length === 0 && usual !== undefined && !isSatisfiedBy(check, usual);
  });
}

it('prepares nothing that a policy forbids, by whatever way a forbidden value comes', async () => {
  const tries: Tries = new Map();
  let prepared = 0;
  const drawn = fc.nat({ max: WISHES.length - 1 }).chain((place) => {
    const start = starts[place];
    if (!start) throw new Error('no such start');
    return fc.record({
      start: fc.constant(start),
      policies: policiesOver(start.fields, start.asked),
      moves: fc.array(aMove, { minLength: 4, maxLength: 10 }),
      isOpened: fc.boolean(),
      edits: fc.array(aMove, { minLength: 1, maxLength: 4 }),
    });
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ start, ...rest }) => {
      const end = await walked(start, rest, tries);
      prepared += end.prepared;
      expect(end.broken).toEqual([]);
    }),
    { numRuns: 60, seed: 6, endOnFailure: true },
  );

  expect(prepared).toBeGreaterThan(30);
  const ways = ['form', 'typed', 'interpreted', 'suggested', 'written'] as const;
  for (const way of [...ways, 'opened', 'omitted', 'namespace', 'default', 'edited'] as const) {
    expect([way, tries.get(way) ?? 0]).toEqual([way, expect.toSatisfy((count) => count > 0)]);
  }
}, 120_000);
