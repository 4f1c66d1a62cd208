import { Icon } from '../icon.tsx';
import type { Note } from '../state/notes.ts';
import { MessageTime } from './message-time.tsx';
import { useShell } from './shell-context.ts';
import { useInvite } from './use-invite.ts';
import { timeLabel } from '../state/times.ts';

/** Slack's own answer, drawn as its bot's message that nobody else sees. */
export function NoteRow({ note }: { readonly note: Note }) {
  const dismiss = useDismissal(note);
  return (
    <article
      className="message message-only-me"
      aria-label={`Slackbot, ${timeLabel(note.ts)}`}
      tabIndex={-1}
    >
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
          <button
            type="button"
            className="message-dismiss"
            onClick={({ currentTarget }) => dismiss(currentTarget)}
          >
            Dismiss message
          </button>
        </div>
        <div className="message-head">
          <span className="message-author">Slackbot</span>
          <MessageTime ts={note.ts} />
        </div>
        <div className="message-text" role="status">
          {note.text}
        </div>
        {note.offersInvite && <Invite note={note} />}
      </div>
    </article>
  );
}

/** The answer takes the place of the question. */
function Invite({ note }: { readonly note: Note }) {
  const dismiss = useDismissal(note);
  const invite = useInvite(note.channel, note.thread);
  async function press(button: HTMLElement): Promise<void> {
    if (await invite()) dismiss(button);
  }
  return (
    <div className="message-note-actions">
      <button
        type="button"
        className="button-primary"
        onClick={({ currentTarget }) => void press(currentTarget)}
      >
        Invite them
      </button>
      <button
        type="button"
        className="button-plain"
        onClick={({ currentTarget }) => dismiss(currentTarget)}
      >
        Do nothing
      </button>
    </div>
  );
}

/** Takes the note away; the list has the focus then, which stood on a button of the note. */
function useDismissal({ id }: Note): (button: HTMLElement) => void {
  const { dismissNote } = useShell();
  return (button) => {
    button.closest<HTMLElement>('.message-list-feed')?.focus({ preventScroll: true });
    dismissNote(id);
  };
}
