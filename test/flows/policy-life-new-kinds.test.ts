import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { startWorld, type World } from '../world.ts';
import { buttonsIn, type Talk, talkAt } from './at-the-wire.ts';
import { DIRECT } from './copies.ts';
import { answerTo, closeSound, enforced, policyIdIn } from './policy-talks.ts';

const GROUP = 'rds.aws.cloud.example';
/** What the schema requires beside the region. */
const SETTINGS = { engine: 'postgres', instanceClass: 'db.t3.micro', allocatedStorage: 20 };

let world: World;
beforeEach(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: { roles: { approvers: { people: ['U000000DREW'] } } },
  });
});
afterEach(() => closeSound(world));

it('a kind that comes later is proposed to the author alone, and bound when that is approved', async () => {
  const id = policyIdIn(await enforced(world));
  await addProxies();
  expect(await proxyStatus('before', 'eu-west-1')).toBe(201);
  const talk = await proposedByScan();

  expect(textOf(await talk.sees('What it checks'))).toContain(`Newly covered: Proxy.${GROUP}`);
  await talk.say('looks right');
  expect(textOf(await talk.sees('Review of the policy'))).toContain('1 of 1 live object');
  await talk.say('apply');
  await talk.sees('Waits for approval');
  expect(await proxyStatus('meanwhile', 'eu-west-1')).toBe(201);
  await world.slack.as('drew').press(await copyOfDrew(), { label: 'Approve' });
  await world.idle();
  await talk.sees('✅ Enforced');

  expect(await proxyStatus('after', 'eu-west-1')).toBe(422);
  expect(await proxyStatus('fine', 'us-east-1')).toBe(201);
  const shown = await answerTo(world, `/dotai policies show ${id}`);
  expect(shown).toContain('8 kinds covered');
  expect(shown).toContain('2, active');
});

it('is proposed once, and not again after its author said no', async () => {
  await enforced(world);
  await addProxies();
  const talk = await proposedByScan();
  await talk.press('Cancel');
  await scan();

  expect(proposals()).toHaveLength(1);
});

async function scan(): Promise<void> {
  await world.slack.as('drew').command('#platform', '/dotai capabilities scan all');
  await world.idle();
}

/** What the bot told the author by itself. */
function proposals(): readonly Message[] {
  return directMessages(DIRECT.cleo).filter((one) => textOf(one).includes('of a policy'));
}

function directMessages(channel: string): readonly Message[] {
  const { slack } = world;
  const isOpened = slack.state().channels.some(({ id }) => id === channel);
  const all = isOpened ? slack.messages(channel) : [];
  return all.filter(({ user }) => user === slack.identity.botUserId);
}

async function proposedByScan(): Promise<Talk> {
  await scan();
  const root = await world.slack.waitFor(() => proposals()[0], { what: 'the proposal' });
  return talkAt(world, { who: 'cleo', channel: DIRECT.cleo, thread: root.ts });
}

function copyOfDrew(): Promise<Message> {
  return world.slack.waitFor(
    () => directMessages(DIRECT.drew).find((one) => buttonsIn(one).includes('Approve')),
    { what: 'the copy for an approver' },
  );
}

const Definition = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({ names: z.looseObject({}) }),
});

/** Another kind of databases in AWS, with the fields of an instance. */
async function addProxies(): Promise<void> {
  const like = demoPlatform()
    .map((one) => Definition.safeParse(one).data)
    .find((one) => one?.metadata.name === `instances.${GROUP}`);
  const { metadata, spec } = Definition.parse(like);
  const names = { kind: 'Proxy', plural: 'proxies', singular: 'proxy', listKind: 'ProxyList' };
  const body = {
    ...like,
    metadata: { ...metadata, name: `proxies.${GROUP}` },
    spec: { ...spec, names: { ...spec.names, ...names } },
  };
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const answer = await asAdmin('POST', path, body);
  if (!answer.ok) throw new Error(await answer.text());
}

async function proxyStatus(name: string, region: string): Promise<number> {
  const body = {
    apiVersion: `${GROUP}/v1beta1`,
    kind: 'Proxy',
    metadata: { name, namespace: 'a-team' },
    spec: { forProvider: { region, ...SETTINGS } },
  };
  const path = `/apis/${GROUP}/v1beta1/namespaces/a-team/proxies`;
  const answer = await asAdmin('POST', path, body);
  return answer.status;
}

function asAdmin(method: string, path: string, body: object): Promise<Response> {
  const { cluster } = world;
  return fetch(`${cluster.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${cluster.tokens['admin']}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
}
