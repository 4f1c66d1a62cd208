import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import type { ResourceKind } from '../../src/domain/kind.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { Rule } from '../../src/domain/policy/rule.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { stageQuestions } from '../../src/workflows/recommend/stages.ts';
import { view } from '../../src/workflows/recommend/view.ts';
import { aSession } from '../builders.ts';
import { aPolicy, aRule } from '../a-policy.ts';
import { NOW, setStage, type Stage } from '../eval/stage.ts';
import { beginPolicyTalk, BY, given, type PolicyTalk } from './policy-guidance-talk.ts';

const REASON = 'Our data must stay in one jurisdiction';
const SQL_DATABASE: ResourceKind = {
  group: 'platform.acme.example',
  version: 'v1beta1',
  kind: 'SqlDatabase',
  plural: 'sqldatabases',
  namespaced: true,
};
const PROVIDER = "spec.crossplane.compositionSelector.matchLabels['provider']";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ documents: demoPlatform() });
});

afterAll(() => stage.close());

function regionRule(over: Partial<Rule> = {}): Rule {
  return aRule({
    kinds: [SQL_DATABASE],
    path: 'spec.region',
    message: 'region must be us-east-1',
    ...over,
  });
}

/** A conversation about a database in AWS, at the questions of the portable claim. */
async function atQuestions(
  policies: readonly Policy[],
  intent = 'create a PostgreSQL database in AWS',
) {
  const talk = await beginPolicyTalk(stage, intent);
  talk.setPolicies(policies);
  const claim = talk
    .state()
    .solutions.find(({ resources }) => resources[0]?.kind.kind === 'SqlDatabase');
  await talk.send({ type: 'solution-chosen', at: NOW, solutionId: claim?.id ?? '' });
  return talk;
}

function shownText(talk: PolicyTalk): string {
  return JSON.stringify(view({ ...aSession({ owner: BY }), state: talk.state() }));
}

async function toReview(talk: PolicyTalk): Promise<void> {
  for (let step = 0; step < 4 && talk.state().stage === 'answering'; step += 1) {
    const { asking, trouble } = talk.state();
    if (trouble) return;
    if (asking === 'open') await talk.send({ type: 'requirements-given', at: NOW, text: '' });
    else await talk.send({ type: 'stage-skipped', at: NOW, by: BY });
  }
}

const NAMED = { name: 'orders', namespace: 'a-team' };

describe('a policy that decides a region', () => {
  it('leaves one region to choose, suggests it, and says why', async () => {
    const talk = await atQuestions([aPolicy({ rules: [regionRule()] })]);

    const region = talk.question('Region');
    expect(region).toMatchObject({ stage: 'required', isOpen: false, isRequired: true });
    expect(region.options.map(({ value }) => value)).toEqual(['us-east-1']);
    expect(region.suggestion).toBe('us-east-1');
    expect(shownText(talk)).toContain(
      `Policy: Databases in AWS should always run in the us-east-1 region — ${REASON}.`,
    );
  });

  it('refuses another one with its reason, and keeps what else was said', async () => {
    const talk = await atQuestions([aPolicy({ rules: [regionRule()] })]);
    await talk.say('name: orders, namespace: a-team, region: eu-west-1');

    const { answers, problems, asking } = talk.state();
    expect(asking).toBe('required');
    expect(answers.map(({ questionId }) => questionId)).toEqual(['name', 'namespace']);
    expect(problems[talk.question('Region').id]).toContain(REASON);
  });

  it('is kept by the suggestion after another one was refused', async () => {
    const talk = await atQuestions([aPolicy({ rules: [regionRule()] })]);
    const region = talk.question('Region').id;
    await talk.say('name: orders, namespace: a-team, size: small, region: eu-west-1');
    expect(talk.state().problems[region]).toContain(REASON);

    await talk.send({ type: 'suggestions-accepted', at: NOW, by: BY });
    expect(talk.state().problems).toEqual({});
    expect(talk.state().answers).toContainEqual(
      expect.objectContaining({ questionId: region, value: 'us-east-1', how: 'suggested' }),
    );
  });

  it('is named at review with the value that keeps it', async () => {
    const talk = await atQuestions([aPolicy({ rules: [regionRule()] })]);
    await talk.send(given({ ...NAMED, [talk.question('Size').id]: 'small' }));
    await talk.send({ type: 'suggestions-accepted', at: NOW, by: BY });
    await toReview(talk);

    expect(talk.state().stage).toBe('review');
    expect(talk.state().prepared?.policies).toEqual([
      {
        id: 'pol-0123456789ab',
        sentence: 'Databases in AWS should always run in the us-east-1 region',
        kept: 'spec.region is us-east-1',
      },
    ]);
    expect(shownText(talk)).toContain('spec.region is us-east-1');
  });

  it('asks of AWS nothing that binds another cloud', async () => {
    const azure = regionRule({
      when: [{ path: PROVIDER, check: { type: 'oneOf', values: ['azure'] } }],
      check: { type: 'oneOf', values: ['eastus'] },
    });
    const talk = await atQuestions([aPolicy({ rules: [azure] })]);

    expect(talk.question('Region').policies).toBeUndefined();
    expect(shownText(talk)).not.toContain('Policy: ');
  });
});

describe('a policy for some namespaces', () => {
  const scoped = aPolicy({
    scope: { type: 'only', namespaces: ['a-team'] },
    rules: [regionRule()],
  });

  it('narrows nothing before the namespace is named, and then does', async () => {
    const talk = await atQuestions([scoped]);
    const offered = () =>
      stageQuestions(talk.state()).find(({ label }) => label === 'Region')?.options.length ?? 0;

    expect(offered()).toBeGreaterThan(1);
    await talk.send(given({ namespace: 'a-team' }));
    expect(offered()).toBe(1);
  });

  it('judges the namespace of the same form', async () => {
    const talk = await atQuestions([scoped]);
    const region = talk.question('Region').id;
    await talk.send(given({ ...NAMED, [region]: 'eu-west-1' }, true));

    expect(talk.state().problems[region]).toContain(REASON);
  });

  it('judges again what was answered when the namespace changes', async () => {
    const talk = await atQuestions([scoped]);
    const region = talk.question('Region').id;
    await talk.send(given({ namespace: 'b-team', [region]: 'eu-west-1' }));
    expect(talk.state().problems).toEqual({});

    await talk.send(given({ namespace: 'a-team' }));
    expect(talk.state().answers.map(({ questionId }) => questionId)).not.toContain(region);
    expect(talk.state().problems[region]).toContain(REASON);
  });
});

it('asks for what the request decides, where a policy forbids that', async () => {
  const flag = regionRule({
    path: 'spec.publiclyAccessible',
    check: { type: 'oneOf', values: [false] },
  });
  const intent = 'create a publicly accessible PostgreSQL database in AWS';
  const free = await atQuestions([], intent);
  const talk = await atQuestions([aPolicy({ rules: [flag] })], intent);

  const isFlag = ({ address }: { address: { path: string } }) => address.path === flag.path;
  expect(free.state().bindings.find(isFlag)?.value).toBe(true);
  expect(talk.state().bindings.find(isFlag)).toBeUndefined();
  const asked = talk
    .state()
    .questions.find(({ addresses }) => addresses.some(({ path }) => path === flag.path));
  expect(asked).toMatchObject({ stage: 'required', suggestion: false });
});

it('leads from the end to a question for a forbidden value that nobody was asked about', async () => {
  const store = regionRule({
    path: 'spec.secrets.storeName',
    check: { type: 'noneOf', values: ['shared'] },
    whenMissing: 'allow',
  });
  const talk = await atQuestions([aPolicy({ rules: [store] })]);
  await talk.send(given({ ...NAMED, [talk.question('Size').id]: 'small' }));
  const opened = [
    ['spec.secrets.storeName', 'shared'],
    ['spec.secrets.pushToStore', true],
  ] as const;
  talk.propose({ opened: new Map<string, Json>(opened) });
  await talk.send({ type: 'suggestions-accepted', at: NOW, by: BY });
  for (let step = 0; step < 2 && talk.state().asking !== 'open'; step += 1) {
    await talk.send({ type: 'stage-skipped', at: NOW, by: BY });
  }
  await talk.send({
    type: 'requirements-given',
    at: NOW,
    text: 'push secrets to the shared store',
  });

  const { stage: at, asking, extras } = talk.state();
  expect(talk.prepared()).toEqual([]);
  expect({ at, asking }).toEqual({ at: 'answering', asking: 'required' });
  expect(Object.values(talk.state().problems).join()).toContain(REASON);
  expect(extras.map(({ address }) => address.path)).toEqual(['spec.secrets.pushToStore']);

  talk.propose({});
  const [id = ''] = Object.keys(talk.state().problems);
  await talk.send(given({ [id]: 'ours' }));
  await toReview(talk);
  expect(talk.prepared().flat()[0]).toMatchObject({ spec: { secrets: { storeName: 'ours' } } });
});

it('says an expression that the objects break, and prepares nothing', async () => {
  const expression = {
    id: 'x1',
    kinds: [SQL_DATABASE],
    expression: "object.metadata.name.startsWith('team-')",
    message: 'The name must begin with team-',
    accepts: ['{}'],
    refuses: ['{}'],
  };
  const talk = await atQuestions([aPolicy({ rules: [], expressions: [expression] })]);
  await talk.send(given({ ...NAMED, [talk.question('Size').id]: 'small' }));
  await talk.send({ type: 'suggestions-accepted', at: NOW, by: BY });
  await toReview(talk);

  expect(talk.prepared()).toEqual([]);
  expect(talk.state().trouble?.message).toContain('The name must begin with team-');
});

it('does not go on without the policies', async () => {
  const talk = await beginPolicyTalk(stage, 'create a PostgreSQL database in AWS');
  talk.setDown();
  const [first] = talk.state().solutions;

  await expect(
    talk.send({ type: 'solution-chosen', at: NOW, solutionId: first?.id ?? '' }),
  ).rejects.toMatchObject({ kind: 'unavailable' });
});
