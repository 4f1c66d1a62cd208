import { usePlayground } from '../context.ts';
import { APP_TABS, type AppTab } from '../state/route.ts';
import { AppAbout } from './app-about.tsx';
import { AppHome } from './app-home.tsx';
import { Avatar } from './avatar.tsx';
import { BackToList } from './channel-header.tsx';
import { Conversation } from './conversation.tsx';
import { directChannelOf } from './places.ts';
import { useShell } from './shell-context.ts';
import { useEntry } from './use-entry.ts';
import './app-view.css';

const NAMES: Readonly<Record<AppTab, string>> = {
  home: 'Home',
  messages: 'Messages',
  about: 'About',
};

/** The app's own place. Its tabs are places too, so they are links. */
export function AppView({ tab }: { readonly tab: AppTab }) {
  const { addressOf } = useShell();
  const { about, isBotConnected } = usePlayground().snapshot;
  return (
    <>
      <header className="pane-header">
        <BackToList />
        <Avatar id={about.botUserId} isApp size={28} />
        <h2 className="pane-title">{about.botName}</h2>
        <span className="message-tag">APP</span>
      </header>
      <nav className="app-tabs" aria-label={about.botName}>
        {APP_TABS.map((name) => (
          <a
            key={name}
            className="app-tab"
            href={addressOf({ place: { kind: 'app', tab: name } })}
            aria-current={name === tab ? 'page' : undefined}
          >
            {NAMES[name]}
          </a>
        ))}
      </nav>
      <div role="status">
        {!isBotConnected && (
          <p className="strip strip-away">
            {about.botName} is not connected: it gets your messages when it is back.
          </p>
        )}
      </div>
      {tab === 'home' && <AppHome />}
      {tab === 'messages' && <AppMessages />}
      {tab === 'about' && <AppAbout />}
    </>
  );
}

function AppMessages() {
  const { snapshot } = usePlayground();
  const direct = directChannelOf(snapshot);
  useEntry('open-messages');
  if (!direct) return <p className="app-loading">Opening the conversation…</p>;
  const isEmpty = !snapshot.messages.some(({ channel }) => channel === direct.id);
  const { botName } = snapshot.about;
  return (
    <Conversation
      key={direct.id}
      channel={direct.id}
      label={botName}
      placeholder={`Message ${botName}`}
      beginning={() => <DirectBeginning />}
      aboveField={isEmpty && <Prompts channel={direct.id} />}
    />
  );
}

function DirectBeginning() {
  const { about } = usePlayground().snapshot;
  return (
    <div className="conversation-beginning">
      <Avatar id={about.botUserId} isApp size={64} />
      <h3>
        {about.botName} <span className="message-tag">APP</span>
      </h3>
      <p>
        {about.agentDescription ?? `This is the beginning of your messages with ${about.botName}.`}
      </p>
    </div>
  );
}

function Prompts({ channel }: { readonly channel: string }) {
  const playground = usePlayground();
  return (
    <div className="prompts" role="group" aria-label="Suggested prompts">
      {playground.snapshot.about.suggestedPrompts.map(({ title, message }) => (
        <button
          key={title}
          type="button"
          className="prompt"
          title={message}
          onClick={() => void playground.act({ type: 'say', channel, text: message })}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
