import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pattern } from '../../src/domain/pattern/pattern.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { NOW, setStage, type Stage } from '../eval/stage.ts';
import { createFakePatternBook } from '../fakes/pattern-book.ts';
import { articlePatterns } from './pattern-stage.ts';
import { beginPolicyTalk } from './policy-guidance-talk.ts';

let stage: Stage;
let publicServices: Pattern;

beforeAll(async () => {
  stage = await setStage({ documents: demoPlatform() });
  const [article] = articlePatterns((await stage.cluster.identity()).id);
  // As the wizard expands its name: no trigger of it is said where no cloud is.
  publicServices = { ...article, triggers: ['AWS public services'] };
});

afterAll(() => stage.close());

function begin(intent: string) {
  const patterns = createFakePatternBook([publicServices]);
  return beginPolicyTalk({ ...stage, dependencies: { ...stage.dependencies, patterns } }, intent);
}

describe('the native database of a request', () => {
  async function boundFor(intent: string, group: string): Promise<unknown> {
    const talk = await begin(intent);
    const native = talk
      .state()
      .solutions.find(({ resources: [first] }) => first?.kind.group.startsWith(group));
    await talk.send({ type: 'solution-chosen', at: NOW, solutionId: native?.id ?? '' });
    const { bindings } = talk.state();
    return bindings.find(({ address }) => /\.public\w*$/u.test(address.path))?.value;
  }

  it.each([
    ['a public PostgreSQL database in AWS', 'rds.', true],
    ['a PostgreSQL database in AWS, exposed to the internet', 'rds.', true],
    ['a public PostgreSQL database in Azure', 'dbforpostgresql.', true],
    ['a private PostgreSQL database in AWS', 'rds.', false],
    ['a non-public PostgreSQL database in AWS', 'rds.', false],
    ['eine öffentliche PostgreSQL-Datenbank in AWS', 'rds.', true],
    ['eine nicht öffentliche PostgreSQL-Datenbank in AWS', 'rds.', false],
    ['a PostgreSQL database in AWS', 'rds.', undefined],
  ])('of "%s" is reached as it says', async (intent, group, value) => {
    expect(await boundFor(intent, group)).toBe(value);
  });
});

it('counts the objects that a pattern brought', async () => {
  const { solutions } = (await begin('a public PostgreSQL database in AWS')).state();
  const native = solutions.find(({ patterns }) => patterns.length > 0);

  expect(native?.resources.map(({ kind }) => kind.kind)).toContain('InternetGateway');
  expect(native?.reasons.filter((reason) => reason.startsWith('One object'))).toEqual([]);
});

it('names the cloud, and no trigger, where a pattern is for another one', async () => {
  const { patternTrace = [] } = (await begin('a public PostgreSQL database in Azure')).state();
  const reasons = patternTrace.flatMap(({ standings }) => standings.map(({ reason }) => reason));

  expect(reasons).toContain('It does not apply: it is for Azure, and the pattern is for AWS.');
  expect(reasons.join()).not.toContain('triggers');
});
