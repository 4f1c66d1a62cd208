import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Actor, Standing } from '../../chat/actor.ts';
import type { Person } from '../../ports/chat-platform.ts';
import type { SlackIdentity } from './identity.ts';
import { asFailure, slackErrorOf } from './slack-failure.ts';

/** `users.info`, as far as it says who somebody is. https://docs.slack.dev/reference/objects/user-object */
const SlackUser = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  tz: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  profile: z.object({ display_name: z.string().nullish() }).nullish(),
  enterprise_user: z.object({ enterprise_id: z.string().nullish() }).nullish(),
});
type SlackUser = z.infer<typeof SlackUser>;

/** Asks Slack, every time. Somebody whom Slack does not know has the standing `unknown`. */
export async function readPerson(
  client: WebClient,
  actor: Actor,
  home: SlackIdentity,
): Promise<Person> {
  const user = await readUser(client, actor.id);
  if (user === undefined) {
    return { actor, name: actor.id, standing: 'unknown', timeZone: undefined };
  }
  const names = [user.profile?.display_name, user.real_name, user.name];
  return {
    actor,
    name: names.find((name) => typeof name === 'string' && name !== '') ?? actor.id,
    standing: standingOf(user, home),
    timeZone: user.tz ?? undefined,
  };
}

async function readUser(client: WebClient, id: string): Promise<SlackUser | undefined> {
  try {
    const { user } = await asFailure(client.users.info({ user: id }));
    return SlackUser.parse(user);
  } catch (error) {
    if (UNKNOWN.includes(slackErrorOf(error) ?? '')) return undefined;
    throw error;
  }
}

const UNKNOWN = ['user_not_found', 'user_not_visible'];

/** Slack's own robot has no bot flag. */
const SLACKBOT = 'USLACKBOT';

/** The least privileged of what holds comes first. */
export function standingOf(user: SlackUser, home: SlackIdentity): Standing {
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.id === SLACKBOT) return 'bot';
  if (user.is_stranger || !isOfHome(user, home)) return 'external';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return 'member';
}

function isOfHome(user: SlackUser, home: SlackIdentity): boolean {
  if (user.team_id === home.teamId) return true;
  const enterprise = user.enterprise_user?.enterprise_id;
  return home.enterpriseId !== undefined && enterprise === home.enterpriseId;
}

/** Ids of a user group's members; empty for a group that Slack does not know. */
export async function readGroup(client: WebClient, groupId: string): Promise<readonly string[]> {
  try {
    const { users } = await asFailure(client.usergroups.users.list({ usergroup: groupId }));
    return users ?? [];
  } catch (error) {
    if (NO_GROUP.includes(slackErrorOf(error) ?? '')) return [];
    throw error;
  }
}

const NO_GROUP = ['no_such_subteam', 'subteam_not_found'];
