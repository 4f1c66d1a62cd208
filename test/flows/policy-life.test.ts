import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, type Talk } from './at-the-wire.ts';
import {
  answerTo,
  applyPastTheBot,
  approve,
  atRules,
  closeSound,
  enforced,
  enforcementIn,
  policyIdIn,
  REGION_POLICY,
} from './policy-talks.ts';

const WEST = 'Databases in AWS should always run in the us-west-2 region';

let world: World;
let made: Talk;
let id: string;
beforeEach(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
  made = await enforced(world);
  id = policyIdIn(made);
});
afterEach(() => closeSound(world));

async function statusOf(name: string, region: string): Promise<number> {
  return (await applyPastTheBot(world, { name, region })).status;
}

it('a sentence is edited: rehearsed and approved anew, and the old one holds until then', async () => {
  const before = enforcementIn(world);
  const talk = await ask(world, { who: 'cleo', command: `/dotai policies edit ${id}` });
  await talk.say(`sentence: ${WEST}`);
  await talk.sees('spec.region must be us-west-2');
  await talk.say('looks right');
  expect(textOf(await talk.sees('Review of the policy'))).toContain(
    '*Enforced now*\nValidatingAdmissionPolicy, deny, version 1',
  );
  await talk.say('apply');
  await talk.sees('Waits for approval');

  const meanwhile = await answerTo(world, `/dotai policies show ${id}`);
  expect(meanwhile).toContain(REGION_POLICY);
  expect(meanwhile).toContain('1, active');
  expect(await statusOf('first', 'us-west-2')).toBe(422);
  expect(await statusOf('second', 'us-east-1')).toBe(201);

  await talk.press('Approve', 'drew');
  await talk.sees('✅ Enforced');
  const after = await answerTo(world, `/dotai policies show ${id}`);
  expect(after).toContain(WEST);
  expect(after).toContain('2, active');
  expect(after).toMatch(/✅ live: deny by a ValidatingAdmissionPolicy/u);
  expect(after).toContain(`Version 1, active`);
  expect(await statusOf('third', 'us-west-2')).toBe(201);
  expect(await statusOf('fourth', 'us-east-1')).toBe(422);
  expect(enforcementIn(world)).toEqual(before);
});

it('says that somebody changed what enforces it, and that somebody deleted it', async () => {
  const [name = ''] = enforcementIn(world);
  await changeInCluster('PATCH', `validatingadmissionpolicies/${name}`, {
    spec: { failurePolicy: 'Ignore' },
  });
  expect(await answerTo(world, `/dotai policies show ${id}`)).toContain(
    '⚠️ changed by someone since it was applied',
  );

  await changeInCluster('DELETE', `validatingadmissionpolicybindings/${name}`);
  expect(await answerTo(world, `/dotai policies show ${id}`)).toContain('❌ missing');
});

describe('deleted', () => {
  it('with its enforcement, which an approver approves first', async () => {
    const talk = await ask(world, { who: 'cleo', command: `/dotai policies delete ${id}` });
    expect(talk.text()).toContain('objects that break it are refused');
    await talk.press('Delete with its enforcement');
    await talk.sees('Waits for approval');
    expect(await answerTo(world, '/dotai policies list')).toContain('applied: deny');
    expect(enforcementIn(world)).toHaveLength(2);

    await talk.press('Approve', 'drew');
    expect(textOf(await talk.sees('Deleted the policy'))).toContain(
      'Nothing of it is left in the cluster.',
    );
    expect(enforcementIn(world)).toEqual([]);
    expect(await statusOf('free', 'eu-west-1')).toBe(201);
    expect(await answerTo(world, '/dotai policies list')).toContain('No policies yet');
  });

  it('while its enforcement stays, and the card says what is left behind', async () => {
    const talk = await ask(world, { who: 'cleo', command: `/dotai policies delete ${id}` });
    await talk.press('Only stop guiding');
    const done = textOf(await talk.sees('Deleted the policy'));

    expect(done).toContain(
      'Left in the cluster: ValidatingAdmissionPolicyBinding dotai-databases-aws',
    );
    expect(done).toContain('Objects that break it are still refused.');
    expect(await answerTo(world, '/dotai policies list')).toContain('No policies yet');
    const gone = await answerTo(world, `/dotai policies show ${id}`);
    expect(gone).toMatch(/“.*” was deleted by @U\w+,/u);
    expect(await statusOf('still', 'eu-west-1')).toBe(422);
  });
});

it('shows a policy that contradicts it, before that one is stored and after', async () => {
  const talk = await atRules(world, { sentence: WEST, namespaces: 'all', who: 'ana' });

  const said = `Cannot be kept beside “${REGION_POLICY}” (${id}): spec.region must be us-west-2 by this policy and must be us-east-1 by that one`;
  expect(textOf(talk.card('What it checks'))).toContain(said);
  await talk.say('looks right');
  expect(textOf(await talk.sees('Review of the policy'))).toContain(said);
  await talk.say('store only');
  await talk.sees('Stored: it guides every recommendation');
  const list = await answerTo(world, '/dotai policies list');
  expect(list).toContain(REGION_POLICY);
  expect(list).toContain(WEST);
});

it('is turned down to audit, for all namespaces, by the same way', async () => {
  const talk = await ask(world, { who: 'cleo', command: `/dotai policies edit ${id}` });
  expect(talk.text()).toContain('deny, version 1');
  await talk.say('namespaces: all');
  await talk.sees('*Namespaces*\nall');
  await approve(talk, { mode: 'audit' });
  await talk.sees('✅ Enforced');

  expect(await statusOf('warned', 'eu-west-1')).toBe(201);
  expect(await answerTo(world, `/dotai policies show ${id}`)).toContain('✅ live: audit');
});

/** As somebody with rights of their own would, with `kubectl`. */
async function changeInCluster(method: string, path: string, body?: object): Promise<void> {
  const { cluster } = world;
  const url = `${cluster.url}/apis/admissionregistration.k8s.io/v1/${path}`;
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${cluster.tokens['admin']}`,
      'content-type': 'application/merge-patch+json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
