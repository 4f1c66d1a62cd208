import { z } from 'zod';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { ask, errorsIn, type Talk, toldTo } from './at-the-wire.ts';
import type { World } from '../world.ts';

export const REGION_POLICY = 'Databases in AWS should always run in the us-east-1 region';

interface Wishes {
  readonly sentence?: string;
  readonly who?: string;
  /** As it is typed: `all`, `2. a-team, b-team`. */
  readonly namespaces?: string;
  readonly rationale?: string;
}

/** A new policy of which only the sentence was said. */
export function newPolicy(world: World, wishes: Wishes = {}): Promise<Talk> {
  const { sentence = REGION_POLICY, who = 'cleo' } = wishes;
  return ask(world, { who, command: `/dotai policies new ${sentence}` });
}

/** A new policy whose rules are shown, or why there can be none. */
export async function atRules(world: World, wishes: Wishes = {}): Promise<Talk> {
  const { namespaces = '2. a-team, b-team', rationale = 'Our data stays in one place.' } = wishes;
  const talk = await newPolicy(world, wishes);
  await talk.say('all');
  await talk.say(rationale);
  await talk.say('a-team');
  await talk.say(namespaces);
  await talk.sees('What it checks');
  return talk;
}

/** A new policy that was rehearsed. */
export async function atReview(world: World, wishes: Wishes = {}): Promise<Talk> {
  const talk = await atRules(world, wishes);
  await talk.say('looks right');
  await talk.sees('Review of the policy');
  return talk;
}

const SAYS = {
  audit: 'Audit: Objects that break the policy are accepted, with a warning.',
  deny: 'Deny: Objects that break the policy are refused.',
} as const;

/** Has a policy at review approved, in the mode in which it is proposed or in another. */
export async function approve(
  talk: Talk,
  { mode = 'deny', by = 'drew' }: { readonly mode?: 'audit' | 'deny'; readonly by?: string } = {},
): Promise<void> {
  await talk.say('apply');
  const proposed = textOf(await talk.sees('Waits for approval'));
  if (!proposed.includes(SAYS[mode])) {
    await talk.press(`Switch to ${mode}, by ValidatingAdmissionPolicy`, by);
    await talk.sees(SAYS[mode]);
  }
  await talk.press('Approve', by);
}

/** An enforced policy, and the conversation in which it was made. */
export async function enforced(world: World, wishes: Wishes = {}): Promise<Talk> {
  const talk = await atReview(world, wishes);
  await approve(talk);
  await talk.sees('✅ Enforced');
  return talk;
}

/** What a command answers that begins no conversation. */
export async function answerTo(world: World, command: string, who = 'cleo'): Promise<string> {
  const before = toldTo(world, who).length;
  await world.slack.as(who).command('#platform', command);
  await world.idle();
  return world.slack.waitFor(() => toldTo(world, who).slice(before).trim(), {
    what: `the answer to ${command}`,
  });
}

/** The id of the policy that a conversation is about. */
export function policyIdIn(talk: Talk): string {
  const id = /pol-[0-9a-f]{12}/u.exec(talk.text())?.[0];
  if (id === undefined) throw new Error(`No policy is named:\n${talk.text()}`);
  return id;
}

const DATABASES = '/apis/platform.acme.example/v1beta1/namespaces';

/** What the cluster says to somebody who applies a database past the bot. */
export async function applyPastTheBot(
  { cluster }: World,
  { name, region, namespace = 'a-team', provider = 'aws' }: Database,
): Promise<{ readonly status: number; readonly text: string; readonly warning: string | null }> {
  const body = {
    apiVersion: 'platform.acme.example/v1beta1',
    kind: 'SqlDatabase',
    metadata: { name, namespace },
    spec: {
      size: 'small',
      region,
      crossplane: { compositionSelector: { matchLabels: { provider } } },
    },
  };
  const answer = await fetch(
    `${cluster.url}${DATABASES}/${namespace}/sqldatabases/${name}?fieldManager=kubectl`,
    {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${cluster.tokens['admin']}`,
        'content-type': 'application/apply-patch+yaml',
      },
      body: JSON.stringify(body),
    },
  );
  const { status, headers } = answer;
  return { status, text: await answer.text(), warning: headers.get('warning') };
}

interface Database {
  readonly name: string;
  readonly region: string;
  readonly namespace?: string;
  readonly provider?: string;
}

const Enforcing = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});

/** The names of what enforces policies in the cluster. */
export function enforcementIn({ cluster }: World): readonly string[] {
  return cluster.objects().flatMap((object) => {
    const { metadata } = Enforcing.parse(object);
    return metadata.labels?.['dotai.dev/policy'] === undefined ? [] : [metadata.name];
  });
}

/** Closes it. Throws where the bot logged that something went wrong. */
export async function closeSound(world: World): Promise<void> {
  await world.close();
  const errors = errorsIn(world);
  if (errors.length > 0) throw new Error(`The bot logged: ${JSON.stringify(errors)}`);
}
