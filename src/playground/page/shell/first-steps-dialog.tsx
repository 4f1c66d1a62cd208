import { type ReactNode, useEffect, useId, useRef } from 'react';
import { usePlayground } from '../context.ts';
import { Icon } from '../icon.tsx';
import { DialogFrame } from '../modal/dialog-frame.tsx';
import { exampleOf } from './channel-header.tsx';
import { firstName } from './people-words.ts';
import './first-steps-dialog.css';

/** From a sentence to something that runs, in short. */
export function FirstStepsDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const { about } = usePlayground().snapshot;

  return (
    <DialogFrame className="first-steps" labelledBy={`${id}title`} onEscape={onClose}>
      <div className="first-steps-header">
        <h2 className="dialog-frame-title" id={`${id}title`}>
          First five minutes
        </h2>
        <button
          ref={close}
          type="button"
          className="icon-button"
          aria-label="Close"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {/* Focusable, so that the arrows scroll it. */}
      <div className="first-steps-body" role="group" aria-labelledby={`${id}title`} tabIndex={0}>
        <p>This looks and works like Slack; the real bot, {about.botName}, is connected to it.</p>
        <Steps />
        {about.isDemoCluster && <Failing />}
      </div>
    </DialogFrame>
  );
}

function Steps() {
  const { snapshot } = usePlayground();
  const { about, people } = snapshot;
  const approver = people.find(({ id }) => about.parts?.approvers.includes(id));
  return (
    <ol className="first-steps-list">
      <li>
        In a channel with {about.botName}, write <Typed>{exampleOf(about) ?? ''}</Typed>. Answer or
        skip what it asks, and choose a solution.
      </li>
      <li>
        Fill in the form, or answer in the thread:{' '}
        <Typed>name: my-db, namespace: a-team, size: small</Typed>. Then write <Typed>skip</Typed>{' '}
        until the review comes: the rest has suggestions and defaults.
      </li>
      <li>
        Read what the cluster said to it in a dry run, and press <b>Request approval</b>.
      </li>
      <li>
        Become {approver ? firstName(approver) : 'somebody who may approve'} by the picture at the
        lower left, and press <b>Approve</b>. Whoever asked is told that somebody else has to.
      </li>
      <li>Watch it become ready, on the card and in the cluster’s panel at the top.</li>
    </ol>
  );
}

/** Names that mean something to the demo cluster. */
function Failing() {
  return (
    <>
      <h3>To see one fail</h3>
      <p>
        Give it a name that ends in <Typed>-fails</Typed>, such as <Typed>my-db-fails</Typed>: the
        demo cluster fails it for a reason. One that ends in <Typed>-stuck</Typed> never becomes
        ready.
      </p>
    </>
  );
}

function Typed({ children }: { readonly children: ReactNode }) {
  return <code className="first-steps-typed">{children}</code>;
}
