import { useId } from 'react';
import type { View } from '../../slack/state.ts';
import { usePlayground } from '../context.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { ModalView } from './modal-view.tsx';
import './modals.css';

/**
 * The person's open modals: the topmost shows, those beneath keep what stands in them. The cross
 * closes all of them; Escape, the arrow and the closing button close the topmost.
 */
export function Modals() {
  const playground = usePlayground();
  const id = useId();
  const { modals } = playground.snapshot;
  const top = modals.at(-1);
  if (!top) return null;

  function close(view: View, isQuiet = false) {
    return playground.act({ type: 'close', viewId: view.id }, { isQuiet });
  }

  async function closeAll(stack: readonly View[]) {
    // Those beneath may be gone with the topmost.
    for (const view of stack.toReversed()) {
      const answer = await close(view, view !== stack.at(-1));
      if (!answer.ok) return;
    }
  }

  return (
    <DialogFrame
      className="modals-panel"
      labelledBy={`${id}${top.id}`}
      onEscape={() => void close(top)}
    >
      {modals.map((view, index) => (
        <ModalView
          key={view.id}
          view={view}
          titleId={`${id}${view.id}`}
          isTop={view === top}
          isPushed={index > 0}
          onClose={() => void close(view)}
          onCloseAll={() => void closeAll(modals)}
        />
      ))}
    </DialogFrame>
  );
}
