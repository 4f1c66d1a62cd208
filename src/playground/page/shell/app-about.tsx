import { usePlayground } from '../context.ts';

/** What the app is, what it is connected to, and how it is spoken to. */
export function AppAbout() {
  const { about, isBotConnected } = usePlayground().snapshot;
  return (
    <div className="app-about">
      <h3>About</h3>
      {about.agentDescription !== undefined && <p>{about.agentDescription}</p>}
      <dl>
        <dt>Connection</dt>
        <dd>{isBotConnected ? 'Connected' : 'Not connected'}</dd>
        <dt>Model</dt>
        <dd>{about.model}</dd>
        <dt>Cluster</dt>
        <dd>{about.cluster}</dd>
      </dl>
      {about.notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
      <h3>Commands</h3>
      <ul>
        {about.commands.map(({ command, description, usageHint }) => (
          <li key={command}>
            <code>
              {command} {usageHint}
            </code>
            <p>{description}</p>
          </li>
        ))}
      </ul>
      <h3>Message shortcuts</h3>
      <ul>
        {about.shortcuts.map(({ callbackId, name, description }) => (
          <li key={callbackId}>
            <b>{name}</b>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
