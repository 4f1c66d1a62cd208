import { usePlayground } from '../context.ts';
import { useShell } from './shell-context.ts';

interface TypingLineProps {
  readonly channel: string;
  /** Only what happens in this thread; else what happens anywhere in the conversation. */
  readonly thread?: string;
}

/** `dotai is thinking…`, below the field. It keeps its line, so that nothing moves. */
export function TypingLine({ channel, thread }: TypingLineProps) {
  const { statuses } = useShell();
  const { botName } = usePlayground().snapshot.about;
  const here = statuses.find((status) => {
    return status.channel === channel && (thread === undefined || status.thread === thread);
  });
  return (
    <div className="typing-line" role="status">
      {here && (
        <>
          <b>{botName}</b> <span className="typing-line-status">{here.status}</span>
        </>
      )}
    </div>
  );
}
