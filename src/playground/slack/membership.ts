import { Failure } from '../../domain/failure.ts';
import { type Core, isBotMember, nextTs } from './core.ts';
import { publish } from './messages.ts';
import type { Channel, Person } from './state.ts';
import { channelType } from './wire.ts';

/** Makes the bot a member. The channel as it is then. */
export function addBot(core: Core, channel: Channel): Channel {
  const joined = { ...channel, members: [...channel.members, core.identity.botUserId] };
  core.store.update(
    (state) => ({
      ...state,
      channels: state.channels.map((other) => (other.id === channel.id ? joined : other)),
    }),
    { type: 'workspace-changed' },
  );
  return joined;
}

/**
 * Adds the bot to a channel of that person's, who is no guest. The app is told where its manifest asks
 * for it; what was said before is not told again.
 */
export async function inviteBot(core: Core, person: Person, channel: Channel): Promise<void> {
  if (person.standing !== 'member') {
    throw new Failure('forbidden', 'Only members of the workspace can add apps to a channel.');
  }
  if (channel.kind === 'im') {
    throw new Failure('invalid-input', 'Nobody can be added to a direct conversation.');
  }
  if (isBotMember(core, channel)) return;
  const { botUserId, botName, teamId } = core.identity;
  addBot(core, channel);
  const what = `added ${botName} to #${channel.name}`;
  core.store.announce({ type: 'person-acted', userId: person.id, what });
  const event = {
    type: 'member_joined_channel',
    user: botUserId,
    channel: channel.id,
    channel_type: channelType(core, channel.id) === 'group' ? 'G' : 'C',
    team: teamId,
    inviter: person.id,
    event_ts: nextTs(core),
  };
  await publish(core, channel.id, event, 'member_joined_channel');
}
