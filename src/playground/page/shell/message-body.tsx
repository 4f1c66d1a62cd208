import type { Message } from '../../slack/state.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { FileAttachment } from '../blocks/file-attachment.tsx';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { usePlayground } from '../context.ts';

/** What a message says: its blocks, or its text where it has none, and its files. */
export function MessageBody({ message }: { readonly message: Message }) {
  const { text, blocks, channel, ts, edited } = message;
  const hasText = blocks.length === 0 && text !== '';
  return (
    <>
      {blocks.length > 0 && (
        <div className="message-blocks">
          <Blocks blocks={blocks} shown={{ channel, ts }} surface="message" />
        </div>
      )}
      {hasText && (
        <div className={edited ? 'message-text message-text-edited' : 'message-text'}>
          <Mrkdwn text={text} />
          {/* Cards are redrawn all the time; Slack marks only text as edited. */}
          {edited && <span className="message-edited"> (edited)</span>}
        </div>
      )}
      <Files ids={message.files} />
    </>
  );
}

function Files({ ids }: { readonly ids: readonly string[] }) {
  const { snapshot } = usePlayground();
  const files = ids.flatMap((id) => snapshot.files.filter((file) => file.id === id));
  if (files.length === 0) return undefined;
  return (
    <div className="message-files">
      {files.map((file) => (
        <FileAttachment key={file.id} file={file} />
      ))}
    </div>
  );
}
