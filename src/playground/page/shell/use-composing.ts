import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { usePlayground } from '../context.ts';
import { readStored, writeStored } from '../state/stored.ts';
import { type Completing, completionsAt } from './completions.ts';
import type { Selected } from './formatting.ts';

export interface Composing {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  /** What is offered at the caret, until it is closed or picked. */
  readonly completing: Completing | undefined;
  /** Which of what is offered Enter would take. */
  readonly active: number | undefined;
  readonly typed: (text: string, caret: number) => void;
  readonly moveCaret: (caret: number) => void;
  readonly moveActive: (step: 1 | -1) => void;
  readonly pick: (index: number) => void;
  readonly close: () => void;
  /** Replaces the whole text and selects a part. */
  readonly replace: (selected: Selected) => void;
  readonly selected: () => Selected;
}

/** A text that is written, its draft kept under a name, and what completes it. */
export function useComposing(draft: string): Composing {
  const { snapshot } = usePlayground();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => readStored('session', draft) ?? '');
  const [caret, setCaret] = useState(0);
  const [moved, setMoved] = useState<number>();
  const [closedAt, setClosedAt] = useState<string>();
  const before = text.slice(0, caret);
  const completing = closedAt === before ? undefined : completionsAt(text, caret, snapshot);
  const active = activeIn(completing, moved);
  const select = useSelection(field);

  function typed(next: string, at: number): void {
    setText(next);
    setCaret(at);
    setMoved(undefined);
    setClosedAt(undefined);
    writeStored('session', draft, next);
  }
  function replace(selected: Selected): void {
    select(selected);
    typed(selected.text, selected.to);
  }
  return {
    field,
    text,
    completing,
    active,
    typed,
    replace,
    moveCaret: setCaret,
    moveActive(step) {
      const count = completing?.completions.length ?? 1;
      setMoved(((active ?? (step === 1 ? -1 : count)) + step + count) % count);
    },
    pick(index) {
      const completion = completing?.completions[index];
      if (!completing || !completion) return;
      const to = completing.from + completion.insert.length;
      const picked = text.slice(0, completing.from) + completion.insert + text.slice(caret);
      replace({ text: picked, from: to, to });
    },
    close: () => setClosedAt(before),
    selected() {
      const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
      return { text, from: selectionStart, to: selectionEnd };
    },
  };
}

/** Selects in the field once the next text is drawn. */
function useSelection(field: RefObject<HTMLTextAreaElement | null>): (selected: Selected) => void {
  const wanted = useRef<Selected>(undefined);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    field.current?.focus();
    field.current?.setSelectionRange(wanted.current.from, wanted.current.to);
    wanted.current = undefined;
  });
  return (selected) => {
    wanted.current = selected;
  };
}

function activeIn(completing: Completing | undefined, moved: number | undefined) {
  if (!completing) return undefined;
  if (moved !== undefined) return Math.min(moved, completing.completions.length - 1);
  return completing.isEager ? 0 : undefined;
}
