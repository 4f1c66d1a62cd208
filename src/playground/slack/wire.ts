import { type Core, channelOf, teamUrl } from './core.ts';
import { EXTERNAL_TEAM } from './default-workspace.ts';
import { shownValues } from './entered.ts';
import type { Channel, Message, Person, SharedFile, View } from './state.ts';

/** A JSON object on its way to the app. */
export type Wire = Readonly<Record<string, unknown>>;

/** Records as the Web API, events and interactions show them. */

export function userOnWire(core: Core, person: Person): Wire {
  const isExternal = person.standing === 'external';
  return {
    id: person.id,
    team_id: teamOf(core, person),
    name: person.name,
    real_name: person.realName,
    deleted: person.standing === 'deactivated',
    tz: person.timeZone,
    profile: { real_name: person.realName, display_name: person.name, team: core.identity.teamId },
    is_admin: person.isAdmin,
    is_owner: false,
    is_restricted: person.standing === 'guest',
    is_ultra_restricted: false,
    is_bot: person.standing === 'bot',
    is_app_user: false,
    ...(isExternal ? { is_stranger: true } : {}),
  };
}

/** The workspace that somebody is a member of. */
export function teamOf(core: Core, { standing }: Person): string {
  return standing === 'external' ? EXTERNAL_TEAM : core.identity.teamId;
}

export function botUser(core: Core): Person {
  const { botUserId: id, botName: name } = core.identity;
  return { id, name, realName: name, standing: 'bot', isAdmin: false, timeZone: 'Etc/UTC' };
}

export function channelOnWire(core: Core, channel: Channel): Wire {
  if (channel.kind === 'im') {
    return { id: channel.id, is_im: true, is_channel: false, user: channel.members[0] };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.isArchived,
    is_shared: channel.isShared ?? false,
    is_ext_shared: channel.isShared ?? false,
    is_member: channel.members.includes(core.identity.botUserId),
    context_team_id: core.identity.teamId,
    num_members: channel.members.length,
  };
}

/** `im`, `group` or `channel`: the name events give to a kind of conversation. */
export function channelType(core: Core, channelId: string): string {
  const kind = channelOf(core, channelId)?.kind;
  if (kind === 'im') return 'im';
  return kind === 'private' ? 'group' : 'channel';
}

export function messageOnWire(core: Core, message: Message, withMetadata = false): Wire {
  const { teamId, botId, appId, botName } = core.identity;
  const files = core.store.read().files.filter(({ id }) => message.files.includes(id));
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: teamId,
    ...teamOnWire(core, message),
    ...(message.bot_id === undefined
      ? {}
      : { bot_id: botId, app_id: appId, bot_profile: { id: botId, app_id: appId, name: botName } }),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...threadSummary(core, message),
    ...(message.isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(message.isDeleted === true ? { subtype: 'tombstone', hidden: true } : {}),
    ...(files.length > 0 ? { files: files.map((file) => fileOnWire(core, file)) } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...reactionsOnWire(message),
  };
}

/** Only messages of people from elsewhere say where they are from. */
function teamOnWire(core: Core, { user }: Message): Wire {
  const author = core.store.read().people.find(({ id }) => id === user);
  if (author?.standing !== 'external') return {};
  return { user_team: EXTERNAL_TEAM, source_team: EXTERNAL_TEAM };
}

function threadSummary(core: Core, message: Message): Wire {
  if (message.thread_ts !== undefined) return {};
  const replies = core.store
    .read()
    .messages.filter(
      ({ channel, thread_ts, onlyFor }) =>
        channel === message.channel && thread_ts === message.ts && onlyFor === undefined,
    );
  const latest = replies.at(-1);
  if (!latest) return {};
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map(({ user }) => user))],
    latest_reply: latest.ts,
  };
}

function reactionsOnWire({ reactions }: Message): Wire {
  if (reactions.length === 0) return {};
  return {
    reactions: reactions.map(({ name, users }) => ({ name, users, count: users.length })),
  };
}

export function fileOnWire(core: Core, file: SharedFile): Wire {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    user: file.user,
    filetype: file.filetype,
    mimetype: file.mimetype ?? 'text/plain',
    size: file.size,
    mode: file.mimetype === undefined ? 'snippet' : 'hosted',
    is_external: false,
    file_access: 'visible',
    channels: file.channels,
    url_private: `${core.origin}/files/${file.id}/${encodeURIComponent(file.name)}`,
    url_private_download: `${core.origin}/files/${file.id}/download/${encodeURIComponent(file.name)}`,
    permalink: `${teamUrl(core.identity)}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
  };
}

export function viewOnWire(core: Core, view: View): Wire {
  const { teamId, appId, botId } = core.identity;
  const text = (value: string | undefined) =>
    value === undefined ? null : { type: 'plain_text', text: value, emoji: true };
  return {
    id: view.id,
    team_id: teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    external_id: view.externalId,
    state: { values: shownValues(view.blocks, view.entered) },
    hash: view.hash,
    title: text(view.title),
    submit: text(view.submit),
    close: text(view.close),
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: appId,
    bot_id: botId,
    app_installed_team_id: teamId,
  };
}
