import { useState } from 'react';
import { NowContext, useClock } from './now.ts';
import { PendingEffects } from './pending-effects.tsx';
import { SessionLine } from './session-line.tsx';
import { arranged } from './sessions.ts';
import { restartBot, useSessions } from './use-sessions.ts';
import './sessions-view.css';

/** What the bot's records hold, read each second. */
export function SessionsView({ isShown }: { readonly isShown: boolean }) {
  const { answer, failure } = useSessions(isShown);
  const nowMs = useClock();
  return (
    <NowContext value={nowMs}>
      <RestartBot />
      <div className="sessions" role="region" aria-label="Sessions, newest first" tabIndex={0}>
        {failure !== '' && (
          <p className={answer ? 'sessions-failure' : 'panel-sentence'} role="status">
            {failure}
          </p>
        )}
        {answer && <SessionsList {...arranged(answer)} />}
      </div>
    </NowContext>
  );
}

function SessionsList({ sessions, others }: ReturnType<typeof arranged>) {
  if (sessions.length === 0 && others.length === 0) {
    return <p className="panel-sentence">No session yet. Ask dotai for something.</p>;
  }
  return (
    <>
      <ul className="sessions-list">
        {sessions.map(({ session, effects }) => (
          <SessionLine key={session.id} session={session} effects={effects} />
        ))}
      </ul>
      {others.length > 0 && (
        <section className="sessions-others" aria-label="Effects of no listed session">
          <h3 className="sessions-title">Effects of no listed session</h3>
          <PendingEffects effects={others} />
        </section>
      )}
    </>
  );
}

function RestartBot() {
  const [isRestarting, setIsRestarting] = useState(false);
  const [outcome, setOutcome] = useState('');

  async function restart(): Promise<void> {
    if (isRestarting) return;
    setIsRestarting(true);
    setOutcome('');
    setOutcome(await restartBot());
    setIsRestarting(false);
  }

  return (
    <div className="sessions-restart">
      <p className="sessions-why">
        Stops the bot and starts it on the same records. Each step is written down before it is
        done, so whatever is open goes on where it was.
        <span className="sessions-outcome" role="status">
          {isRestarting ? 'Restarting…' : outcome}
        </span>
      </p>
      <button
        type="button"
        className="panel-button"
        aria-disabled={isRestarting}
        onClick={() => void restart()}
      >
        Restart the bot
      </button>
    </div>
  );
}
