import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Message } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { outgoing, typedAgain } from './typed.ts';

interface MessageEditorProps {
  readonly message: Message;
  readonly onDone: () => void;
}

/** The text of one's own message, to be corrected in its place. */
export function MessageEditor({ message, onDone }: MessageEditorProps) {
  const playground = usePlayground();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => typedAgain(message.text, playground.snapshot));
  const [isSaving, setSaving] = useState(false);
  const canSave = text.trim() !== '' && !isSaving;

  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  async function save(): Promise<void> {
    if (!canSave) return;
    setSaving(true);
    const { channel, ts } = message;
    const sent = outgoing(text.trim(), playground.snapshot.channels);
    const answer = await playground.act({ type: 'edit', channel, ts, text: sent });
    setSaving(false);
    if (answer.ok) onDone();
  }
  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save();
  }
  return (
    <div className="message-editor">
      <textarea
        ref={field}
        className="message-editor-field"
        aria-label="Edit message"
        rows={Math.min(8, text.split('\n').length)}
        maxLength={12_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="message-editor-buttons">
        <button type="button" className="button-plain" onClick={onDone}>
          Cancel
        </button>
        <button
          type="button"
          className="button-primary"
          disabled={!canSave}
          onClick={() => void save()}
        >
          Save
        </button>
      </div>
    </div>
  );
}
