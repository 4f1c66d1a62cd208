import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import {
  aDatabase,
  ANSWERS,
  appliesIn,
  ask,
  atApproval,
  atQuestions,
  errorsIn,
  INTENT,
  type Talk,
  writeAs,
} from './at-the-wire.ts';

let world: World;
let count = 0;
let name = '';

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
});

beforeEach(() => {
  count += 1;
  name = `db-${count}`;
});

afterAll(() => world.close());

function answers(): string {
  return ANSWERS.replace('my-db', name);
}

/** Answers everything up to the dry run, which is then tried. */
async function tryManifests(talk: Talk): Promise<void> {
  for (const said of [answers(), 'skip', 'skip', 'N/A']) await talk.say(said);
}

describe('a refusal', () => {
  it('by the server during the dry run is shown in its words, and the answers stay', async () => {
    const talk = await atQuestions(world);
    world.cluster.faults.next({ does: { status: 403 }, method: 'PATCH' });
    await tryManifests(talk);

    await talk.sees('the server has been told to answer with Forbidden');
    expect(talk.text()).toContain(`✓ ${name}`);
  });

  it('of a namespace that is gone names it, and another one can be given', async () => {
    const talk = await atQuestions(world);
    await talk.say(answers().replace('a-team', 'b-team'));
    await removeNamespace('b-team');
    for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);

    expect(talk.text()).toMatch(/The namespace b-team is not there/u);
    expect(talk.text()).toContain(`✓ ${name}`);
    await talk.say('2. a-team');
    for (const said of ['skip', 'skip', 'skip', 'N/A']) await talk.say(said);
    await talk.sees('The cluster accepted this in a dry run');
  });

  it('by an object that another manager owns explains the conflict, and applies nothing', async () => {
    await writeAs(world, 'helm', aDatabase(name, { size: 'medium', region: 'us-east-1' }));
    const talk = await atQuestions(world);
    await tryManifests(talk);

    expect(talk.text()).toMatch(/conflict.*helm/iu);
    expect(appliesIn(world, name)).toBe(0);
  });

  it('by a conflict that came after the approval stops the apply and says so', async () => {
    const talk = await atApproval(world, { answers: answers() });
    await writeAs(world, 'helm', aDatabase(name, { size: 'large', region: 'us-east-1' }));
    await talk.press('Approve', 'cleo');

    const card = await talk.sees('The cluster refused it');
    expect(textOf(card)).toMatch(/conflict.*helm/iu);
    expect(buttonsOf(card).map(({ label }) => label)).toContain('Change answers');
    expect(appliesIn(world, name)).toBe(0);
  });

  it('by an admission policy is shown with its message', async () => {
    const talk = await atQuestions(world);
    await addPolicy();
    await talk.say(answers().replace('small', 'large'));
    for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);

    expect(talk.text()).toContain('large databases need a ticket');
    await talk.say('3. small');
    for (const said of ['skip', 'skip', 'skip', 'N/A']) await talk.say(said);
    await talk.sees('The cluster accepted this in a dry run');
  });
});

it('has broken none of Slack’s rules by all this, and logged no error', () => {
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});

describe('credentials that allow too little', () => {
  const users = [
    ['nothing', 'nobody', /does not allow the bot|An operator/u],
    ['reading', 'viewer', /cannot patch resource/u],
  ] as const;

  it.each(users)(
    '%s: the conversation says what an operator must do',
    async (_what, user, said) => {
      const limited = await startWorld({
        cluster: { documents: demoPlatform(), pace: 1_000 },
        clusterUser: user,
      });
      try {
        const talk = await ask(limited, { intent: INTENT });
        await talk.say('skip');
        await talk.say('1');
        await tryManifests(talk);

        expect(talk.text()).toMatch(said);
        expect(errorsIn(limited)).toEqual([]);
      } finally {
        await limited.close();
      }
    },
  );
});

async function removeNamespace(of: string): Promise<void> {
  const response = await fetch(`${world.cluster.url}/api/v1/namespaces/${of}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${world.cluster.tokens['admin']}` },
  });
  expect(response.ok).toBe(true);
}

/** Large databases are refused from now on. */
async function addPolicy(): Promise<void> {
  const base = '/apis/admissionregistration.k8s.io/v1';
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const metadata = { name: 'no-large-databases' };
  await writeAs(world, 'ops', {
    path: `${base}/validatingadmissionpolicies/no-large-databases`,
    object: {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['platform.acme.example'],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['sqldatabases'],
            },
          ],
        },
        validations: [
          {
            expression: "object.spec.size != 'large'",
            message: 'large databases need a ticket',
          },
        ],
      },
    },
  });
  await writeAs(world, 'ops', {
    path: `${base}/validatingadmissionpolicybindings/no-large-databases`,
    object: {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: 'no-large-databases', validationActions: ['Deny'] },
    },
  });
}
