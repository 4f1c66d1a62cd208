import { useState } from 'react';
import { usePlayground } from '../context.ts';
import { Caret } from './caret.tsx';
import { JsonTree } from './json-tree.tsx';
import { useNow } from './now.ts';
import { PendingEffects } from './pending-effects.tsx';
import type { SessionOnPage, SessionWithEffects } from './sessions.ts';
import { ageInWords, dueInWords } from './times.ts';

/** One session; unfolded, its state and what is still to be done for it. */
export function SessionLine({ session, effects }: SessionWithEffects) {
  const [isOpen, setIsOpen] = useState(false);
  const nowMs = useNow();
  const playground = usePlayground();
  const { id, workflow, stage, version, owner, isOpen: isGoingOn, updatedAt, expiresAt } = session;
  return (
    <li className="sessions-one">
      <button
        type="button"
        className="sessions-head"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Caret isOpen={isOpen} />
        <span className="sessions-workflow">{workflow}</span>
        {stage !== undefined && stage !== 'closed' && (
          <span className="sessions-stage">{stage}</span>
        )}
        <span className={isGoingOn ? 'sessions-state sessions-state-open' : 'sessions-state'}>
          {isGoingOn ? 'open' : 'closed'}
        </span>
        {effects.length > 0 && <span className="sessions-pending">{effects.length} pending</span>}
      </button>
      <p className="sessions-facts">
        <span>{playground.nameOf(owner)}</span>
        <Place session={session} />
        <span>version {version}</span>
        <span className="sessions-age">{ageInWords(updatedAt, nowMs)} ago</span>
      </p>
      {isOpen && (
        <div className="sessions-record">
          <p className="sessions-facts">
            <code>{id}</code>
            {session.isListening && <span>listens in its thread</span>}
            {isGoingOn && expiresAt !== undefined && (
              <span>expires {dueInWords(expiresAt, nowMs)}</span>
            )}
          </p>
          <PendingEffects effects={effects} />
          <JsonTree title="State" value={session.state} />
        </div>
      )}
    </li>
  );
}

/** Where the session happens: a link for those who are there. */
function Place({ session: { channel, thread } }: { readonly session: SessionOnPage }) {
  const playground = usePlayground();
  const found = playground.snapshot.channels.find(({ id }) => id === channel);
  if (!found) return <span>in a conversation that you are not in</span>;
  const place = found.kind === 'im' ? 'direct message' : `#${found.name}`;
  const target = thread === undefined ? { channel } : { channel, thread };
  return (
    <button type="button" className="panel-link" onClick={() => playground.open(target)}>
      {thread === undefined ? place : `thread in ${place}`}
    </button>
  );
}
