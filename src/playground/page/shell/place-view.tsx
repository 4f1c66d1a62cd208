import { usePlayground } from '../context.ts';
import { AppView } from './app-view.tsx';
import { Conversation } from './conversation.tsx';
import { ChannelBeginning, ChannelHeader } from './channel-header.tsx';
import { channelAt } from './places.ts';
import { useShell } from './shell-context.ts';

/** What the address names: a channel, or the app. */
export function PlaceView() {
  const { route } = useShell();
  const { snapshot } = usePlayground();
  if (route.place.kind === 'app') return <AppView tab={route.place.tab} />;
  const channel = channelAt(route.place, snapshot);
  if (!channel) return undefined;
  return (
    <>
      <ChannelHeader channel={channel} />
      <Conversation
        key={channel.id}
        channel={channel.id}
        label={`#${channel.name}`}
        placeholder={`Message #${channel.name}`}
        beginning={(offer) => <ChannelBeginning channel={channel} onTry={offer} />}
      />
    </>
  );
}
