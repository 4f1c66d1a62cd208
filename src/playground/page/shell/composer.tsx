import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { useIsNarrow } from '../state/theme.ts';
import { placeKey } from '../state/unread.ts';
import { AttachedChip, useAttaching } from './attaching.tsx';
import { CompletionList } from './completion-list.tsx';
import { ComposerBar, FormatBar } from './composer-bars.tsx';
import { type Format, formatted } from './formatting.ts';
import { type Composing, useComposing } from './use-composing.ts';
import { useSend } from './use-send.ts';
import './composer.css';

interface ComposerProps {
  readonly channel: string;
  readonly thread?: string | undefined;
  readonly placeholder: string;
  /** Asks to edit one's last message: the arrow up in an empty field. */
  readonly onEditLast?: () => void;
  /** Takes the focus out of the field: Escape, where nothing is offered that it would close. */
  readonly onLeave?: () => void;
}

/** Where what a person has begun to write in a place is kept. */
export function draftKey(person: string, place: string): string {
  return `draft:${person}:${place}`;
}

/** Where one writes. Give it the place as `key`: it begins with the draft that was left there. */
export function Composer({ channel, thread, placeholder, onEditLast, onLeave }: ComposerProps) {
  const { me } = usePlayground();
  const composing = useComposing(draftKey(me.id, placeKey(channel, thread)));
  const { field, text, completing, active } = composing;
  const isNarrow = useIsNarrow();
  const [hasFormat, setFormat] = useState(!isNarrow);
  const list = useId();
  const send = useSend(channel, thread);
  const { file, ...attaching } = useAttaching(channel, thread);
  const isReady = text.trim() !== '' || file !== undefined;
  useFocusAtStart(field, isNarrow);

  async function submit(): Promise<void> {
    if (!isReady) return;
    composing.typed('', 0);
    attaching.put(undefined);
    field.current?.focus();
    // What was refused is given back, unless something else has been begun.
    const isSent = await send(text, file);
    if (isSent || field.current?.value !== '') return;
    composing.typed(text, text.length);
    attaching.put(file);
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    const isEnter = event.key === 'Enter' && !event.shiftKey;
    const isUp = event.key === 'ArrowUp' && text === '' && onEditLast !== undefined;
    const format = formatOf(event);
    if (isForList(event, composing)) event.stopPropagation();
    else if (event.key === 'Escape' && onLeave) onLeave();
    else if (isEnter) void submit();
    else if (isUp) onEditLast();
    else if (format) composing.replace(formatted(composing.selected(), format));
    else return;
    event.preventDefault();
  }
  function insert(inserted: string): void {
    const { from, to } = composing.selected();
    const at = from + inserted.length;
    composing.replace({ text: text.slice(0, from) + inserted + text.slice(to), from: at, to: at });
  }
  return (
    <div className="composer">
      {completing && (
        <CompletionList id={list} completing={completing} active={active} onPick={composing.pick} />
      )}
      <div className="composer-box">
        {hasFormat && (
          <FormatBar
            onFormat={(format) => composing.replace(formatted(composing.selected(), format))}
          />
        )}
        <textarea
          ref={field}
          className="composer-field"
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-controls={completing ? list : undefined}
          aria-activedescendant={active === undefined ? undefined : `${list}-${active}`}
          placeholder={placeholder}
          rows={1}
          maxLength={12_000}
          value={text}
          onChange={({ target }) => composing.typed(target.value, target.selectionStart)}
          onSelect={({ currentTarget }) => composing.moveCaret(currentTarget.selectionStart)}
          onBlur={composing.close}
          onKeyDown={onKeyDown}
        />
        {file && <AttachedChip file={file} onRemove={() => attaching.put(undefined)} />}
        <ComposerBar
          hasFormat={hasFormat}
          onToggleFormat={() => setFormat(!hasFormat)}
          onInsert={insert}
          onAttach={(chosen) => void attaching.choose(chosen)}
        >
          <SendButton isReady={isReady} onSend={() => void submit()} />
        </ComposerBar>
      </div>
    </div>
  );
}

interface SendButtonProps {
  readonly isReady: boolean;
  readonly onSend: () => void;
}

function SendButton({ isReady, onSend }: SendButtonProps) {
  return (
    <button
      type="button"
      className="composer-send"
      aria-label="Send now"
      title="Send now"
      disabled={!isReady}
      onClick={onSend}
    >
      <Icon name="send" size={18} />
    </button>
  );
}

/** One comes to a place to write; on a small screen a keyboard would cover what is to be read. */
function useFocusAtStart(field: Composing['field'], isNarrow: boolean): void {
  useEffect(() => {
    if (!isNarrow) field.current?.focus({ preventScroll: true });
  }, [field, isNarrow]);
}

/** Whether the key was for the list of completions, which has then used it. */
function isForList({ key, shiftKey }: KeyboardEvent, composing: Composing): boolean {
  const { completing, active } = composing;
  if (!completing || shiftKey) return false;
  if (key === 'ArrowDown') composing.moveActive(1);
  else if (key === 'ArrowUp') composing.moveActive(-1);
  else if (key === 'Escape') composing.close();
  else if (key === 'Tab') composing.pick(active ?? 0);
  else if (key === 'Enter' && active !== undefined) composing.pick(active);
  else return false;
  return true;
}

function formatOf({ key, metaKey, ctrlKey, shiftKey }: KeyboardEvent): Format | undefined {
  if (!metaKey && !ctrlKey) return undefined;
  const pressed = key.toLowerCase();
  if (shiftKey) return pressed === 'x' ? 'strike' : pressed === 'c' ? 'code' : undefined;
  return pressed === 'b' ? 'bold' : pressed === 'i' ? 'italic' : undefined;
}
