import type { Message } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { ConfirmDialog, type Confirmation } from '../modal/confirm-dialog.tsx';

const QUESTION: Confirmation = {
  title: { type: 'plain_text', text: 'Delete message' },
  text: {
    type: 'plain_text',
    text: 'Are you sure you want to delete this message? This cannot be undone.',
  },
  confirm: { type: 'plain_text', text: 'Delete' },
  deny: { type: 'plain_text', text: 'Cancel' },
  style: 'danger',
};

interface DeletionDialogProps {
  readonly message: Message;
  readonly onDone: () => void;
}

/** Asks before one's own message goes. */
export function DeletionDialog({ message: { channel, ts }, onDone }: DeletionDialogProps) {
  const playground = usePlayground();
  return (
    <ConfirmDialog
      confirm={QUESTION}
      onAnswer={(isConfirmed) => {
        onDone();
        if (isConfirmed) void playground.act({ type: 'delete', channel, ts });
      }}
    />
  );
}
