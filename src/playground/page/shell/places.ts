import type { Snapshot } from '../../page-protocol.ts';
import type { Channel } from '../../slack/state.ts';
import type { Place } from '../state/route.ts';

/** The place that is shown instead of one that is not there; a wide window always shows one. */
export function placeToShow(
  place: Place,
  { channels, isNarrow }: { readonly channels: readonly Channel[]; readonly isNarrow: boolean },
): Place {
  if (place.kind === 'app') return place;
  const found = place.kind === 'channel' && channels.find(({ id }) => id === place.channel);
  if (found) return found.kind === 'im' ? { kind: 'app', tab: 'messages' } : place;
  if (place.kind === 'list' && isNarrow) return place;
  const first = channels.find(({ kind }) => kind !== 'im');
  if (isNarrow) return { kind: 'list' };
  return first ? { kind: 'channel', channel: first.id } : { kind: 'app', tab: 'home' };
}

/** The direct conversation with the bot, once there is one. */
export function directChannelOf({ channels }: Pick<Snapshot, 'channels'>): Channel | undefined {
  return channels.find(({ kind }) => kind === 'im');
}

/** The conversation that a place shows. */
export function channelAt(place: Place, snapshot: Pick<Snapshot, 'channels'>): Channel | undefined {
  if (place.kind === 'list') return undefined;
  if (place.kind === 'app') return place.tab === 'messages' ? directChannelOf(snapshot) : undefined;
  return snapshot.channels.find(({ id }) => id === place.channel);
}

/** What a place is called, for the outline of the page. */
export function titleOf(place: Place, snapshot: Pick<Snapshot, 'about' | 'channels'>): string {
  const { teamName, botName } = snapshot.about;
  const channel = place.kind === 'channel' ? channelAt(place, snapshot) : undefined;
  if (channel) return `#${channel.name}, ${teamName}`;
  return place.kind === 'app' ? `${botName}, ${teamName}` : teamName;
}

/** Whether a place names the direct conversation by its id, as a link does. */
export function isDirect(place: Place, channels: readonly Channel[]): boolean {
  if (place.kind !== 'channel') return false;
  return channels.some(({ id, kind }) => id === place.channel && kind === 'im');
}
