import type { Snapshot } from '../../page-protocol.ts';
import type { Channel } from '../../slack/state.ts';
import type { Choice, IdElement } from './element-state.ts';

type ConversationFilter = NonNullable<
  Extract<IdElement, { readonly type: 'conversations_select' }>['filter']
>;

/** What is seen of the workspace by the person who opens the menu. */
export interface Seen {
  readonly snapshot: Pick<Snapshot, 'people' | 'channels'>;
  nameOf(id: string): string;
}

/** The people, channels or conversations that a menu offers, as Slack does: nobody who has left. */
export function offeredPlaces(element: IdElement, seen: Seen): readonly Choice[] {
  switch (element.type) {
    case 'users_select':
    case 'multi_users_select':
      return people(seen);
    case 'channels_select':
    case 'multi_channels_select':
      return seen.snapshot.channels.filter(isOpenChannel).map(channelChoice);
    case 'conversations_select':
    case 'multi_conversations_select':
      return conversations(element.filter ?? {}, seen);
  }
}

function people({ snapshot }: Seen): readonly Choice[] {
  return snapshot.people
    .filter(({ standing }) => standing !== 'deactivated')
    .map(({ id, name, realName }) => ({
      text: { text: realName },
      value: id,
      description: { text: `@${name}` },
    }));
}

function isOpenChannel({ kind, isArchived }: Channel): boolean {
  return kind === 'public' && !isArchived;
}

function channelChoice({ id, name }: Channel): Choice {
  return { text: { text: `# ${name}` }, value: id };
}

/** Direct conversations are offered by the name of the other side. */
function conversations({ include }: ConversationFilter, seen: Seen): readonly Choice[] {
  return seen.snapshot.channels
    .filter(({ kind, isArchived }) => !isArchived && (include?.includes(kind) ?? true))
    .map((channel) =>
      channel.kind === 'im'
        ? { text: { text: seen.nameOf(channel.id) }, value: channel.id }
        : channelChoice(channel),
    );
}
