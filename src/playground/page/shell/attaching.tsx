import { useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import { type AttachedFile, readAttached } from './attached-file.ts';
import { useShell } from './shell-context.ts';
import './attaching.css';

export interface Attaching {
  /** What goes along with the next message. */
  readonly file: AttachedFile | undefined;
  readonly choose: (file: File) => Promise<void>;
  readonly put: (file: AttachedFile | undefined) => void;
}

/** A file for the next message of a place; one that cannot be shared is said there. */
export function useAttaching(channel: string, thread?: string): Attaching {
  const { note } = useShell();
  const [file, put] = useState<AttachedFile>();
  return {
    file,
    put,
    async choose(chosen) {
      const { attached, problem } = await readAttached(chosen);
      if (attached) put(attached);
      else note({ channel, thread, text: problem });
    },
  };
}

/** Opens the chooser of the browser. */
export function AttachButton({ onChoose }: { readonly onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="composer-tool"
        aria-label="Attach a text file"
        title="Attach a text file"
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
      <input
        ref={input}
        type="file"
        className="attaching-field"
        aria-label="Text file"
        tabIndex={-1}
        accept=".md,.txt,.yaml,.yml,text/*"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          // So that the same file can be chosen again.
          target.value = '';
          if (chosen) onChoose(chosen);
        }}
      />
    </>
  );
}

interface AttachedChipProps {
  readonly file: AttachedFile;
  readonly onRemove: () => void;
}

export function AttachedChip({ file, onRemove }: AttachedChipProps) {
  return (
    <div className="attaching-chip">
      <Icon name="clip" size={16} />
      <span className="attaching-name">{file.name}</span>
      <button
        type="button"
        className="attaching-remove"
        aria-label={`Remove ${file.name}`}
        onClick={onRemove}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
