import { useEffect, useState } from 'react';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { readStored, writeStored } from '../state/stored.ts';
import { useShell } from './shell-context.ts';
import './strips.css';

/** What concerns the whole page: the connection, and what the demo has to say. */
export function Strips() {
  const { link } = useShell();
  const { about } = usePlayground().snapshot;
  const [closed, setClosed] = useState(() => readStored('session', 'closed-notices') ?? '');
  const all = about.notices.join('\n');
  useEffect(() => {
    if (all !== '' && closed === all) writeStored('session', 'closed-notices', closed);
  }, [all, closed]);
  return (
    <>
      <div role="status">
        {link.kind === 'reconnecting' && <p className="strip strip-link">Reconnecting…</p>}
        {link.kind === 'refused' && <p className="strip strip-link">{link.why}</p>}
      </div>
      {all !== '' && closed !== all && (
        <aside className="strip" aria-label="Notices">
          <Icon name="info" size={18} />
          <div className="strip-words">
            {about.notices.map((notice) => (
              <p key={notice}>{notice}</p>
            ))}
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label="Close notices"
            onClick={() => setClosed(all)}
          >
            <Icon name="close" size={16} />
          </button>
        </aside>
      )}
    </>
  );
}
