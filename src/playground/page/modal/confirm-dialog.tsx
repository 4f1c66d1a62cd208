import { useEffect, useId, useRef } from 'react';
import type { Button } from '../../slack/validate/elements.ts';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { Icon } from '../icon.tsx';
import './confirm-dialog.css';
import { DialogFrame } from './dialog-frame.tsx';

/** A confirmation object, as every element that can have one carries it. */
export type Confirmation = NonNullable<Button['confirm']>;

export interface ConfirmDialogProps {
  readonly confirm: Confirmation;
  /** Called once, with whether the person confirmed. The owner takes the dialog away. */
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/**
 * Asks before an element counts as used. The confirming button has the focus, as in Slack; Escape and
 * the cross are the denying one.
 */
export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  const id = useId();
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  const { title, text, style } = confirm;

  return (
    <DialogFrame
      className="confirm-dialog"
      role="alertdialog"
      labelledBy={`${id}title`}
      describedBy={`${id}text`}
      onEscape={() => onAnswer(false)}
    >
      <div className="confirm-dialog-header">
        <h2 className="dialog-frame-title" id={`${id}title`}>
          {title?.text ?? 'Are you sure?'}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close"
          onClick={() => onAnswer(false)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="confirm-dialog-text" id={`${id}text`}>
        {text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : text.text}
      </div>
      <div className="confirm-dialog-footer">
        <button type="button" className="dialog-frame-button" onClick={() => onAnswer(false)}>
          {confirm.deny?.text ?? 'No'}
        </button>
        <button
          ref={yes}
          type="button"
          className={`dialog-frame-button ${style === 'danger' ? 'is-danger' : 'is-primary'}`}
          onClick={() => onAnswer(true)}
        >
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </div>
    </DialogFrame>
  );
}
