import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { View } from '../../slack/state.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { usePlayground } from '../context.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../icon.tsx';
import { EnteringScope, useEntering } from './entering-scope.tsx';
import './modal-view.css';
import { useModalFocus } from './use-modal-focus.ts';
import { type Submission, useSubmission } from './use-submission.ts';

interface ModalViewProps {
  readonly view: View;
  readonly titleId: string;
  readonly isTop: boolean;
  /** Whether another one lies beneath. */
  readonly isPushed: boolean;
  readonly onClose: () => void;
  readonly onCloseAll: () => void;
}

/** One modal of the stack: header, the app's blocks, and what ends it. */
export function ModalView(props: ModalViewProps) {
  const { view, titleId, isTop, onClose } = props;
  const panel = useRef<HTMLDivElement>(null);
  const submitButton = useRef<HTMLButtonElement>(null);
  const entering = useEntering();
  const submission = useSubmission(view, entering);
  const { isBusy, errors, sentence } = submission;
  const noteFocus = useModalFocus(panel, { view, isTop, submission });
  const shown = useMemo(() => ({ viewId: view.id }), [view.id]);

  function submit() {
    // Fields are disabled meanwhile, and what is disabled loses the focus.
    submitButton.current?.focus();
    void submission.submit();
  }

  /** Before any field: a menu would open by it. Not from a dialog above, whose keys pass here too. */
  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const isInside = event.target instanceof Node && panel.current?.contains(event.target);
    if (view.submit === undefined || !isInside) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  }

  return (
    <div
      ref={panel}
      className="modal-view"
      role="presentation"
      hidden={!isTop}
      aria-busy={isBusy}
      onKeyDownCapture={press}
    >
      <Header {...props} />
      <div
        className="modal-view-body"
        role="group"
        aria-labelledby={titleId}
        tabIndex={view.submit === undefined ? 0 : -1}
        onFocus={noteFocus}
      >
        <fieldset className="modal-view-fields" disabled={isBusy}>
          <EnteringScope scope={{ entering, hash: view.hash, submit }}>
            <Blocks
              blocks={view.blocks}
              entered={view.entered}
              surface="modal"
              shown={shown}
              errors={errors}
            />
          </EnteringScope>
        </fieldset>
      </div>
      {sentence === undefined ? null : (
        <p className="modal-view-failure" role="alert">
          <Icon name="warning" size={16} />
          {sentence}
        </p>
      )}
      <div className="modal-view-footer">
        <button type="button" className="dialog-frame-button" onClick={onClose}>
          {view.close ?? (view.submit === undefined ? 'Close' : 'Cancel')}
        </button>
        {view.submit === undefined ? null : (
          <SubmitButton {...{ label: view.submit, isBusy, submit }} button={submitButton} />
        )}
      </div>
    </div>
  );
}

function Header({ view, titleId, isPushed, onClose, onCloseAll }: ModalViewProps) {
  const { about } = usePlayground().snapshot;
  return (
    <div className="modal-view-header">
      {isPushed ? (
        <button
          type="button"
          className="icon-button modal-view-back"
          aria-label="Back"
          onClick={onClose}
        >
          <Icon name="back" />
        </button>
      ) : (
        <Avatar id={about.botUserId} size={36} isApp />
      )}
      <h1 className="dialog-frame-title" id={titleId}>
        {view.title}
      </h1>
      <button type="button" className="icon-button" aria-label="Close" onClick={onCloseAll}>
        <Icon name="close" />
      </button>
    </div>
  );
}

interface SubmitButtonProps extends Pick<Submission, 'isBusy'> {
  readonly label: string;
  readonly submit: () => void;
  readonly button: React.RefObject<HTMLButtonElement | null>;
}

/** Stays focusable while it waits, so that the focus has a place. */
function SubmitButton({ label, isBusy, submit, button }: SubmitButtonProps) {
  return (
    <button
      ref={button}
      type="button"
      className="dialog-frame-button is-primary modal-view-submit"
      aria-disabled={isBusy}
      onClick={submit}
    >
      {isBusy ? <span className="spinner" aria-hidden="true" /> : null}
      {label}
      {isBusy ? <span className="sr-only">, sending</span> : null}
    </button>
  );
}
