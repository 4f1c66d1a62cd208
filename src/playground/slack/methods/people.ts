import { z } from 'zod';
import { type Core, personOf, teamUrl } from '../core.ts';
import { flag, method, type Method, page, paging } from '../method.ts';
import { Refusal } from '../refusal.ts';
import { type Wire, botUser, userOnWire } from '../wire.ts';

const usersInfo = method({
  scopes: ['users:read'],
  parameters: z.object({ user: z.string() }),
  answer(core, { user }) {
    if (user === core.identity.botUserId) return { user: userOnWire(core, botUser(core)) };
    const person = personOf(core, user);
    if (!person) throw new Refusal('user_not_found');
    return { user: userOnWire(core, person) };
  },
});

const usersList = method({
  scopes: ['users:read'],
  parameters: z.object(paging),
  answer(core, asked) {
    const people = [...core.store.read().people, botUser(core)];
    const { items, ...rest } = page(people, asked);
    return { members: items.map((person) => userOnWire(core, person)), ...rest };
  },
});

const userGroupsList = method({
  scopes: ['usergroups:read'],
  parameters: z.object({ include_users: flag }),
  answer(core, { include_users }) {
    const groups = core.store.read().userGroups.map((group) => ({
      id: group.id,
      team_id: core.identity.teamId,
      is_usergroup: true,
      name: group.name,
      handle: group.handle,
      user_count: group.members.length,
      ...(include_users ? { users: group.members } : {}),
    }));
    return { usergroups: groups };
  },
});

const userGroupUsers = method({
  scopes: ['usergroups:read'],
  parameters: z.object({ usergroup: z.string() }),
  answer(core, { usergroup }) {
    const group = core.store.read().userGroups.find(({ id }) => id === usergroup);
    if (!group) throw new Refusal('no_such_subteam');
    return { users: group.members };
  },
});

const botsInfo = method({
  scopes: ['users:read'],
  parameters: z.object({ bot: z.string().optional() }),
  answer(core, { bot }) {
    const { botId, appId, botName, botUserId } = core.identity;
    if (bot !== undefined && bot !== botId) throw new Refusal('bot_not_found');
    return { bot: { id: botId, app_id: appId, user_id: botUserId, name: botName, deleted: false } };
  },
});

const teamInfo = method({
  scopes: ['team:read'],
  parameters: z.object({}),
  answer: (core) => ({ team: teamOnWire(core) }),
});

function teamOnWire({ identity }: Core): Wire {
  const { teamId: id, teamName: name, teamDomain: domain } = identity;
  return { id, name, domain, url: `${teamUrl(identity)}/` };
}

const authTest = method({
  parameters: z.object({}),
  answer({ identity }) {
    return {
      url: `${teamUrl(identity)}/`,
      team: identity.teamName,
      team_id: identity.teamId,
      user: identity.botName,
      user_id: identity.botUserId,
      bot_id: identity.botId,
      app_id: identity.appId,
      is_enterprise_install: false,
    };
  },
});

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'users.list': usersList,
  'usergroups.list': userGroupsList,
  'usergroups.users.list': userGroupUsers,
  'bots.info': botsInfo,
  'team.info': teamInfo,
};
