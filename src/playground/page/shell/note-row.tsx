import { Icon } from '../icon.tsx';
import { type Note, useShell } from './shell-context.ts';

/** Slack's own answer, drawn as its bot's message that nobody else sees. */
export function NoteRow({ note }: { readonly note: Note }) {
  const { dismissNote } = useShell();
  return (
    <article className="message message-only-me" aria-label="Slackbot" tabIndex={-1}>
      <div className="message-gutter">
        <span className="avatar avatar-slackbot">
          <Icon name="smile" size={24} />
        </span>
      </div>
      <div className="message-main">
        <div className="message-only">
          <Icon name="eye" size={14} />
          <span>Only visible to you</span>
          <span aria-hidden="true">·</span>
          <button type="button" className="message-dismiss" onClick={() => dismissNote(note.id)}>
            Dismiss message
          </button>
        </div>
        <div className="message-head">
          <span className="message-author">Slackbot</span>
        </div>
        <div className="message-text" role="status">
          {note.text}
        </div>
      </div>
    </article>
  );
}
